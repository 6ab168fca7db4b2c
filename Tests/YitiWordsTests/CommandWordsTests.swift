import Testing
import YitiCore
import YitiWords

@Suite struct CommandWordsTests {
    static let rows = CommandTable.rows(isSandbox: true)

    @Test("every command has its words, and no words are left over")
    func pairs() {
        #expect(Set(CommandWords.all.keys).symmetricDifference(Self.rows.map(\.verb)) == [])
    }

    @Test("no command is without help in both languages")
    func help() {
        for row in Self.rows {
            let words = CommandWords.of(row.verb)
            for text in [words.summary, words.details, words.example] {
                #expect(!text.zh.isEmpty && !text.en.isEmpty, "\(row.verb)")
                #expect(!text.en.containsChinese, "\(row.verb): \(text.en)")
            }
            #expect(words.summary.zh.containsChinese && words.details.zh.containsChinese, "\(row.verb)")
            #expect(words.usage.zh.isEmpty == words.usage.en.isEmpty, "\(row.verb)")
            #expect(words.usage.zh.isEmpty == (row.form == .alone), "\(row.verb)")
        }
    }

    @Test("every example works as it stands")
    func examples() throws {
        let examples = try LineExamples()
        for row in Self.rows {
            let example = CommandWords.of(row.verb).example
            for line in [example.zh, example.en] {
                guard case .command = examples.parse(line) else {
                    Issue.record("/\(row.verb) has no example that is a command: \(line)")
                    continue
                }
            }
        }
    }

    @Test("help lists every command within 78 columns, and knows each by its verb")
    func overview() {
        let overview = InfoWords.facts(of: .help(verb: nil, isSandbox: true)).text
        for text in [overview.zh, overview.en] {
            for line in text.split(separator: "\n") { #expect(line.displayWidth <= 78, "\(line)") }
            for row in Self.rows { #expect(text.contains("/\(row.verb) "), "\(row.verb)") }
        }
        #expect(!InfoWords.facts(of: .help(verb: nil, isSandbox: false)).text.en.contains("/clock"))
        #expect(InfoWords.facts(of: .help(verb: "rate", isSandbox: false)).text.en.contains("/rate 3"))
        let start = InfoWords.facts(of: .start(isRoom: false)).text
        #expect(["/next", "/subscribe", "/help"].allSatisfy { start.zh.contains($0) && start.en.contains($0) })
    }

    @Test("no text names a date as an example: a date passes")
    func dates() {
        let rows = Self.rows.map { InfoWords.facts(of: .help(verb: $0.verb, isSandbox: true)).text }
        let noDate = Refusal(.invalidDate, .arguments(.date(.noDate(typed: "x")), verb: "interview"))
        let plan = PlanFacts(
            today: Day(number: 20_000), interview: nil, fiveStars: 10, seen: 1, pace: 1, seenByThen: 2,
            allSeenByThen: 2, neededPace: nil)
        let texts = rows + [RefusalWords.text(of: noDate), InfoWords.facts(of: .plan(plan)).text]
        for text in texts {
            #expect(!text.zh.contains(/\d+月\d|20\d\d-\d/) || text.zh.contains("/clock"), "\(text.zh)")
            #expect(
                !text.en.contains(/(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec) \d|20\d\d-\d/)
                    || text.en.contains("/clock"), "\(text.en)")
        }
    }
}
