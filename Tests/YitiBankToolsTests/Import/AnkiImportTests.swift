import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

@Suite struct AnkiImportTests {
    static let export = """
        #separator:tab
        #html:true
        #deck column:1
        #tags column:4
        面试::数据库\t什么是<b>索引</b>？<img src="x.png">\t一种<i>结构</i>&nbsp;&lt;B+ 树&gt;\tsql stars-4
        面试::数据库\t"说说 {{c1::事务::四个字母}} [sound:a.mp3]"\t<ul><li>原子性</li><li>持久性</li></ul>\t

        """

    @Test("makes plain text of fields, topics of decks and key points of lists")
    func readsExports() throws {
        let plan = try plan(.anki, Self.export)
        let topic = try #require(topics(plan).first)
        #expect(topic.name == Text(zh: "数据库", en: ""))
        #expect(topic.questions.map(\.wording.zh) == ["什么是索引？", "说说 [四个字母]"])
        #expect(topic.questions.map(\.stars) == [4, 5])
        #expect(topic.questions.first?.chinese.referenceAnswer == "一种结构 <B+ 树>")
        #expect(topic.questions.last?.chinese.referenceAnswer == "说说 事务\n\n- 原子性\n- 持久性")
        #expect(
            plan.remarks.map(\.description) == [
                "tags left out, a bank has none: sql",
                "line 5: images or sounds left out, questions are plain text: 1",
                "line 6: images or sounds left out, questions are plain text: 1",
                "line 6: topic01-02 has no stars: taken as 5",
            ])
    }

    @Test("reads plain fields without headers, one topic for the file")
    func readsPlain() throws {
        let plan = try plan(.anki, "#separator:Comma\n#html:false\n\"What, then?\",\"So <b>it</b> is\"\n")
        let topic = try #require(topics(plan).first)
        #expect(topic.name == Text(zh: "", en: "Anki"))
        #expect(topic.questions.first?.wording.en == "What, then?")
        #expect(topic.questions.first?.english.referenceAnswer == "So <b>it</b> is")
    }

    @Test(
        "tells the forms of files apart",
        arguments: [
            ("a.csv", "x", ImportFormat.csv), ("a.tsv", "x", .csv), ("a.txt", "#separator:tab\n", .anki),
            ("a.md", "## 题\n1. x", .list),
            ("a.md", "# a | b\nid: a\n", .bank), ("a.txt", "## 题\n1. x", .list), ("a.txt", "hello", nil),
            ("a", "", nil), ("a.txt", "\u{FEFF}#separator:tab\n", .anki), ("a.txt", "front\tback\n", .anki),
            ("a.txt", "1. x\n2. y\n", .list),
        ] as [(String, String, ImportFormat?)])
    func detects(name: String, text: String, format: ImportFormat?) {
        #expect(ImportFormat.detect(name: name, text: text) == format)
    }

    @Test(
        "asks what a cloze hides and answers with it",
        arguments: [
            ("交叉熵是 {{c1::负对数似然}} 的{{c2::期望::提示}}", "交叉熵是 […] 的[提示]", "交叉熵是 负对数似然 的期望"),
            ("{{c1::a {{c2::b::x}} c}} 和 d", "[…] 和 d", "a b c 和 d"),
            ("{{c1::甲::{{c2::乙}}}}", "[乙]", "甲"), ("未完 {{c1::甲::乙", "未完 {{c1::甲::乙", ""),
            ("{{cx::甲}} }} {{c1}}", "{{cx::甲}} }} {{c1}}", ""),
        ])
    func readsClozes(field: String, asked: String, answer: String) throws {
        let question = try #require(topics(try plan(.anki, "#deck:一\n\(field)\t\n")).first?.questions.first)
        #expect(question.wording.wording(in: .zh) == asked)
        #expect(question.chinese.referenceAnswer == answer)
    }

    @Test(
        "finds the tags where the columns are named, counted, or where one says the stars",
        arguments: [
            "#separator:semicolon\n#columns:front;back;tags\n", "#separator:;\n#tags column:3\n",
            "#separator:Semicolon\n",
        ])
    func findsTags(headers: String) throws {
        let plan = try plan(.anki, headers + "怎么退出？;按 Esc 再输入 :q;stars-2 vim\n")
        #expect(summary(plan) == ["topic01-01 2 怎么退出？"])
        #expect(topics(plan).first?.questions.first?.chinese.referenceAnswer == "按 Esc 再输入 :q")
    }

    @Test("decides once for a file whether its last column holds tags")
    func findsTagsOnce() throws {
        let tagged = try plan(.anki, "#deck:一\nA?\ta\tstars-2 vim\nB?\tb\tvim\nC?\tc\tstars-3\n")
        #expect(topics(tagged).first?.questions.map(\.english.referenceAnswer) == ["a", "b", "c"])
        let fields = try plan(.anki, "#deck:一\nA?\ta\tmore\nB?\tb\t2 stars\nC?\tc\t★★★\nD?\td\tlast\n")
        #expect(
            topics(fields).first?.questions.map(\.english.referenceAnswer)
                == ["a\n\nmore", "b\n\n2 stars", "c\n\n★★★", "d\n\nlast"])
    }

    @Test("keeps the cells and rows of a table apart")
    func readsTables() throws {
        let table = "<table><tr><th></th><th>真</th></tr><tr><td>TP</td> <td><p>FP</p><br>2</td></tr></table>"
        let plan = try plan(.anki, "#deck:一\n混淆矩阵？\t\(table)\n\(table)\t答\n")
        let questions = topics(plan).flatMap(\.questions)
        #expect(
            questions.first?.english.referenceAnswer == ""
                && questions.first?.chinese.referenceAnswer == "| 真\nTP | FP 2")
        #expect(questions.last?.wording.zh == "| 真 / TP | FP 2")
    }

    @Test("takes the last part of a deck's name whole, colons and all")
    func namesTopics() throws {
        #expect(topics(try plan(.anki, "#deck:面试::NLP: basics\nWhat?\tThat\n")).first?.name.en == "NLP: basics")
    }

    @Test("refuses a separator that it does not know, with those that it knows")
    func refusesSeparators() throws {
        let failure = try #require(throws: ImportFailure.self) { try plan(.anki, "#separator:foo\na\tb\n") }
        #expect(
            failure.description
                == "no separator is called `foo`: expected tab, comma, semicolon, space, pipe, colon, or the character itself"
        )
        #expect(throws: ImportFailure.self) { try plan(.anki, "#separator:，\na，b\n") }
    }

    @Test("loses nothing of a note without a word")
    func tellsWhatIsLost() throws {
        let plan = try plan(
            .anki,
            "#separator:tab\n#deck:一\n#pragma once\n#tags column:3\n问？\t<a href=\"https://a.b/c\">见此</a>\tstars-9 sql\n"
        )
        #expect(topics(plan).first?.questions.first?.chinese.referenceAnswer == "见此 (https://a.b/c)")
        #expect(
            plan.remarks.map(\.description) == [
                "tags left out, a bank has none: sql", "line 3: no header of Anki's, left out: #pragma once",
                "line 5: the mark `9` not understood, expected 1 to 5 stars: taken as 3",
            ])
    }

    @Test("reads stars from tags in other spellings, none of which is a topic")
    func readsStarTags() throws {
        let rows: [(String, Int)] = [
            ("Stars-2", 2), ("3星", 3), ("stars_4", 4), ("stars::4", 4), ("stars:4", 4), ("star-3", 3), ("stars3", 3),
        ]
        for (tag, stars) in rows {
            let plan = try plan(.anki, "#separator:tab\n#tags column:3\nWhat?\tThis\tleech \(tag) a::vim marked\n")
            let question = topics(plan).first?.questions.first
            #expect(question?.stars == stars, "\(tag)")
            #expect(topics(plan).map(\.name.en) == ["vim"], "\(tag)")
        }
    }

    @Test("hides what several cards of one cloze hide, and leaves a note of too many cells out")
    func clozesOfSeveral() throws {
        let plan = try plan(.anki, "#separator:tab\nIt is {{c1,2::this}}?\tx\n")
        #expect(topics(plan).first?.questions.first?.wording.en == "It is […]?")
        let long = try ImportFormat.anki.read("#separator:Comma\n#columns:Front,Back\nWhat is x, really?,y\n")
        #expect(long.questions.isEmpty && long.remarks.first?.line == 3)
    }

    @Test("headers whose values mean nothing are named")
    func unreadHeaders() throws {
        let plan = try plan(.anki, "#separator:tab\n#html:maybe\n#tags column:x\nWhat is a?\tb\n")
        #expect(plan.remarks.compactMap(\.line).filter { $0 < 4 } == [2, 3])
    }

    static let columns: [(String, String, String)] = [
        ("Answer\tQuestion\tTags", "A queue\tWhat is BFS?\tgraph", "topic01-01 5 What is BFS? / A queue"),
        ("背面\t正面\t标签", "A queue\tWhat is BFS?\tgraph", "topic01-01 5 What is BFS? / A queue"),
        ("Front\tBack\tStars", "What is BFS?\tA queue\t2", "topic01-01 2 What is BFS? / A queue"),
        ("Difficulty\tFront\tBack", "4/5\tWhat is BFS?\tA queue", "topic01-01 4 What is BFS? / A queue"),
    ]

    @Test("the names of the columns say which is the question and which the stars", arguments: columns)
    func readsColumns(names: String, note: String, expected: String) throws {
        let plan = try plan(.anki, "#separator:tab\n#deck:graph\n#columns:\(names)\n\(note)\n")
        let read = topics(plan).flatMap(\.questions).map {
            "\($0.id) \($0.stars) \($0.wording.en) / \($0.english.referenceAnswer)"
        }
        #expect(read == [expected], "\(plan.lines)")
    }
}
