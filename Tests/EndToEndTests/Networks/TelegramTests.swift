import Testing
import YitiTestKit

extension DoubledNetworks {
    @Suite(.serialized) struct TelegramTests {
        /// A bot with its bridge between the double and a sandbox.
        private struct House {
            let server: ServerProcess
            let telegram: TelegramDouble
            let bridge: BridgeProcess
            private let front: RudeFront?

            init(
                _ limits: [String: String] = [:], hasShippedLimits: Bool = Program.soaks, isBehindFront: Bool = false
            ) throws {
                server = try ServerProcess.sandbox(["--bridge", "telegram"])
                telegram = try TelegramDouble()
                front = isBehindFront ? try RudeFront(before: telegram.double.port) : nil
                bridge = try BridgeProcess(
                    "telegram",
                    [
                        "server": "127.0.0.1:\(server.port)",
                        "api": front?.address ?? "http://127.0.0.1:\(telegram.double.port)",
                    ].merging(limits) { own, _ in own },
                    environment: [
                        "YITI_TELEGRAM_TOKEN": server.tokens["telegram"] ?? "",
                        "YITI_TELEGRAM_BOT_TOKEN": TelegramDouble.token,
                    ], hasShippedLimits: hasShippedLimits)
                // A first start executes nothing that is older than itself.
                try bridge.started()
            }

            func say(_ text: String, user: Int = 7) throws -> TelegramDouble.Message {
                let before = try telegram.sent(to: user).count
                try telegram.write(text, user: user)
                let sent = try telegram.sent(before + 1, to: user)
                return sent[before]
            }
        }

        @Test(
            "speaks to a double that python-telegram-bot has accepted",
            .enabled(if: NetworkServer.telegram.isThere, "python-telegram-bot could not be fetched"))
        func acceptance() throws {
            #expect(try TelegramDouble().double.acceptance() == nil)
        }

        @Test("asks, takes an answer, rates by a button, and pushes at the minute")
        func loop() throws {
            let house = try House(hasShippedLimits: true)
            _ = try house.say("/start a-deep-link")
            #expect(try house.telegram.double.people("sent")["commands"].object?.keys.sorted() == ["", "zh"])
            let first = try house.say("下一题")
            #expect(first.callbacks.contains { $0.hasPrefix("hint:") })
            let prompt = try house.say(String(repeating: "损失e\u{301}👩‍👩‍👧‍👦。", count: 400))
            let rating = try #require(prompt.callbacks.first { $0.hasPrefix("rate:3:") })
            try house.telegram.double.people(
                "press", ["user": 7, "message_id": .number(Double(prompt.id)), "data": .string(rating)])
            _ = try house.telegram.sent(4, to: 7)
            let year = try house.say("/stats")
            #expect(year.isPicture && year.isPreformatted && year.text.contains("░"))
            let weeks = try house.say("/streak")
            #expect(weeks.isPicture && weeks.isPreformatted && weeks.text.contains("■"))
            try house.telegram.double.people("trouble", ["method": "sendPhoto", "count": 1, "error": 400])
            #expect(try house.say("/streak").text == weeks.text)
            _ = try house.say("/subscribe 09:00")
            let before = try house.telegram.sent(to: 7).count
            let clock = try house.server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            let pushed = try house.telegram.sent(before + 1, to: 7)[before]
            let question = try #require(pushed.text.split(separator: " ").first)
            #expect(try house.say("an answer to what was pushed").text.contains("to \(question)."))
            #expect(try house.telegram.double.people("sent")["answered"].array?.count == 1)
        }

