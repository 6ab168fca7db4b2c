import Testing
import YitiTestKit

extension Pushes {
    @Suite struct CrowdTests {
        @Test("sends one push to each of a crowd that is due in the same minute, whatever becomes of them on the way")
        func crowd() throws {
            let count = Program.soaks ? 10_000 : 600
            let server = try ServerProcess.sandbox()
            let client = try server.bridge(window: 64)
            for user in 0..<count {
                try client.send([
                    "op": "cmd", "id": .string("s\(user)"), "user": .string("u\(user)"), "text": "/subscribe 09:00",
                ])
                if user % 50 == 49 { for one in (user - 49)...user { _ = try client.reply(to: "s\(one)") } }
            }
            try client.advance(to: "2026-03-03T09:00:00Z")
            var attempts: [String: Int] = [:]
            var names: [String: String] = [:]
            var acked = 0
            while acked < count {
                let push = try client.push()
                // One delivery a user for its whole life.
                #expect(names.updateValue(push.delivery, forKey: push.user) ?? push.delivery == push.delivery)
                #expect(push.attempt == attempts[push.delivery, default: 0] + 1)
                attempts[push.delivery] = push.attempt
                let isRefused = push.attempt == 1 && names.count % 7 == 3
                let receipt: [String: JSON] =
                    isRefused ? ["op": "nack", "code": "rate_limited", "retry_after": 0] : ["op": "ack"]
                try client.send(.object(receipt.merging(["d": .string(push.delivery)]) { $1 }))
                if !isRefused { acked += 1 }
            }
            #expect(names.count == count)
            try client.advance(3_600)
            #expect(try client.settledPushes().isEmpty)
        }

        @Test("keeps two bridges' people and deliveries apart, though they have the same names")
        func twoBridges() throws {
            let data = try Scratch()
            let tokens = try ["one", "two"].map {
                try Program.run(["token", "create", $0, "--data", data.path]).output.filter { !$0.isWhitespace }
            }
            let server = try ServerProcess.real(data: data)
            let one = try BridgeClient(port: server.port, token: tokens[0], bridge: "one")
            let two = try BridgeClient(port: server.port, token: tokens[1], bridge: "two")
            try one.answer("u", rating: 3, "on one", topic: "alpha")
            #expect(try two.run("u", "/history").data("history")["answers"] == [])
            // A notice is a push that comes at once.
            let code = try #require(one.run("u", "/link").data("info")["code"].string)
            try two.run("u", "/link \(code)")
            let notice = try one.push()
            try two.ack(notice.delivery)
            try two.nack(notice.delivery, "bad_format")
            one.socket.close()
            let back = try BridgeClient(port: server.port, token: tokens[0], bridge: "one")
            let again = try back.push()
            #expect(again.delivery == notice.delivery && again.attempt == 2)
        }

        @Test("sends what was in flight again after a crash, under the same name")
        func crash() throws {
            let data = try Scratch()
            let token = try Program.run(["token", "create", "one", "--data", data.path]).output.filter {
                !$0.isWhitespace
            }
            let server = try ServerProcess.real(data: data)
            let client = try BridgeClient(port: server.port, token: token, bridge: "one")
            let code = try #require(client.run("a", "/link").data("info")["code"].string)
            try client.run("b", "/link \(code)")
            let notice = try client.push()
            server.kill()
            _ = try server.waitForExit()
            let second = try ServerProcess.real(data: data)
            let back = try BridgeClient(port: second.port, token: token, bridge: "one")
            let again = try back.push()
            #expect(again.delivery == notice.delivery && again.attempt == 2 && again.user == "a")
        }

        @Test("expires everything of somebody who is forgotten")
        func forgotten() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.run("u", "/subscribe 09:00")
            let code = try #require(client.run("u", "/forget").data("info")["code"].string)
            try client.run("u", "/forget \(code)")
            try client.advance(3 * 86_400)
            #expect(try client.settledPushes().isEmpty)
        }

        @Test("takes the place of an unanswered question when it is acked")
        func replacesTheOpenOne() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.run("u", "/subscribe 09:00")
            try client.advance(to: "2026-03-03T08:59:00Z")
            let open = try client.run("u", "/next").message("question")["ref"].string
            try client.advance(60)
            let push = try client.push()
            #expect(push.question != open)
            try client.ack(push.delivery)
            #expect(try client.run("u", "an answer").data("prompt")["question"].string == push.question)
            // The replaced one counts as neither seen nor skipped.
            #expect(try client.run("u", "/stats").data("stats")["questions_seen"] == 0)
        }
    }
}
