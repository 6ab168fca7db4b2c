import Testing
import YitiTestKit

extension Pushes {
    @Suite struct DeliveryTests {
        /// A sandbox on a small bank at noon, and its bridge, with users who have a daily question at nine.
        private func subscribed(_ users: String..., window: Int? = nil) throws -> (ServerProcess, BridgeClient) {
            let bank = try SmallBank(.init("alpha", stars: [5, 5, 5, 5]), .init("beta", stars: [5, 5, 5, 5])).folder()
            let server = try ServerProcess.sandbox(at: "2026-03-02T12:00:00Z", bank: bank)
            let client = try server.bridge(window: window)
            for user in users { try client.run(user, "/subscribe 09:00") }
            return (server, client)
        }

        @Test("brings a question at its time, with everything a bridge has to know")
        func push() throws {
            let (server, client) = try subscribed("u")
            try client.advance(to: "2026-03-03T08:59:59Z")
            #expect(try client.settledPushes().isEmpty)
            try client.advance(to: "2026-03-03T09:00:00Z")
            let push = try client.push()
            #expect(push.user == "u" && push.attempt == 1)
            #expect(push.due == "2026-03-03T09:00:00Z")
            #expect(push.expires == "2026-03-04T09:00:00Z")
            #expect(!push.delivery.isEmpty && !push.line.has("id"))
            #expect(push.messages.contains { $0["kind"] == "question" })
            #expect(push.line["chat"].isNull)
            #expect(server.port > 0)
        }

        @Test("opens the question when the push is acked, never before")
        func opensAtAck() throws {
            let (server, client) = try subscribed("u")
            try client.advance(to: "2026-03-03T09:00:00Z")
            let push = try client.push()
            #expect(try client.cmd("u", "an answer").code == "no_question")
            try client.ack(push.delivery)
            #expect(try client.run("u", "an answer").data("prompt")["question"].string == push.question)
            #expect(server.port > 0)
        }

        @Test("answers the question of a push by its name, though another is open")
        func repliesToPush() throws {
            let (server, client) = try subscribed("u")
            try client.advance(to: "2026-03-03T09:00:00Z")
            let push = try client.push()
            try client.ack(push.delivery)
            let open = try client.run("u", "/next").message("question")["ref"]
            #expect(open.string != push.question)
            let prompt = try client.run("u", "late", ["re": .string(push.delivery)]).data("prompt")
            #expect(prompt["question"].string == push.question)
            #expect(try client.run("u", "/today").message("question")["ref"].string == push.question)
            #expect(server.port > 0)
        }

        @Test("sends a push again only after a reconnect, under the same name and one attempt higher")
        func reconnect() throws {
            let (server, client) = try subscribed("u")
            try client.advance(to: "2026-03-03T09:00:00Z")
            let first = try client.push()
            try client.advance(3600)
            #expect(try client.settledPushes().isEmpty)
            client.socket.close()
            let second = try server.bridge()
            let again = try second.push()
            #expect(again.delivery == first.delivery && again.attempt == 2 && again.question == first.question)
            try second.ack(again.delivery)
            let third = try server.bridge()
            #expect(try third.settledPushes().isEmpty)
        }

        @Test("tells a bridge that comes back how many wait")
        func pending() throws {
            let (server, client) = try subscribed("a", "b", "c")
            client.socket.close()
            let mover = try server.bridge(push: false)
            try mover.advance(to: "2026-03-03T09:00:00Z")
            let back = try server.bridge()
            #expect(back.welcome["pending"] == 3)
            #expect(try Set([back.push().user, back.push().user, back.push().user]) == ["a", "b", "c"])
        }

        @Test("keeps to the window")
        func window() throws {
            let (server, client) = try subscribed("a", "b", "c", "d", "e", window: 2)
            try client.advance(to: "2026-03-03T09:00:00Z")
            var seen: Set<String> = []
            var open = [try client.push(), try client.push()]
            while seen.count < 5 {
                #expect(try client.settledPushes().isEmpty)
                let next = open.removeFirst()
                seen.insert(next.user)
                try client.ack(next.delivery)
                if seen.count + open.count < 5 { open.append(try client.push()) }
            }
            #expect(seen == ["a", "b", "c", "d", "e"])
            #expect(server.port > 0)
        }

        @Test("has one unacked push to a user at a time")
        func onePerUser() throws {
            let (server, client) = try subscribed("u")
            try client.run("u", "/subscribe 09:00 beta")
            try client.advance(to: "2026-03-03T09:00:00Z")
            let first = try client.push()
            #expect(try client.settledPushes().isEmpty)
            try client.ack(first.delivery)
            let second = try client.push()
            #expect(second.delivery != first.delivery && second.question != first.question)
            #expect(server.port > 0)
        }

        @Test("takes an ack of many, of one twice and of one it never sent")
        func acks() throws {
            let (server, client) = try subscribed("a", "b")
            try client.advance(to: "2026-03-03T09:00:00Z")
            let pushes = try [client.push(), client.push()]
            try client.ack("d424242", pushes[0].delivery, pushes[1].delivery, pushes[0].delivery, "nonsense")
            try client.send(["op": "ack", "d": .string(pushes[0].delivery)])
            try client.fence()
            client.socket.close()
            #expect(try server.bridge().settledPushes().isEmpty)
        }

        @Test("sends nothing to a connection that wants no pushes")
        func noPushes() throws {
            let (server, client) = try subscribed("u")
            let quiet = try server.bridge(push: false)
            try quiet.advance(to: "2026-03-03T09:00:00Z")
            _ = try client.push()
            #expect(try quiet.settledPushes().isEmpty)
        }
    }
}