        @Test("answers what was written while it was down, in order and once")
        func away() throws {
            let house = try House()
            _ = try house.say("/start")
            try house.bridge.kill()
            for number in 1...14 { try house.telegram.write("/search word\(number)x", user: 7) }
            try house.bridge.restart()
            let answers = try house.telegram.sent(15, to: 7).dropFirst()
            for (number, answer) in zip(1..., answers) { #expect(answer.text.contains("word\(number)x")) }
        }

        @Test("waits when it is told to, and sends again what the network lost")
        func limits() throws {
            let house = try House()
            _ = try house.say("/start")
            try house.telegram.double.people(
                "trouble", ["method": "sendMessage", "count": 2, "error": 429, "retry_after": 1])
            #expect(try house.say("/search limited").text.contains("limited"))
            try house.telegram.double.people("trouble", ["method": "sendMessage", "count": 1, "error": 500])
            #expect(try house.say("/search broken").text.contains("broken"))
            #expect(try house.telegram.sent(to: 7).count == 3)
        }

        @Test("gives a push back when it is blocked, and goes on when it is not any more")
        func blocked() throws {
            let house = try House()
            _ = try house.say("/subscribe 09:00")
            try house.telegram.double.people("block", ["user": 7, "blocked": true])
            let clock = try house.server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            #expect(try house.say("/start", user: 8).chat == 8)
            try house.telegram.double.people("block", ["user": 7, "blocked": false])
            #expect(try house.say("/next").callbacks.isEmpty == false)
        }

        @Test("keeps to itself in a group, answers in the topic it was asked in, and follows the group when it moves")
        func groups() throws {
            let house = try House()
            let telegram = house.telegram
            try telegram.write("just talking", user: 7, chat: -1_000_000_000_005)
            try telegram.write("/next@some_other_bot", user: 7, chat: -1_000_000_000_005)
            try telegram.write("/help@yiti_bot", user: 7, chat: -1_000_000_000_005, ["topic": 12])
            let first = try telegram.sent(1, to: -1_000_000_000_005)
            #expect(first.map(\.topic) == [12])
            try telegram.write("/help", user: 7, chat: -6)
            _ = try telegram.sent(1, to: -6)
            try telegram.double.people("migrate", ["chat": -6, "to": -1_000_000_000_006])
            try telegram.write("/help", user: 7, chat: -1_000_000_000_006)
            #expect(try telegram.sent(1, to: -1_000_000_000_006).count == 1)
        }

        @Test(
            "says to whoever pressed another's button that it is not theirs, in their language, and nothing to the group"
        )
        func whispers() throws {
            let house = try House()
            let telegram = house.telegram
            let group = -1_000_000_000_005
            try telegram.write("/next@yiti_bot", user: 7, chat: group)
            let question = try telegram.sent(1, to: group)[0]
            try telegram.write("mine", user: 7, chat: group, ["reply_to": .number(Double(question.id))])
            let prompt = try telegram.sent(2, to: group)[1]
            let rating = try #require(prompt.callbacks.first { $0.hasPrefix("rate:3:") })
            let press: [String: JSON] = [
                "chat": .number(Double(group)), "message_id": .number(Double(prompt.id)), "data": .string(rating),
            ]
            try telegram.double.people("press", press.merging(["user": 8, "language": "zh-hans"]) { $1 })
            let whispers = try telegram.double.wait(for: "a whisper") {
                let whispers = try telegram.double.people("sent")["whispers"].array ?? []
                return whispers.isEmpty ? nil : whispers
            }
            #expect(whispers.count == 1 && whispers[0]["text"].string?.contains("别人的回答") == true)
            // Whose answer it is rates it; the clock on either button ends.
            try telegram.double.people("press", press.merging(["user": 7]) { $1 })
            #expect(try telegram.sent(3, to: group).count == 3)
            try telegram.double.wait(for: "the clock's end") {
                try telegram.double.people("sent")["answered"].array?.count == 2 ? true : nil
            }
        }

        @Test("speaks to an API under a path whose answers come in pieces, at once, and with failures between them")
        func rudeFront() throws {
            let house = try House(isBehindFront: true)
            _ = try house.say("/start")
            for number in 1...14 { try house.telegram.write("/search word\(number)x", user: 7) }
            let answers = try house.telegram.sent(15, to: 7).dropFirst()
            for (number, answer) in zip(1..., answers) { #expect(answer.text.contains("word\(number)x")) }
            try house.telegram.double.people(
                "trouble", ["method": "sendMessage", "count": 2, "error": 429, "retry_after": 1])
            #expect(try house.say("/help").text.contains("/next"))
            #expect(try house.telegram.sent(to: 7).count == 16)
        }

        @Test("pushes once to each of many people through a network that refuses some of it at whim")
        func whims() throws {
            let house = try House(["bridge_burst": "1000", "bridge_per_second": "1000"])
            let people = 10_001...(Program.soaks ? 20_000 : 10_120)
            for user in people { try house.telegram.write("/subscribe 09:00", user: user) }
            func reached() throws -> [Int: Int] {
                let counts = try house.telegram.double.people("counts")
                return people.reduce(into: [:]) { $0[$1] = counts["\($1)"].integer }
            }
            func all(_ count: Int) throws {
                try house.telegram.double.wait(for: "\(count) to each", seconds: Program.soaks ? 1_200 : 60) {
                    let counts = try reached()
                    return people.allSatisfy { counts[$0] ?? 0 >= count } ? true : nil
                }
            }
            try all(1)
            try house.telegram.double.people("whim", ["method": "sendMessage", "share": 0.05, "retry_after": 1])
            let clock = try house.server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            try all(2)
            // What was refused was not shown, so nothing is there twice.
            try house.telegram.double.people("whim", ["method": "sendMessage", "share": 0, "retry_after": 1])
            #expect(try house.say("/start", user: 7).chat == 7)
            let refused = try house.telegram.double.people("sent")["refused"].array ?? []
            #expect(refused.contains { $0[1] == 429 })
            let counts = try reached()
            let wrong = people.filter { counts[$0] != 2 }
            let texts = try wrong.first.map { try house.telegram.sent(to: $0).map { "\($0.text.prefix(60))" } } ?? []
            #expect(wrong.isEmpty, "\(texts) to \(wrong.prefix(1)); the bridge said \(house.bridge.log.suffix(3_000))")
        }
    }
}
