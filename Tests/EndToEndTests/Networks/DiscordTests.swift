import Testing
import YitiTestKit

extension DoubledNetworks {
    @Suite(.serialized, .enabled(if: NetworkServer.discord.isThere, "discord.py could not be fetched"))
    struct DiscordTests {
        /// A bot with its bridge between the double and a sandbox.
        private struct House {
            let server: ServerProcess
            let discord: DiscordDouble
            let bridge: BridgeProcess

            init(hasShippedLimits: Bool = Program.soaks) throws {
                server = try ServerProcess.sandbox(["--bridge", "discord"])
                discord = try DiscordDouble()
                bridge = try BridgeProcess(
                    "discord",
                    [
                        "server": "127.0.0.1:\(server.port)", "api": "http://127.0.0.1:\(discord.double.port)",
                    ],
                    environment: [
                        "YITI_DISCORD_TOKEN": server.tokens["discord"] ?? "",
                        "YITI_DISCORD_BOT_TOKEN": DiscordDouble.token,
                    ], hasShippedLimits: hasShippedLimits)
                // A first start executes nothing that is older than itself, and the gateway tells what comes after it.
                try bridge.started()
                try discord.told("identify", 1)
            }

            func say(_ text: String, user: Int = 7) throws -> DiscordDouble.Message {
                let before = try discord.sent(to: user).count
                try discord.write(text, user: user)
                return try discord.sent(before + 1, to: user)[before]
            }
        }

        @Test("speaks to a double that discord.py has accepted")
        func acceptance() throws {
            #expect(try NetworkDouble(.discord, token: DiscordDouble.token).acceptance() == nil)
        }

        @Test("asks, takes an answer, rates by a button, and pushes at the minute")
        func loop() throws {
            let house = try House(hasShippedLimits: true)
            let discord = house.discord
            _ = try house.say("!start")
            let commands = try discord.double.people("sent")["commands"].array ?? []
            #expect(commands.contains { $0["name"].string == "next" })
            #expect(try house.say("下一题").callbacks.contains { $0.hasPrefix("hint:") })
            // Over 2,000 characters with combining marks; every piece of what comes back is taken.
            let prompt = try house.say(String(repeating: "损失e\u{301}👩‍👩‍👧‍👦。", count: 150))
            let rating = try #require(prompt.callbacks.first { $0.hasPrefix("rate:3:") })
            let before = try discord.sent(to: 7).count
            try discord.double.people("press", ["user": 7, "message": .string(prompt.id), "cb": .string(rating)])
            _ = try discord.sent(before + 1, to: 7)
            let drawn = try discord.sent(to: 7).count
            #expect(try house.say("!stats").text.hasPrefix("```"))
            let streak = try house.say("!streak")
            #expect(streak.text.hasPrefix("```") && streak.pictures.first?.isEmpty == false)
            #expect(try discord.sent(to: 7).dropFirst(drawn).flatMap(\.pictures).count == 2)
            _ = try house.say("!subscribe 09:00")
            let count = try discord.sent(to: 7).count
            let clock = try house.server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            let pushed = try discord.sent(count + 1, to: 7)[count]
            let question = try #require(pushed.text.split(separator: " ").first).replacing("\\", with: "")
            #expect(try house.say("an answer to what was pushed").text.replacing("\\", with: "").contains(question))
            #expect(try discord.double.people("sent")["refused"].array?.isEmpty == true)
        }

        @Test("answers a slash command where it was given, once, and what follows in the chat")
        func slash() throws {
            let house = try House()
            let discord = house.discord
            for (count, name) in ["help", "next", "reveal"].enumerated() {
                try discord.double.people("slash", ["user": 7, "name": .string(name)])
                _ = try discord.sent(count + 1, to: 7)
            }
            try discord.double.people("slash", ["user": 8, "name": "next", "text": "loss", "channel": 1001])
            #expect(try discord.sent(1, to: nil)[0].text.contains("loss"))
            let callbacks = try discord.double.people("sent")["callbacks"].array ?? []
            #expect(callbacks.allSatisfy { $0[1].integer == 5 } && callbacks.count == 4)
        }

        @Test("says to whoever pressed another's button that it is not theirs, and nothing to the channel")
        func whispers() throws {
            let house = try House()
            let discord = house.discord
            try discord.double.people("slash", ["user": 7, "name": "next", "channel": 1001])
            let question = try discord.sent(1, to: nil)[0]
            try discord.write("mine", user: 7, ["channel": 1001, "reply_to": .string(question.id)])
            let prompt = try discord.sent(2, to: nil)[1]
            let rating = try #require(prompt.callbacks.first { $0.hasPrefix("rate:3:") })
            for user in [8, 7] {
                try discord.double.people(
                    "press", ["user": .number(Double(user)), "message": .string(prompt.id), "cb": .string(rating)])
            }
            #expect(try discord.sent(3, to: nil).count == 3)
            let whispers = try discord.double.wait(for: "a whisper") {
                let whispers = try discord.double.people("sent")["whispers"].array ?? []
                return whispers.isEmpty ? nil : whispers
            }
            // Whose Discord is Chinese reads Chinese, who is new, too.
            #expect(whispers.count == 1 && whispers[0]["user"] == "8")
            #expect(whispers[0]["content"].string?.contains("别人的回答") == true)
        }

