import Foundation
import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

@Suite struct BankExportTests {
    private var bank: Bank { BankExamples.examine(BankExamples.page).bank }

    @Test("Markdown is the bank's own")
    func writesMarkdown() {
        #expect(BankExport.text(bank, format: .md) == BankExamples.page)
    }

    @Test("one language leaves the other out and nothing else")
    func keepsOneLanguage() throws {
        let text = BankExport.text(bank, format: .md, language: .en)
        #expect(!text.containsChinese)
        let topic = BankParser.parse(text, file: "a.md").topic
        #expect(topic.name == Text(zh: "", en: "Loss functions"))
        #expect(topic.questions.map(\.english) == bank.questions.map(\.english))
        #expect(topic.questions.map(\.code) == bank.questions.map(\.code))
    }

    @Test("a question that lacks the language asked for keeps its other wording")
    func fallsBack() {
        let bank = BankExamples.examine("# 一 | One\nid: one\n\n## one-01 ★\n问什么\n").bank
        for format in BankFormat.allCases {
            #expect(BankExport.text(bank, format: format, language: .en).contains("问什么"), "\(format)")
        }
    }

    @Test("a table has a header, and every row has as many cells")
    func writesTables() {
        let records = CSVParser.parse(BankExport.text(bank, format: .csv)).records.map(\.cells)
        #expect(records.count == 3)
        #expect(records.allSatisfy { $0.count == records[0].count })
        #expect(records[0].prefix(7) == ["id", "topic", "topic_zh", "topic_en", "stars", "zh", "en"])
        #expect(records[1].prefix(5) == ["loss-01", "loss", "损失函数", "Loss functions", "5"])
        let english = CSVParser.parse(BankExport.text(bank, format: .csv, language: .en)).records[0].cells
        #expect(!english.contains("answer_zh"))
    }

    @Test("Anki's text has its headers and one line a note")
    func writesAnki() {
        let lines = BankExport.text(bank, format: .anki).split(separator: "\n").map(String.init)
        #expect(lines.prefix(2) == ["#separator:tab", "#html:true"])
        let notes = lines.filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(notes.count == 2)
        #expect(notes.allSatisfy { $0.count == 5 })
        #expect(notes[0][0] == "yiti:loss-01")
        #expect(notes[0][1] == "Yiti::损失函数 | Loss functions")
        #expect(notes[0][4] == "yiti loss stars-5")
        #expect(notes[0][3].hasPrefix("<h3>要点</h3>1. 梯度是 ŷ − y<br>"))
    }

    @Test("JSON is one object that any reader understands")
    func writesJSON() throws {
        let text = BankExport.text(bank, format: .json)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let topics = try #require(root["topics"] as? [[String: Any]])
        let questions = try #require(topics[0]["questions"] as? [[String: Any]])
        #expect(questions.compactMap { $0["id"] as? String } == ["loss-01", "loss-02"])
        #expect((questions[0]["reference_answer"] as? [String: String])?["en"] == "One paragraph.\nIts second line.")
        #expect(questions[1]["code"] is NSNull)
        #expect(text == BankExport.text(bank, format: .json))
    }

    @Test("JSON escapes what must not stand in it")
    func escapesJSON() {
        let value = Datum.object([
            .init("a\"b", .list([.string("\\\n\t\u{1}\u{2028}损"), .integer(-1), .bool(true), .null, .list([])]))
        ])
        let expected =
            "{\n  \"a\\\"b\": [\n    \"\\\\\\n\\t\\u0001\\u2028损\",\n    -1,\n    true,\n    null,\n    []\n  ]\n}"
        #expect(value.jsonText == expected)
    }

