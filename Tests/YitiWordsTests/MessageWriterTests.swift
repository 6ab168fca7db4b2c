import Testing
import YitiCore
import YitiWords

@Suite struct MessageWriterTests {
    private func write(_ message: Message, _ language: Language = .en) -> WireMessage {
        MessageWriter(language: language).write(message)
    }

    /// The value of a member of `data`.
    private func value(_ message: WireMessage, _ name: String) -> Datum? {
        message.data.first { $0.name == name }?.value
    }

    static let members: [(Message, String, [String])] = [
        (
            .question(MessageExamples.questionFacts), "question",
            ["question", "topic", "stars", "state", "predicted_recall", "reason"]
        ),
        (
            .prompt(MessageExamples.promptFacts), "prompt",
            ["answer", "question", "points", "missed", "ticked", "suggested"]
        ),
        (
            .rated(MessageExamples.ratedFacts), "rated",
            ["answer", "question", "rating", "due", "stability", "difficulty", "streak", "ticked", "open"]
        ),
        (
            .streak(MessageExamples.streakFacts()), "streak",
            ["current", "longest", "today", "freezes", "day", "ends_at", "days", "causes"]
        ),
        (
            .stats(MessageExamples.statsFacts), "stats",
            [
                "answered", "questions_seen", "questions_total", "due", "retention", "by_topic", "missed", "heat",
                "due_by_day", "readiness", "calibrated",
            ]
        ),
        (.topics(MessageExamples.topicsFacts), "topics", ["topics"]),
        (.subscriptions(MessageExamples.subscriptionsFacts), "subscriptions", ["subscriptions"]),
        (
            .settings(MessageExamples.settingsFacts), "settings",
            ["timezone", "language", "rollover_hour", "interview", "quiet", "name", "nudge"]
        ),
        (.history(MessageExamples.historyFacts), "history", ["answers", "next"]),
        (.info(.linkCode("AB3D")), "info", ["code"]),
    ]

    @Test("every kind carries the members the protocol lists", arguments: members)
    func carries(message: Message, kind: String, names: [String]) {
        for language in Language.allCases {
            let written = write(message, language)
            #expect(written.kind == kind)
            #expect(written.data.map(\.name) == names)
        }
    }

    static let inner: [(Message, String, [String])] = [
        (.rated(MessageExamples.ratedFacts), "streak", ["current", "longest", "today", "freezes"]),
        (.streak(MessageExamples.streakFacts()), "days", ["day", "kind"]),
        (
            .stats(MessageExamples.statsFacts), "by_topic",
            ["topic", "seen", "total", "due", "mastery", "covered", "points"]
        ),
        (.topics(MessageExamples.topicsFacts), "topics", ["id", "zh", "en", "total", "seen", "due", "selected"]),
        (
            .subscriptions(MessageExamples.subscriptionsFacts), "subscriptions",
            ["id", "topics", "time", "days", "timezone", "next_at", "paused_until"]
        ),
        (
            .history(MessageExamples.historyFacts), "answers",
            ["answer", "question", "at", "day", "rating", "wording", "ticked", "text"]
        ),
    ]