        @Test(
            "takes up its session after a break, and reads the chats where the session is lost",
            arguments: [true, false])
        func away(_ keepsSession: Bool) throws {
            let house = try House()
            let discord = house.discord
            _ = try house.say("!start")
            try house.bridge.kill()
            if !keepsSession { try discord.double.people("gateway", ["do": "forget"]) }
            for number in 1...14 { try discord.write("!search word\(number)x", user: 7) }
            try house.bridge.restart()
            let answers = try discord.sent(15, to: 7).dropFirst()
            for (number, answer) in zip(1..., answers) { #expect(answer.text.contains("word\(number)x")) }
            #expect(try discord.sent(to: 7).count == 15)
            try discord.told(keepsSession ? "resume" : "identify", keepsSession ? 1 : 2)
            // A session that stands is taken up where Discord said that it can be, and no other is begun.
            let told = try house.discord.double.people("sent")["told"].array ?? []
            #expect(told.count { $0.string == "identify" } == (keepsSession ? 1 : 2))
        }

        @Test(
            "comes back when the gateway breaks, asks for it, loses the session or falls silent",
            arguments: ["drop", "reconnect", "invalid", "deaf", "close"])
        func gateway(_ what: String) throws {
            let house = try House()
            let discord = house.discord
            _ = try house.say("!start")
            try discord.double.people("gateway", ["do": .string(what), "code": 4009])
            try discord.write("!search between", user: 7)
            if what == "deaf" { try discord.told("resume", 1) }
            #expect(try discord.sent(2, to: 7)[1].text.contains("between"))
            #expect(try house.say("!search behind").text.contains("behind"))
            #expect(try discord.sent(to: 7).count == 3)
        }

        @Test("says what it is in no server anew when it takes up a session that tells of them again")
        func resumed() throws {
            let house = try House()
            let discord = house.discord
            // Nobody has written anything: all that the session has told is told once more.
            try discord.double.people("gateway", ["do": "reconnect"])
            try discord.told("resume", 1)
            #expect(try house.say("!search behind").text.contains("behind"))
            #expect(try discord.sent(to: nil).isEmpty)
        }

        @Test("waits when it is told to, and sends once what the network lost the answer to")
        func limits() throws {
            let house = try House()
            let discord = house.discord
            _ = try house.say("!start")
            func trouble(_ more: [String: JSON]) throws {
                let ask: [String: JSON] = ["path": "/messages", "method": "POST", "count": 1, "status": 500]
                try discord.double.people("trouble", ask.merging(more) { _, new in new })
            }
            try trouble(["status": 429, "retry_after": 0.5, "count": 2])
            #expect(try house.say("!search limited").text.contains("limited"))
            try trouble(["status": 429, "retry_after": 0.5, "global": true])
            #expect(try house.say("!search everywhere").text.contains("everywhere"))
            try trouble(["lose": true])
            #expect(try house.say("!search lost").text.contains("lost"))
            try trouble(["status": 502])
            #expect(try house.say("!search broken").text.contains("broken"))
            for number in 0..<8 { try discord.write("!search burst\(number)", user: 7) }
            #expect(try discord.sent(13, to: 7).count == 13)
            _ = try house.say("!help")
            #expect(try discord.sent(to: 7).count { $0.text.contains("lost") } == 1)
        }

        @Test("gives a push back when it is blocked, and goes on when it is not any more")
        func blocked() throws {
            let house = try House()
            _ = try house.say("!subscribe 09:00")
            try house.discord.double.people("block", ["user": 7, "blocked": true])
            let clock = try house.server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            #expect(try house.say("!start", user: 8).text.isEmpty == false)
            try house.discord.double.people("block", ["user": 7, "blocked": false])
            #expect(try house.say("!next").callbacks.isEmpty == false)
        }

        @Test("keeps to itself in a channel but for commands, mentions and replies, and an edit changes nothing")
        func room() throws {
            let house = try House()
            let discord = house.discord
            let room: [String: JSON] = ["channel": 1001]
            try discord.write("just talking", user: 7, room)
            let asked = try discord.write("<@4242> /next", user: 7, ["channel": 1001, "mention": true])
            let question = try discord.sent(1, to: nil)[0]
            #expect(question.repliesTo == asked)
            try discord.write("an answer", user: 8, ["channel": 1001, "reply_to": .string(question.id)])
            #expect(try discord.sent(2, to: nil).count == 2)
            let written = try discord.write("!help", user: 7)
            let before = try discord.sent(1, to: 7).count
            try discord.double.people("edit", ["message": .string(written)])
            try discord.double.people("edit", ["message": .string(written), "text": "!next"])
            #expect(try discord.sent(before + 1, to: 7)[before].callbacks.isEmpty)
        }

        @Test("says what is missing, and ends with the code that its supervisor needs")
        func codes() throws {
            let house = try House()
            try house.discord.double.people("sign", ["flags": 0])
            // An API that knows the older name alone.
            try house.discord.double.people(
                "trouble", ["path": "/v10/applications/@me", "method": "GET", "count": 1, "status": 404])
            let check = try house.bridge.second(["--check"])
            #expect(check.status == 78 && check.output.contains("intent"))
            try house.discord.double.people("gateway", ["do": "close", "code": 4004])
            #expect(try house.bridge.waitForExit() == 77)
            let keys = ["api": "http://127.0.0.1:\(house.discord.double.port)"]
            let secrets = ["YITI_DISCORD_TOKEN": "x", "YITI_DISCORD_BOT_TOKEN": "wrong"]
            #expect(try BridgeProcess("discord", keys, environment: secrets).waitForExit() == 77)
        }
    }
}
