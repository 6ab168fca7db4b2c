import Testing
import YitiTestKit

extension DoubledNetworks {
    @Suite(.serialized, .enabled(if: NetworkServer.onebot.isThere, "NoneBot could not be fetched")) struct OneBotTests {
        /// A bot with its bridge between the double and a sandbox.
        private struct House {
            let server: ServerProcess
            let onebot: OneBotDouble
            let bridge: BridgeProcess

            init(hasShippedLimits: Bool = Program.soaks) throws {
                server = try ServerProcess.sandbox(["--bridge", "onebot"])
                onebot = try OneBotDouble()
                bridge = try BridgeProcess(
                    "onebot",
                    [
                        "server": "127.0.0.1:\(server.port)", "onebot": "ws://127.0.0.1:\(onebot.double.port)/",
                    ],
                    environment: [
                        "YITI_ONEBOT_TOKEN": server.tokens["onebot"] ?? "",
                        "YITI_ONEBOT_ACCESS_TOKEN": OneBotDouble.token,
                    ], hasShippedLimits: hasShippedLimits)
                // A first start executes nothing that is older than itself.
                try bridge.started()
            }

            func say(_ text: String, user: Int = 7, _ more: [String: JSON] = [:]) throws -> OneBotDouble.Message {
                let before = try onebot.sent(to: user).count
                try onebot.write(text, user: user, more)
                return try onebot.sent(before + 1, to: user)[before]
            }
        }

        @Test("speaks to a double that NoneBot has accepted")
        func acceptance() throws {
            #expect(try NetworkDouble(.onebot, token: OneBotDouble.token).acceptance() == nil)
        }

        @Test("asks, takes an answer in either form, rates by a digit, and pushes at the minute")
        func loop() throws {
            let house = try House(hasShippedLimits: true)
            _ = try house.say("/start")
            _ = try house.say("下一题")
            let text = String(repeating: "损失e\u{301} & [CQ:at,qq=all] 👩‍👩‍👧‍👦。", count: 40)
            #expect(try house.say(text, ["form": "string"]).text.contains("1"))
            #expect(try house.say("3").text.contains("3"))
            let streak = try house.say("/streak")
            #expect(streak.pictures == 1 && streak.text.contains("■"))
            #expect(try house.say("/history 5").text.contains("[CQ:at,qq=all]"))
            // In Chinese, and at nine in China, unless somebody says otherwise.
            #expect(try house.say("订阅 9点").text.contains("每天 09:00 Asia/Shanghai"))
            let count = try house.onebot.sent(to: 7).count
            let clock = try house.server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            let pushed = try house.onebot.sent(count + 1, to: 7)[count]
            let question = try #require(pushed.text.split(separator: " ").first)
            #expect(try house.say("an answer to what was pushed").text.contains(question))
        }

        @Test("answers what was written while it was down, in order and once")
        func away() throws {
            let house = try House()
            _ = try house.say("/start")
            try house.bridge.kill()
            for number in 1...14 { try house.onebot.write("/search word\(number)x", user: 7) }
            try house.bridge.restart()
            let answers = try house.onebot.sent(15, to: 7).dropFirst()
            for (number, answer) in zip(1..., answers) { #expect(answer.text.contains("word\(number)x")) }
            try house.onebot.double.people("drop")
            try house.onebot.write("/search between", user: 7)
            #expect(try house.onebot.sent(16, to: 7)[15].text.contains("between"))
        }

        @Test("holds back what QQ does not take, and sends again what nobody answered")
        func trouble() throws {
            let house = try House()
            _ = try house.say("/subscribe 09:00")
            try house.onebot.double.people(
                "trouble", ["action": "send_private_msg", "count": 1, "retcode": 0, "lose": true])
            // There is no key: the answer that was lost is there twice, and that is counted.
            try house.onebot.write("/search twice", user: 7)
            #expect(try house.onebot.sent(3, to: 7).count { $0.text.contains("twice") } == 2)
            try house.onebot.double.people("block", ["user": 7, "blocked": true])
            let clock = try house.server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            #expect(try house.say("/start", user: 8).text.isEmpty == false)
            try house.onebot.double.wait(for: "refused") {
                try house.onebot.double.people("sent")["refused"].array?.isEmpty == false ? true : nil
            }
        }

        @Test("goes on with an implementation that says nothing to what it does not know")
        func mute() throws {
            let house = try House()
            _ = try house.say("/start")
            try house.bridge.kill()
            for action in ["get_friend_msg_history", "set_friend_add_request"] {
                try house.onebot.double.people("trouble", ["action": .string(action), "count": 1, "mute": true])
            }
            try house.bridge.restart()
            // What is written from now on comes while the bridge waits for what nobody answers.
            try house.onebot.double.wait(for: "history") {
                let called = try house.onebot.double.people("sent")["called"].array ?? []
                return called.contains { $0[0].string == "get_friend_msg_history" } ? true : nil
            }
            try house.onebot.double.people("befriend", ["user": 9])
            _ = try house.say("/search still")
            _ = try house.say("/search there")
            let called = try house.onebot.double.people("sent")["called"].array ?? []
            // It is the connection of the restart, and no other.
            #expect(called.count { $0[0].string == "get_friend_msg_history" } == 1)
        }

        @Test("keeps to itself in a group but for commands, mentions and replies")
        func groups() throws {
            let house = try House()
            let onebot = house.onebot
            try onebot.double.people("invite", ["group": 55])
            #expect(try onebot.sent(1, group: 55)[0].text.contains("/next"))
            try onebot.write("just talking", user: 7, ["group": 55])
            try onebot.write(" /whoami", user: 7, ["group": 55, "mention": true])
            _ = try onebot.sent(2, group: 55)
            try onebot.write("!next", user: 7, ["group": 55])
            let question = try onebot.sent(3, group: 55)[2]
            try onebot.write("an answer", user: 8, ["group": 55, "reply_to": .number(Double(question.id))])
            #expect(try onebot.sent(4, group: 55).count == 4)
            try onebot.double.people("befriend", ["user": 9])
            try onebot.double.wait(for: "a friend") {
                let called = try onebot.double.people("sent")["called"].array ?? []
                return called.contains { $0[0].string == "set_friend_add_request" } ? true : nil
            }
        }

        @Test("ends when its token is refused")
        func codes() throws {
            let house = try House()
            let check = try house.bridge.second(["--check"])
            #expect(check.status == 0 && check.output.contains("good"))
            let keys = ["onebot": "ws://127.0.0.1:\(house.onebot.double.port)"]
            for wrong in ["wrong", "late-1403", "late-1008"] {
                let secrets = ["YITI_ONEBOT_TOKEN": "x", "YITI_ONEBOT_ACCESS_TOKEN": wrong]
                #expect(try BridgeProcess("onebot", keys, environment: secrets).waitForExit() == 77)
            }
        }
    }
}