    @Test("every object inside has the members the protocol lists", arguments: inner)
    func carriesInside(message: Message, member: String, names: [String]) throws {
        let found = value(write(message), member)
        let objects: [Datum] = if case .list(let values) = found { values } else { [try #require(found)] }
        #expect(!objects.isEmpty)
        for object in objects {
            guard case .object(let members) = object else {
                Issue.record("\(object) is no object")
                continue
            }
            #expect(members.map(\.name) == names)
        }
    }

    @Test("one subscription past eight is told as one")
    func onePastEight() {
        let held = write(.info(.linked(paused: 1))).text
        #expect(held.contains(" 1 subscription past eight is paused; /resume brings it back."))
    }

    @Test("what is unknown is null, and dates and instants are written as the protocol has them")
    func values() {
        let new = write(
            .question(
                QuestionFacts(
                    question: MessageExamples.bare, topicName: MessageExamples.topicName, pick: nil, isNew: true)))
        #expect(value(new, "predicted_recall") == .null)
        #expect(value(new, "reason") == .null)
        #expect(value(new, "state") == .string("new"))
        let review = write(.question(MessageExamples.questionFacts))
        #expect(value(review, "predicted_recall") == .number(0.62))
        #expect(value(review, "reason") == .string("best"))
        #expect(review.ref == "loss-04")
        let rated = write(.rated(MessageExamples.ratedFacts))
        #expect(value(rated, "rating") == .integer(3))
        #expect(value(rated, "due") == .string("2026-12-07"))
        #expect(value(write(.streak(MessageExamples.streakFacts())), "ends_at") == .string("2026-11-25T18:03:20Z"))
        #expect(value(write(.settings(MessageExamples.settingsFacts)), "quiet") == .string("22:00-08:00"))
        let settings = SettingsFacts(
            zone: "UTC", language: .zh, rolloverHour: 0, interview: nil, quiet: nil, name: nil, nudge: true,
            today: MessageExamples.today)
        for name in ["interview", "quiet", "name"] { #expect(value(write(.settings(settings)), name) == .null) }
        guard
            case .list(let subscriptions) = value(
                write(.subscriptions(MessageExamples.subscriptionsFacts)), "subscriptions"),
            case .object(let first) = subscriptions.first, case .object(let second) = subscriptions.last
        else {
            Issue.record("no subscriptions")
            return
        }
        #expect(first[2].value == .string("08:30"))
        #expect(first[3].value == .list(["mon", "tue", "wed", "thu", "fri"].map { .string($0) }))
        #expect(first[6].value == .null)
        #expect(second[1].value == .list([]))
        #expect(second[5].value == .null)
        #expect(second[6].value == .string("2026-11-25"))
    }

    @Test("each language has its own words, and both shows the question in the two and the rest in English")
    func languages() {
        for message in MessageExamples.messages {
            let chinese = write(message, .zh)
            #expect(chinese.text.containsChinese, "\(chinese.kind)")
            #expect(chinese.buttons.allSatisfy { $0.allSatisfy { $0.label.containsChinese } })
            guard case .question = message else {
                #expect(write(message, .both).text == write(message, .en).text)
                continue
            }
        }
        let both = write(.question(MessageExamples.questionFacts), .both).text
        #expect(
            both.contains(MessageExamples.question.wording.zh) && both.contains(MessageExamples.question.wording.en))
        #expect(both.contains("Type your answer"))
        #expect(write(.question(MessageExamples.questionFacts), .zh).text.contains("Why pair") == false)
        #expect(write(.question(MessageExamples.questionFacts), .en).text.containsChinese == false)
        let fallback = write(
            .question(
                QuestionFacts(
                    question: MessageExamples.bare, topicName: MessageExamples.topicName, pick: nil, isNew: true)))
        #expect(fallback.text.contains("说说 KL 散度"))
        for message in [
            Message.prompt(MessageExamples.promptFacts), .rated(MessageExamples.ratedFacts),
            .streak(MessageExamples.streakFacts(explained: true)), .subscriptions(MessageExamples.subscriptionsFacts),
        ] {
            #expect(!write(message, .en).text.containsChinese, "\(write(message, .en).text)")
        }
    }

    @Test("no line is wider than a terminal, and tables are so before any wrapping")
    func widths() {
        for language in Language.allCases {
            for message in MessageExamples.messages {
                let written = write(message, language)
                for line in written.lines() { #expect(line.displayWidth <= 78, "\(line)") }
                if ["stats", "topics", "settings"].contains(written.kind) {
                    for line in written.text.split(separator: "\n") { #expect(line.displayWidth <= 78, "\(line)") }
                }
                #expect(written.text.last?.isWhitespace == false)
                #expect(written.lines().last?.isEmpty == false)
            }
        }
    }

    @Test("columns of a table stand under each other whatever the script")
    func aligns() {
        let lines = write(.stats(MessageExamples.statsFacts), .zh).text.split(separator: "\n")
        let bars = lines.filter { $0.contains("░") && $0.contains("%") || $0.contains("100%") }
        #expect(bars.count == 22)
        #expect(Set(bars.map(\.displayWidth)).count == 1)
        let weeks = write(.streak(MessageExamples.streakFacts()), .zh).text.split(separator: "\n").filter {
            $0.hasPrefix("11-")
        }
        #expect(weeks.count == 4)
        #expect(weeks.dropLast().allSatisfy { $0.displayWidth == 32 })
    }

    @Test("the year's map has seven lines of 53 weeks that end today")
    func year() {
        var facts = MessageExamples.statsFacts
        facts.answersByDay = [facts.today: 5, facts.today.advanced(byDays: -7): 1]
        let lines = write(.stats(facts), .en).text.split(separator: "\n")
        let wednesday = lines.first { $0.hasPrefix("We ") }
        #expect(wednesday?.suffix(2) == "░█")
        #expect(wednesday?.displayWidth == 57)
        #expect(lines.first { $0.hasPrefix("Th ") }?.displayWidth == 56)
    }

    @Test("every button is a command, and those of a question or an answer name it")
    func buttons() throws {
        let parser = CommandParser(bank: Bank(topics: []), zones: try ZoneBook(), isSandbox: false)
        for message in MessageExamples.messages {
            for button in write(message).buttons.flatMap({ $0 }) {
                #expect(button.callback.utf8.count <= 64)
                guard case .success = parser.callback(button.callback) else {
                    Issue.record("\(button.callback) is no command")
                    continue
                }
            }
        }
        let callbacks = { (message: Message) in write(message).buttons.flatMap { $0 }.map(\.callback) }
        #expect(
            callbacks(.question(MessageExamples.questionFacts)) == ["hint:loss-04", "skip:loss-04", "reveal:loss-04"])
        #expect(
            callbacks(.prompt(MessageExamples.promptFacts)).prefix(4) == [
                "rate:1:42", "rate:2:42", "rate:3:42", "rate:4:42",
            ])
        #expect(callbacks(.rated(MessageExamples.ratedFacts)) == ["next", "undo:42"])
    }

    @Test("a question without answers can be skipped and says so, and its answer can be rated")
    func unanswered() {
        let question = QuestionFacts(
            question: MessageExamples.bare, topicName: MessageExamples.topicName, pick: nil, isNew: true)
        #expect(write(.question(question)).buttons.flatMap { $0 }.map(\.callback) == ["skip:loss-05"])
        #expect(write(.question(question)).text.contains("no reference answer yet"))
        let prompt = PromptFacts(
            answer: 7, question: MessageExamples.bare, questionID: "loss-05")
        #expect(value(write(.prompt(prompt)), "points") == .integer(0))
        #expect(write(.prompt(prompt)).buttons.count == 1)
    }

    @Test("in a room the key points are left out, and a rating says nothing of the streak, the memory and the due date")
    func rooms() {
        var facts = MessageExamples.promptFacts
        facts.isRoom = true
        #expect(!write(.prompt(facts)).text.contains("gradient"))
        #expect(write(.prompt(facts)).text.contains("the key points come in private"))
        facts.hasPrivateChat = false
        #expect(write(.prompt(facts)).text.contains("the key points come here when the day is over"))
        #expect(value(write(.prompt(facts)), "points") == .integer(3))
        #expect(InfoWords.facts(of: .keyPoints(MessageExamples.question)).text.en.contains("gradient"))
        var rating = MessageExamples.ratedFacts
        rating.isRoom = true
        let rated = write(.rated(rating))
        for member in ["due", "stability", "difficulty", "streak", "ticked"] {
            #expect(value(rated, member) == .null, "\(member)")
        }
        #expect(!rated.text.contains("reak") && !rated.text.contains("back in"))
    }

    @Test("wraps prose and lists, and leaves fences as they are")
    func wraps() {
        let code = String(repeating: "x", count: 100)
        let message = WireMessage(
            kind: "info", text: "1. \(String(repeating: "word ", count: 30))\r\n```python\n\(code)\n```\nshort")
        let lines = message.lines()
        #expect(lines.contains(code))
        #expect(lines[1].hasPrefix("   word"))
        #expect(lines.last == "short")
        #expect(WireMessage(kind: "info", text: "").lines() == [""])
    }

    @Test("a fence that is never closed is text like any other, and closes nothing behind it")
    func openFence() {
        let prose = String(repeating: "word ", count: 30)
        let lines = WireMessage(kind: "info", text: "```\n\(prose)\n~~~\n\(prose)\n~~~\n\(prose)").lines()
        #expect(lines.count { $0.displayWidth > 78 } == 1)
        #expect(lines.first == "```")
    }

    @Test("a fence is closed by as many of its own marks, and by no others")
    func ownMarks() {
        let code = String(repeating: "x", count: 100)
        let lines = WireMessage(kind: "info", text: "~~~~\n\(code)\n```\n~~~\n\(code)\n~~~~\n\(code)").lines()
        #expect(lines.count { $0 == code } == 2)
        #expect(lines.last?.count == 22)
    }

    @Test("the largest question a bank may hold fits a line with all it shows")
    func largest() {
        let wide = { (count: Int) in String(repeating: "损", count: count) }
        let sheet = AnswerSheet(
            keyPoints: Array(repeating: wide(171), count: 7), referenceAnswer: wide(3_500),
            followUps: Array(repeating: wide(400), count: 3))
        let question = Question(
            id: "abcdefghijklmnopqrstuvwx-1234", topic: "abcdefghijklmnopqrstuvwx", stars: 5,
            wording: Text(zh: wide(400), en: wide(400)), chinese: sheet, english: sheet, code: wide(4_000))
        for message in [
            Message.question(
                QuestionFacts(question: question, topicName: MessageExamples.topicName, pick: nil, isNew: true)),
            .prompt(
                PromptFacts(
                    answer: 1, question: question, questionID: question.id,
                    earlier: EarlierAnswer(day: MessageExamples.earlier, rating: .good))),
            .info(.reveal(question, notes: Array(repeating: wide(2_000), count: 9), isBeforeAnswer: true)),
        ] {
            let written = write(message, .zh)
            #expect(written.escapedBytes <= WireBudget.messageBytes)
            #expect(!written.text.hasSuffix("…"), "\(written.kind) was cut")
        }
    }

    @Test("of a crowded room fifty are named, each whole, and it is said how many more there are")
    func crowds() {
        let lines = (1...650).map { BoardLine(name: "王小明\($0)", days: 28 - $0 / 30) }
        let board = write(.board(lines), .zh)
        #expect(board.text.contains("王小明50 · 27 天\n还有 600 人\n") && !board.text.contains("王小明51"))
        #expect(write(.board(lines)).text.contains("王小明50 · 27 days\nand 600 more\n"))
        #expect(value(board, "others") == .integer(600))
        let day = write(.info(.roomDay(MessageExamples.question, names: lines.map(\.name), others: 3)), .zh)
        #expect(day.text.hasSuffix("王小明50，还有 603 人"))
        // As many octets on the wire as a name can have.
        let long = String(repeating: "\u{200D}", count: 80) + "x"
        let wide = write(.board(lines.map { BoardLine(name: long, days: $0.days) }), .zh)
        #expect(wide.text.contains("人\n/leaderboard join"))
        let bytes = WireBudget.escapedBytes(wide.text) + WireBudget.bytes(.object(wide.data))
        #expect(bytes <= WireBudget.messageBytes)
    }
}
