import Testing
import YitiCore

@Suite struct CommandTableTests {
    static let rows = CommandTable.rows(isSandbox: true)

    @Test("every command has a Chinese word, and no two commands share a spelling")
    func spellings() {
        let all = Self.rows.flatMap(\.spellings)
        #expect(Set(all).count == all.count, "\(Dictionary(grouping: all) { $0 }.filter { $1.count > 1 }.keys)")
        #expect(
            Self.rows.allSatisfy {
                !$0.chinese.isEmpty && $0.chinese.allSatisfy { $0.unicodeScalars.allSatisfy(\.isChinese) }
            })
        #expect(all.allSatisfy { $0 == $0.lowercased() && $0 == $0.narrowed() })
    }

    @Test("every command of the specification is there")
    func isComplete() {
        let expected = [
            "start", "help", "topics", "topic", "subscribe", "change", "unsubscribe", "subscriptions", "next", "today",
            "answer",
            "hint", "reveal", "skip", "rate", "undo", "why", "streak", "stats", "history", "search", "bookmark",
            "bookmarks", "note",
            "later", "pause", "resume", "interview", "plan", "timezone", "language", "quiet", "rollover", "name",
            "settings", "link",
            "unlink", "login", "whoami", "export", "forget", "report", "quit", "clock",
        ]
        #expect(Set(expected).isSubset(of: Set(Self.rows.map(\.verb))))
    }

    @Test("every command works alone but a rating, and under each of its spellings")
    func alone() throws {
        let sandbox = try CommandExamples(isSandbox: true)
        for row in Self.rows {
            #expect(row.verb == "rate" || sandbox.command("/\(row.verb)") != nil, "\(row.verb)")
            for spelling in row.spellings {
                #expect(sandbox.parse("/\(spelling)") == sandbox.parse("/\(row.verb)"))
                #expect(sandbox.parse("/help \(spelling)") == .command(.help(verb: row.verb)))
            }
            for word in row.chinese { #expect(sandbox.parse(word) == sandbox.parse("/\(row.verb)"), "\(word)") }
        }
        #expect(sandbox.parse("/help /NEXT") == .command(.help(verb: "next")))
    }
}

@Suite struct CallbackTests {
    static let longest = "abcdefghijklmnopqrstuvwx-1234"
    static let buttons: [(String, Command)] = [
        (Callbacks.next, .nextUnlessOpen), (Callbacks.rate(.good, answer: 42), .rate(.good, answer: 42)),
        (Callbacks.rate(.easy, answer: .max), .rate(.easy, answer: .max)),
        (Callbacks.undo(answer: 7), .undo(answer: 7)), (Callbacks.tick(3, answer: 7), .addPoint(3, answer: 7)),
        (Callbacks.hint(question: "loss-04"), .hint(question: "loss-04")),
        (Callbacks.skip(question: longest), .skip(question: longest)),
        (Callbacks.reveal(question: longest), .reveal(question: longest)),
        (Callbacks.history(question: longest), .history(.question(longest, page: 1))), (Callbacks.topics, .topics),
        (Callbacks.subscriptions, .subscriptions), (Callbacks.settings, .settings),
        (Callbacks.streak, .streak(explained: false)), (Callbacks.stats, .stats(topic: nil)),
        (Callbacks.help, .help(verb: nil)), (Callbacks.confirmLink, .confirmLink),
    ]

    @Test("what a button carries comes back as its command, in at most 64 bytes", arguments: buttons)
    func returns(callback: String, command: Command) throws {
        #expect(callback.utf8.count <= 64)
        #expect(try CommandExamples().parser.callback(callback) == .success(command))
    }

    @Test(
        "what no button carries is a bad request",
        arguments: [
            "", "rate:5:1", "rate:3", "rate:3:0", "rate:3:-1", "rate:3:x", "tick:0:1", "tick:x:1", "tick:1", "hint:",
            "hint:x", "undo:", "next:1",
            "/next", "::",
        ])
    func refuses(callback: String) throws {
        guard case .failure(let refusal) = try CommandExamples().parser.callback(callback) else {
            Issue.record("\(callback) is a command")
            return
        }
        #expect(refusal.code == .badRequest)
    }
}
