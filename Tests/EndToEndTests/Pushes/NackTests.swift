import Testing
import YitiTestKit

extension Pushes {
    @Suite struct NackTests {
        private struct Scene {
            let server: ServerProcess
            let client: BridgeClient
            let push: Push
        }

        /// A sandbox in which the daily question of user `u` has just been pushed.
        private func pushed() throws -> Scene {
            let bank = try SmallBank(.init("alpha", stars: [5, 5, 5, 5, 5, 5])).folder()
            let server = try ServerProcess.sandbox(at: "2026-03-02T12:00:00Z", bank: bank)
            let client = try server.bridge()
            try client.run("u", "/subscribe 09:00")
            try client.advance(to: "2026-03-03T09:00:00Z")
            return Scene(server: server, client: client, push: try client.push())
        }

        @Test("sends again 30 seconds after a temporary failure, then twice as late each time, at most an hour")
        func temporary() throws {
            let scene = try pushed()
            for (attempt, delay) in [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600].enumerated() {
                try scene.client.nack(scene.push.delivery, "temporary")
                try scene.client.advance(delay - 1)
                #expect(try scene.client.settledPushes().isEmpty)
                try scene.client.advance(1)
                let again = try scene.client.push()
                #expect(again.delivery == scene.push.delivery && again.attempt == attempt + 2)
            }
        }

        @Test("counts a temporary failure that is said twice once")
        func saidTwice() throws {
            let scene = try pushed()
            for _ in 1...3 { try scene.client.nack(scene.push.delivery, "temporary") }
            try scene.client.advance(29)
            #expect(try scene.client.settledPushes().isEmpty)
            try scene.client.advance(1)
            #expect(try scene.client.push().attempt == 2)
            try scene.client.nack(scene.push.delivery, "temporary")
            try scene.client.advance(60)
            #expect(try scene.client.push().attempt == 3)
        }

        @Test("keeps a delay across a reconnect")
        func delaySurvives() throws {
            let scene = try pushed()
            try scene.client.nack(scene.push.delivery, "rate_limited", ["retry_after": 600])
            scene.client.socket.close()
            let second = try scene.server.bridge()
            try second.advance(599)
            #expect(try second.settledPushes().isEmpty)
            try second.advance(1)
            #expect(try second.push().delivery == scene.push.delivery)
        }

        @Test("stops one user's pushes for a rate limit, and only theirs")
        func userScope() throws {
            let scene = try pushed()
            try scene.client.nack(scene.push.delivery, "rate_limited", ["retry_after": 7200, "scope": "user"])
            try scene.client.run("v", "/subscribe 10:00")
            // Due while the platform wants nothing of theirs, and written then.
            try scene.client.run("u", "/subscribe 10:00")
            try scene.client.advance(to: "2026-03-03T10:00:00Z")
            #expect(try scene.client.push().user == "v")
            #expect(try scene.client.settledPushes().isEmpty)
            try scene.client.advance(to: "2026-03-03T11:00:00Z")
            #expect(try scene.client.push().delivery == scene.push.delivery)
            try scene.client.ack(scene.push.delivery)
            #expect(try scene.client.push().due == "2026-03-03T10:00:00Z")
        }

        @Test("stops all of a bridge's pushes for a rate limit of the bridge")
        func bridgeScope() throws {
            let scene = try pushed()
            try scene.client.run("v", "/subscribe 10:00")
            try scene.client.nack(scene.push.delivery, "rate_limited", ["retry_after": 7200, "scope": "bridge"])
            try scene.client.advance(to: "2026-03-03T10:59:59Z")
            #expect(try scene.client.settledPushes().isEmpty)
            scene.client.socket.close()
            let second = try scene.server.bridge()
            #expect(try second.settledPushes().isEmpty)
            try second.advance(to: "2026-03-03T11:00:00Z")
            #expect(try Set([second.push().user, second.push().user]) == ["u", "v"])
        }

        @Test("suspends somebody who blocked the bot until their next command", arguments: ["blocked", "gone"])
        func suspended(_ code: String) throws {
            let scene = try pushed()
            try scene.client.nack(scene.push.delivery, code)
            for day in 4...6 {
                try scene.client.advance(to: "2026-03-0\(day)T09:00:00Z")
                #expect(try scene.client.settledPushes().isEmpty)
            }
            try scene.client.run("u", "/streak")
            for push in try scene.client.settledPushes() { try scene.client.ack(push.delivery) }
            try scene.client.advance(to: "2026-03-07T09:00:00Z")
            let push = try scene.client.push()
            #expect(push.due == "2026-03-07T09:00:00Z")
        }

        @Test("suspends somebody who left, said by the bridge itself", arguments: ["left", "blocked"])
        func left(_ state: String) throws {
            let scene = try pushed()
            try scene.client.ack(scene.push.delivery)
            #expect(try scene.client.request(["op": "user", "user": "u", "state": .string(state)]).isOK)
            try scene.client.advance(to: "2026-03-04T09:00:00Z")
            #expect(try scene.client.settledPushes().isEmpty)
            try scene.client.run("u", "/whoami")
            // What still waits may come now.
            for push in try scene.client.settledPushes() { try scene.client.ack(push.delivery) }
            try scene.client.advance(to: "2026-03-05T09:00:00Z")
            #expect(try scene.client.push().due == "2026-03-05T09:00:00Z")
        }

        @Test("never again sends what was our bug, and says so in the log", arguments: ["too_long", "bad_format"])
        func dead(_ code: String) throws {
            let scene = try pushed()
            try scene.client.nack(scene.push.delivery, code)
            try scene.client.advance(7200)
            #expect(try scene.client.settledPushes().isEmpty)
            scene.client.socket.close()
            let second = try scene.server.bridge()
            #expect(try second.settledPushes().isEmpty)
            try wait { scene.server.log.contains(code) }
            try second.advance(to: "2026-03-04T09:00:00Z")
            #expect(try second.push().delivery != scene.push.delivery)
        }

        @Test("never gives a delivery up for having been tried often")
        func neverDead() throws {
            let scene = try pushed()
            for attempt in 2..<40 {
                try scene.client.nack(scene.push.delivery, "rate_limited", ["retry_after": 60])
                try scene.client.advance(60)
                #expect(try scene.client.push().attempt == attempt)
            }
        }

        @Test("frees the place in the window and with the user")
        func freesPlaces() throws {
            let scene = try pushed()
            try scene.client.run("u", "/subscribe 09:30")
            try scene.client.advance(to: "2026-03-03T09:30:00Z")
            #expect(try scene.client.settledPushes().isEmpty)
            try scene.client.nack(scene.push.delivery, "temporary")
            let other = try scene.client.push()
            #expect(other.delivery != scene.push.delivery)
        }
    }
}
