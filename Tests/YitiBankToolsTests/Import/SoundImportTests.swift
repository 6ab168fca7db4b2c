import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

/// Whatever is imported, a server can load what was written.
@Suite struct SoundImportTests {
    static let long = String(repeating: "长", count: 72)

    static let names: [(ImportFormat, String, String)] = [
        (.csv, "topic,question\n\(long),什么是锁？\n", String(repeating: "长", count: 60)),
        (.list, "## \(long)\n1. 什么是锁？\n", String(repeating: "长", count: 60)),
        (.anki, "#deck:\(long)\n什么是锁？\t答\n", String(repeating: "长", count: 60)),
        (.csv, "topic,question\n\"DB\nid: x\",What is a lock?\n", "DB id: x"),
        (.anki, "#separator:tab\n#deck column:1\n\"A\nB\"\tWhat is a lock?\tx\n", "A B"),
        (.csv, "topic,question\nA\u{7}B,What is a lock?\n", "AB"),
    ]

    @Test("a topic's name is cut to what a bank's file can hold, and its line named", arguments: names)
    func tidiesNames(format: ImportFormat, text: String, name: String) throws {
        let plan = try plan(format, text)
        #expect(BankErrors.findings(plan.files.map { BankParser.parse($0.bytes, file: $0.path) }) == [])
        #expect(topics(plan).map { $0.name.zh + $0.name.en } == [name])
        #expect(plan.remarks.contains { $0.line != nil && $0.message.hasPrefix("the topic's name") })
    }

    @Test("whatever a topic is called, the bank that is written has no errors and imports the same again")
    func holdsAnyName() throws {
        var random = SeededRandom(seed: 11)
        let pieces = [
            "#", "|", "\n", "id: x", "```", "\u{0}", "\u{202E}", "## a-01 ★", "损失", "word", " ", "★", "- ", Self.long,
        ]
        for round in 0..<300 {
            let name = (0..<random.below(6)).map { _ in random.pick(pieces) }.joined()
            let text = CSV.text([["topic", "question"], ["x" + name, "What is a lock?"], [name, "什么是锁？"]])
            let first = try plan(.csv, text)
            #expect(
                BankErrors.findings(first.files.map { BankParser.parse($0.bytes, file: $0.path) }) == [],
                "round \(round)")
            #expect(try plan(.csv, text, into: files(first)).added == 0, "round \(round)")
        }
    }

    static let wordless: [(ImportFormat, String)] = [
        (.anki, "#deck:Loss\n<img src=\"a.png\">?\tx\nWhat is a?\tx\n"),
        (.anki, "#deck:Loss\n\u{200B}\ty\nWhat is a?\tx\n"),
        (.csv, "topic,question\nLoss,…\nLoss,What is a?\n"),
        (.list, "## Loss\n1. ......?\n2. What is a?\n"),
        (.bank, "# Loss\nid: loss\n\n## loss-01 ★\n？\n\n## loss-02 ★\nWhat is a?\n"),
    ]

    @Test("what has no word in it is no question, in no form of file", arguments: wordless)
    func leavesOutWhatAsksNothing(format: ImportFormat, text: String) throws {
        let plan = try plan(format, text)
        #expect(topics(plan).flatMap(\.questions).map(\.wording.en) == ["What is a?"])
        #expect(plan.remarks.contains { $0.line != nil && $0.message == "left out: no question in it" })
    }

    @Test("of what is refused nothing is summed up as added")
    func sumsUpNothingRefused() throws {
        let plan = try plan(.csv, "topic,question\nLoss,What is a?\nLoss,?\nLoss,!\nLoss,-\n")
        #expect(plan.problem != nil)
        #expect(!plan.lines.isEmpty && !plan.lines.contains { $0.contains("added") }, "\(plan.lines)")
    }

    @Test("nothing is written of a file that would be too large to load")
    func refusesLargeFiles() throws {
        let answer = String(repeating: "a", count: 3_400)
        let rows = (1...1_300).map { ["DB", "What is number \($0)?", answer] }
        let text = CSV.text([["topic", "question", "answer_en"]] + rows)
        let failure = try #require(throws: ImportFailure.self) { try plan(.csv, text) }
        #expect(failure.description.contains("larger than 4 MB"))
    }
}
