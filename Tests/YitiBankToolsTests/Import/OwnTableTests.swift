import Foundation
import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

/// Tables and cards as people keep them.
@Suite struct OwnTableTests {
    static let lists: [(String, [String])] = [
        ("1) 互斥\n2) 等待", ["互斥", "等待"]), ("1、互斥\n2、等待", ["互斥", "等待"]), ("① 互斥\n② 等待", ["互斥", "等待"]),
        ("（1）互斥\n（2）等待", ["互斥", "等待"]), ("• 互斥\n·等待\n* 占有\n+ 循环\n– 无", ["互斥", "等待", "占有", "循环", "无"]),
        ("[x] 互斥\n- [ ] 等待", ["互斥", "等待"]), ("有序；快；占空间", ["有序", "快", "占空间"]),
        ("1. one; 2. two; 3. three", ["one", "two", "three"]), ("1. one; two", ["one; two"]), ("1.5 倍", ["1.5 倍"]),
    ]

    @Test("key points lose the marks of a list, however they are marked", arguments: lists)
    func readsLists(cell: String, points: [String]) throws {
        let text = CSV.text([["topic", "question", "key_points_zh"], ["一", "什么是死锁？", cell]])
        #expect(topics(try plan(.csv, text)).first?.questions.first?.chinese.keyPoints == points)
    }

    @Test("a card's back is key points when each line has a mark of a list, and an answer when not")
    func readsBacks() throws {
        for back in ["• one<br>• two", "<div>1、one</div><div>2、two</div>", "1. one<br>2. two"] {
            let question = topics(try plan(.anki, "#deck:一\nWhat?\t\(back)\n")).first?.questions.first
            #expect(question?.english.keyPoints == ["one", "two"], "\(back)")
        }
        let question = topics(try plan(.anki, "#deck:一\nWhat?\tone; two<br>three; four\n")).first?.questions.first
        #expect(question?.english.referenceAnswer == "one; two\nthree; four")
    }

    @Test("quotes hold a field together where spaces part the fields")
    func readsSpaces() throws {
        let question = topics(try plan(.anki, "#separator:Space\n#deck:一\n\"什么是 a?\" \"x y\"\n")).first?.questions.first
        #expect(question?.wording.zh == "什么是 a?" && question?.english.referenceAnswer == "x y")
    }

    @Test("reads the names of characters that HTML knows")
    func readsEntities() throws {
        let back = "&forall;&isin;&eacute;&euro;&laquo;&plusmn;&frac12;&copy;&Omega;&yuml;&amp;&nosuch;"
        let question = topics(try plan(.anki, "#deck:一\nWhat?\t\(back)\n")).first?.questions.first
        #expect(question?.english.referenceAnswer == "∀∈é€«±½©Ωÿ&&nosuch;")
    }

    @Test("knows more names of columns", arguments: ["面试题", "题干", "Question (EN)", "Name"])
    func knowsColumns(column: String) throws {
        let plan = try plan(.csv, "topic,\(column),回答\nDB,What is a lock?,mutual exclusion\n")
        #expect(topics(plan).first?.questions.first?.english.referenceAnswer == "mutual exclusion")
    }

    @Test("the topic of merged cells goes on downwards, and the report says so")
    func carriesTopicsDown() throws {
        let plan = try plan(.csv, "topic,question\nDB,What is a?\n,What is b?\nOS,What is c?\n,What is d?\n")
        #expect(topics(plan).map(\.questions.count) == [2, 2])
        #expect(plan.remarks.compactMap(\.line) == [3, 5])
    }

    @Test("Markdown in a cell comes off, and a program's own fence")
    func tidiesCells() throws {
        let text = CSV.text([
            ["topic", "question", "code"], ["DB", "**What is [an index](https://a.b/c)?**", "```python\nx = 1\n```"],
        ])
        let question = topics(try plan(.csv, text)).first?.questions.first
        #expect(question?.wording.en == "What is an index?" && question?.code == "x = 1")
    }

    static let answers: [(String, String)] = [
        ("A <b>lock</b> &amp; a <i>key</i>", "A lock & a key"), ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>One.</p>\n<p>Two &lt; three.</p>", "One.\nTwo < three."),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("vector<int> and a < b > c", "vector<int> and a < b > c"), ("`<b>x</b>` is bold", "`<b>x</b>` is bold"),
        ("```html\n<p>x</p>\n```\n<b>so</b>", "```html\n<p>x</p>\n```\nso"),
    ]

    @Test("makes text of HTML in the cells of answers, and leaves code alone", arguments: answers)
    func readsAnswers(cell: String, answer: String) throws {
        for column in ["answer", "answer_en"] {
            let text = CSV.text([["topic", "question", column], ["DB", "What is it?", cell]])
            #expect(topics(try plan(.csv, text)).first?.questions.first?.english.referenceAnswer == answer)
        }
    }

    @Test("leaves answers of a bank's own table as they are")
    func keepsOwnAnswers() throws {
        let names = ["id", "topic", "topic_zh", "topic_en", "en", "related", "changed", "answer_en"]
        let text = CSV.text([names, ["nlp-01", "nlp", "", "NLP", "What are they?", "", "", "<s>a</s> and &amp;"]])
        #expect(topics(try plan(.csv, text)).first?.questions.first?.english.referenceAnswer == "<s>a</s> and &amp;")
    }

    @Test("names a row of totals as not taken", arguments: ["Total,2,7", "合计：,2,7", ",Sub total,", "DB,小计,3"])
    func namesTotals(row: String) throws {
        let plan = try plan(.csv, "topic,question,stars\nDB,What is a lock?,3\nDB,What is a key?,4\n\(row)\n")
        #expect(plan.added == 2 && plan.problem == nil && plan.warning == nil)
        #expect(plan.remarks.map(\.description) == ["line 4: left out: a row of totals"])
    }

    @Test("says of a question that is there what the file says otherwise")
    func tellsDifferences() throws {
        let bank = ["01-db.md": "# 库 | DB\nid: db\n\n## db-01 ★★\n什么是锁？\n\n### 参考答案\n旧\n"]
        let text = "id,topic,zh,en,stars,answer_zh\ndb-01,db,什么是锁？,What is a lock?,4,新\n"
        let plan = try plan(.csv, text, into: bank)
        #expect(
            plan.lines.first == "line 2: kept: db-01 is there already; not taken over: other stars, language, answer")
        let same = try YitiBankToolsTests.plan(.csv, "id,topic,zh,answer_zh\ndb-01,db,什么是锁？,旧\n", into: bank)
        #expect(same.lines.first == "line 2: kept: db-01 is there already")
    }

    @Test(
        "a file that can't be imported as it is is named for what it is",
        arguments: [("a.json", "[1]", "JSON"), ("a.docx", "PK\u{3}\u{4}", "office"), ("a.rtf", "{\\rtf1", "RTF")])
    func namesFiles(name: String, text: String, word: String) throws {
        let folder = try Scratch()
        try folder.write(text, to: name)
        let failure = try #require(throws: ImportFailure.self) { try ImportFolder.text(ofFile: folder.file(name)) }
        #expect(failure.description.contains(word))
    }
}
