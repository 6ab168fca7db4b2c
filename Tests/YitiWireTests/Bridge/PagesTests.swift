import Testing
import YitiCore
import YitiTestKit
import YitiWire
import YitiWords

@Suite struct PagesTests {
    private static let pieces = [
        "a", "损", "\n", "\r\n", "\"", "\\", "\t", "\u{1}", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "👩‍👩‍👧", "e\u{301}",
        " ",
    ]

    private static func text(_ random: inout SeededRandom, upTo limit: Int) -> String {
        let length = Int.random(in: 0..<limit, using: &random)
        let variety = 1 + Int.random(in: 0..<pieces.count, using: &random)
        let first = Int.random(in: 0..<pieces.count, using: &random)
        var text = ""
        while text.utf8.count < length {
            text += pieces[(first + Int.random(in: 0..<variety, using: &random)) % pieces.count]
        }
        return text
    }

    private static func entry(_ number: Int64, _ text: String) -> HistoryFacts.Entry {
        HistoryFacts.Entry(
            answer: number, question: "loss-04", wording: Text(zh: "为什么选交叉熵而不是均方误差？", en: "Why cross-entropy?"),
            at: Instant(seconds: 1_795_610_000), utcOffsetSeconds: 28_800, day: Day(number: 20_782), rating: .good,
            text: text)
    }

    /// Whether the line of a reply with the message is within its limit, and what is reckoned is at least what is written.
    private static func fits(_ message: WireMessage) -> Bool {
        let id = String(repeating: "x", count: 64)
        let empty = ReplyBody.ok([]).line(id: id, duplicate: true)
        let line = ReplyBody.ok([message], warn: ["tz", "ts"]).line(id: id, duplicate: true)
        return line.count <= 32_768 && line.count - empty.count - 32 <= message.escapedBytes
            && message.escapedBytes <= WireBudget.messageBytes
    }

    @Test(
        "pages of an export joined are the export, and each fits a line twice", arguments: 1...(Program.soaks ? 25 : 8))
    func exports(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let text = Self.text(&random, upTo: 90_000)
        let pages = ExportPages.pages(of: text)
        #expect(Array(pages.joined().utf8) == Array(text.utf8), "seed \(seed)")
        #expect(!pages.isEmpty)
        for (index, page) in pages.enumerated() {
            let info = Info.exported(page, format: .csv, page: index + 1, of: pages.count)
            for language in Language.allCases {
                let message = MessageWriter(language: language).write(.info(info))
                #expect(Self.fits(message), "seed \(seed)")
                #expect(message.text.hasPrefix(page), "seed \(seed)")
            }
        }
    }

    @Test("a page names the next, and the last none")
    func next() {
        let first = InfoWords.facts(of: .exported("a\n", format: .md, page: 1, of: 2))
        #expect(first.data.last == Datum.Member("next", .string("/export md 2")))
        #expect(first.text.en == "a\nPage 1 of 2; the next: /export md 2")
        let last = InfoWords.facts(of: .exported("a", format: .md, page: 2, of: 2))
        #expect(last.data.last?.value == .null)
        #expect(ExportPages.pages(of: "") == [""])
    }

    @Test(
        "pages of a history hold every answer in order, and each fits a line", arguments: 1...(Program.soaks ? 25 : 8))
    func histories(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let entries = (0..<(1 + Int.random(in: 0..<40, using: &random))).map { number in
            Self.entry(
                Int64(number + 1), Self.text(&random, upTo: Int.random(in: 0..<4, using: &random) == 0 ? 16_384 : 800))
        }
        let pages = HistoryPages.pages(of: entries)
        var whole: [Int64: String] = [:]
        for entry in pages.joined() { whole[entry.answer, default: ""] += entry.text }
        #expect(entries.allSatisfy { Array(whole[$0.answer, default: ""].utf8) == Array($0.text.utf8) }, "seed \(seed)")
        #expect(pages.joined().map(\.answer) == pages.joined().map(\.answer).sorted(), "seed \(seed)")
        for page in pages {
            for language in Language.allCases {
                let message = MessageWriter(language: language).write(
                    .history(HistoryFacts(answers: page, next: "/history 20 2")))
                #expect(Self.fits(message), "seed \(seed)")
                guard case .list(let answers) = message.data.first?.value else {
                    Issue.record("seed \(seed): no answers")
                    continue
                }
                #expect(answers.count == page.count, "seed \(seed)")
                #expect(page.count == 1 || page.allSatisfy { message.text.contains($0.text) }, "seed \(seed)")
            }
        }
    }

    @Test("an answer too long for both is alone on its page, cut in the text and whole in the data")
    func longAnswer() {
        let long = String(repeating: "x", count: 16_384)
        let pages = HistoryPages.pages(of: [
            Self.entry(3, "a"), Self.entry(2, long), Self.entry(1, "b"),
        ])
        #expect(pages.map { $0.map(\.answer) } == [[3], [2], [1]])
        let message = MessageWriter(language: .en).write(.history(HistoryFacts(answers: pages[1], next: nil)))
        #expect(!message.text.contains(long))
        #expect(message.text.contains("too long; /export has all of it"))
        guard case .list(let answers) = message.data.first?.value, case .object(let members) = answers.first else {
            Issue.record("no answers")
            return
        }
        #expect(members.last?.value == .string(long))
        #expect(HistoryPages.pages(of: []) == [[]])
    }

    @Test("messages of one line are cut, the last first, until they fit together")
    func together() {
        let long = WireMessage(kind: "info", text: String(repeating: "x", count: 20_000))
        let fitted = [long, long].fitted()
        #expect(fitted[0] == long)
        #expect(fitted.reduce(0) { $0 + $1.escapedBytes } <= WireBudget.messageBytes)
        #expect(fitted[1].text.hasSuffix("…"))
        #expect([long].fitted() == [long])
    }
}