    @Test("a question's sheet keeps to 80 columns outside fences")
    func showsAQuestion() throws {
        let topic = try #require(bank.topics.first)
        var question = try #require(topic.questions.first)
        question.chinese.keyPoints[0] = String(repeating: "很长的要点", count: 20)
        let lines = QuestionSheet.lines(question, of: topic)
        #expect(lines.first == "loss-01 ★★★★★  损失函数 | Loss functions")
        #expect(lines.allSatisfy { $0.displayWidth <= 80 })
        #expect(lines.contains("## 这不是标题"))
        #expect(lines.filter { $0.hasPrefix("   很长") || $0.hasPrefix("   长") || $0.hasPrefix("   的") }.count > 0)
        #expect(!QuestionSheet.lines(question, of: topic, language: .en).joined().containsChinese)
    }

    @Test("lists the programs of a file once each, with their lines")
    func listsPrograms() {
        let blocks = PythonBlock.all(in: BankParser.parse(BankExamples.page, file: "a.md"))
        #expect(blocks.map(\.line) == [21, 34])
        #expect(blocks.map(\.source) == ["## 这不是标题\nprint(1)", "# a comment, no title\nassert 1 + 1 == 2"])
    }

    @Test("a program that fails is a finding at the line that failed")
    func namesFailingPrograms() {
        let blocks = PythonBlock.all(in: BankParser.parse(BankExamples.page, file: "a.md"))
        let output = """
            Traceback (most recent call last):
              File "<string>", line 2, in <module>
              File "/usr/lib/python3/x.py", line 99, in f
            AssertionError: \u{1B}[31mno
            """
        let failed = ProgramFindings([.passed, .failed(output)], of: blocks)
        #expect(
            failed.findings.map(\.description) == [
                "a.md:35: incomplete: loss-01: the Python program fails: AssertionError: [31mno"
            ])
        let slow = ProgramFindings([.tooSlow(seconds: 60), .failed("")], of: blocks)
        #expect(slow.findings.map(\.line) == [21, 34])
        #expect(slow.findings.first?.message == "loss-01: the Python program was stopped after 60 seconds")
        #expect(slow.notes.isEmpty)
    }

    @Test("what a machine lacks is a note and no finding")
    func notesWhatIsMissing() {
        let blocks = PythonBlock.all(in: BankParser.parse(BankExamples.page, file: "a.md"))
        let none = ProgramFindings([.noPython, .noPython], of: blocks)
        #expect(none.findings.isEmpty)
        #expect(none.notes == ["no python3 here: 2 programs not run"])
        let missing = ProgramFindings([.passed, .failed("ModuleNotFoundError: No module named 'numpy'\n")], of: blocks)
        #expect(missing.findings.isEmpty)
        #expect(missing.notes == ["python3 has no numpy here: 1 program not run"])
    }

    @Test("findings from elsewhere take their place among a file's, and the verdict counts them")
    func mergesFindings() {
        let page = BankParser.parse(BankExamples.page, file: "a.md")
        #expect(BankCheck.examine([page]).verdict == "nothing found: the bank is complete")
        let finding = Finding(file: "a.md", line: 34, severity: .incomplete, message: "x")
        let examination = BankCheck.examine([page], also: [finding])
        #expect(examination.findings == [finding])
        #expect(examination.verdict == "0 errors, 1 incomplete: it loads")
        #expect(examination.summary.last?.hasSuffix("1/2") == true)
        let broken = BankExamples.examine(BankExamples.page(replacing: "id: loss", by: ""))
        #expect(broken.verdict.hasPrefix("1 error, "))
        #expect(broken.verdict.hasSuffix(": it does not load"))
    }

    @Test("an id that nobody has brings up those that are close")
    func suggestsIds() throws {
        #expect(try QuestionSheet.lines("loss-02", in: bank).first == "loss-02 ★★★  损失函数 | Loss functions")
        let near = try #require(throws: UnknownQuestion.self) { try QuestionSheet.lines("Los-1", in: bank) }
        #expect(near.description == "no question has the id `Los-1`: did you mean loss-01?")
        let far = try #require(throws: UnknownQuestion.self) { try QuestionSheet.lines("transformers", in: bank) }
        #expect(far.description == "no question has the id `transformers`: expected an id such as loss-04")
    }
}
