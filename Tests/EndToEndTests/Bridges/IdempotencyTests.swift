import Testing
import YitiTestKit

extension Bridges {
    @Suite struct IdempotencyTests {
        private func answers(_ client: BridgeClient, _ user: String) throws -> Int {
            try client.run(user, "/history 50").data("history")["answers"].array?.count ?? 0
        }

        @Test("gives the stored reply to the same mid and has no second effect")
        func sameMid() throws {
            let client = try Servers.bridge()
            try client.run("mid-same", "/next")
            let first = try client.cmd("mid-same", "my answer", mid: "m1")
            let again = try client.cmd("mid-same", "my answer", mid: "m1")
            #expect(first.isOK && !first.isDuplicate)
            #expect(again.isDuplicate)
            #expect(again.messages == first.messages)
            let history = try client.run("mid-same", "/history").data("history")["answers"]
            #expect(history.array?.count == 1)
            #expect(history[0]["text"] == "my answer")
        }

        @Test("gives a stored refusal again, though it would go well by now")
        func sameRefusal() throws {
            let client = try Servers.bridge()
            #expect(try client.cmd("mid-refused", "too early", mid: "m1").code == "no_question")
            try client.run("mid-refused", "/next")
            let again = try client.cmd("mid-refused", "too early", mid: "m1")
            #expect(again.code == "no_question" && again.isDuplicate)
            #expect(try answers(client, "mid-refused") == 0)
        }

        @Test("refuses another text under the same mid and changes nothing")
        func edited() throws {
            let client = try Servers.bridge()
            try client.run("mid-edited", "/next")
            let first = try client.cmd("mid-edited", "first wording", mid: "m1")
            #expect(try client.cmd("mid-edited", "second wording", mid: "m1").code == "edit_unsupported")
            #expect(try client.cmd("mid-edited", "first wording", mid: "m1").messages == first.messages)
            #expect(try client.run("mid-edited", "/history").data("history")["answers"][0]["text"] == "first wording")
        }

        @Test("tells apart the mids of different users, rooms and operations")
        func scope() throws {
            let client = try Servers.bridge()
            for user in ["mid-a", "mid-b"] { #expect(try !client.cmd(user, "/next", mid: "1").isDuplicate) }
            #expect(try !client.cmd("mid-a", "/next", mid: "1", ["chat": "room-7"]).isDuplicate)
            #expect(try client.cmd("mid-a", "/next", mid: "1", ["chat": "mid-a"]).isDuplicate)
            #expect(try !client.act("mid-a", "streak", mid: "1").isDuplicate)
        }

        @Test("tells apart two buttons pressed on one message, and not two presses of one")
        func buttons() throws {
            let client = try Servers.bridge()
            try client.run("mid-act", "/next")
            let prompt = try client.run("mid-act", "x").message("prompt")
            let callbacks = (prompt["buttons"].array ?? []).flatMap { $0.array ?? [] }.compactMap { $0["cb"].string }
            let rates = callbacks.filter { $0.contains("rate") }
            #expect(rates.count == 4)
            let first = try client.act("mid-act", rates[0], mid: "m")
            #expect(first.isOK)
            let again = try client.act("mid-act", rates[0], mid: "m")
            #expect(again.isDuplicate && again.messages == first.messages)
            #expect(try client.act("mid-act", rates[1], mid: "m").code == "already_rated")
        }

        @Test("does not keep a refusal for haste")
        func rateLimited() throws {
            let client = try Servers.bridge()
            try client.run("mid-haste", "/subscribe 09:00")
            for minute in 0..<5 { try client.run("mid-haste", "/change 1 10:0\(minute)") }
            #expect(try client.cmd("mid-haste", "/change 1 11:00", mid: "m").code == "rate_limited")
            #expect(try !client.cmd("mid-haste", "/change 1 11:00", mid: "m").isDuplicate)
        }

        @Test("carries the new id and warns as before")
        func newID() throws {
            let client = try Servers.bridge()
            let more: [String: JSON] = ["tz": "not a zone"]
            let first = try client.cmd("mid-id", "/whoami", mid: "m", more)
            let again = try client.request([
                "op": "cmd", "id": "another", "user": "mid-id", "text": "/whoami", "mid": "m", "tz": "not a zone",
            ])
            #expect(first.warnings == ["tz"])
            #expect(again.line["id"] == "another")
            #expect(again.isDuplicate)
        }

        @Test("answers the same mid sent twice at once with one effect")
        func atOnce() throws {
            let client = try Servers.bridge()
            try client.run("mid-once", "/next")
            for id in ["x", "y", "z"] {
                try client.send(["op": "cmd", "id": .string(id), "user": "mid-once", "text": "only once", "mid": "m"])
            }
            let replies = try ["x", "y", "z"].map { try client.reply(to: $0) }
            #expect(replies.filter(\.isDuplicate).count == 2)
            #expect(Set(replies.map(\.messages)).count == 1)
            #expect(try answers(client, "mid-once") == 1)
        }

        @Test("keeps a reply for 48 hours by the sandbox's clock")
        func fortyEightHours() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge(push: false)
            let first = try client.cmd("u", "/next", mid: "m")
            try client.advance(47 * 3600)
            #expect(try client.cmd("u", "/next", mid: "m").messages == first.messages)
            try client.advance(3600 + 60)
            #expect(try !client.cmd("u", "/next", mid: "m").isDuplicate)
        }
    }
}
