import Testing
import YitiTestKit

extension Pushes {
    @Suite struct ExpiryTests {
        private func scene(_ subscription: String = "/subscribe 09:00") throws -> (ServerProcess, BridgeClient) {
            let bank = try SmallBank(.init("alpha", stars: [5, 5, 5, 5, 5, 5, 5, 5])).folder()
            let server = try ServerProcess.sandbox(at: "2026-03-02T12:00:00Z", bank: bank)
            let client = try server.bridge()
            try client.run("u", subscription)
            return (server, client)
        }

        @Test(
            "expires a push when the next one is due, or a day after its own time",
            arguments: [
                ("/subscribe 09:00", "2026-03-04T09:00:00Z"), ("/subscribe 09:00 mon,tue,fri", "2026-03-04T09:00:00Z"),
            ])
        func expires(_ subscription: String, _ instant: String) throws {
            let (server, client) = try scene(subscription)
            try client.advance(to: "2026-03-03T09:00:00Z")
            #expect(try client.push().expires == instant)
            #expect(server.port > 0)
        }

        @Test("expires a push at the moment of a firing that comes sooner than a day")
        func expiresSooner() throws {
            let server = try ServerProcess.sandbox(at: "2026-03-27T12:00:00Z")
            let client = try server.bridge()
            try client.run("u", "/subscribe 09:00 Europe/Berlin")
            try client.advance(to: "2026-03-28T08:00:00Z")
            // The clocks go forward that night: the next nine o'clock is 23 hours away.
            #expect(try client.push().expires == "2026-03-29T07:00:00Z")
        }

        @Test("sends one late push at most after a bridge was away, the latest")
        func oneLatePush() throws {
            let (server, client) = try scene()
            // It says goodbye and waits: nothing can be written to it any more.
            try client.send(["op": "bye"])
            _ = try client.othersToEnd()
            let mover = try server.bridge(push: false)
            try mover.advance(to: "2026-03-20T11:00:00Z")
            #expect(try mover.run("u", "/whoami").isOK)
            let back = try server.bridge()
            #expect(back.welcome["pending"] == 1)
            let push = try back.push()
            #expect(push.due == "2026-03-20T09:00:00Z" && push.attempt == 1)
            #expect(try back.settledPushes().isEmpty)
        }

        @Test("sends nothing late whose time has passed")
        func tooLate() throws {
            let (server, client) = try scene("/subscribe 09:00 tue")
            client.socket.close()
            let mover = try server.bridge(push: false)
            try mover.advance(to: "2026-03-04T09:00:01Z")
            let back = try server.bridge()
            #expect(back.welcome["pending"] == 0)
            #expect(try back.settledPushes().isEmpty)
            try back.advance(to: "2026-03-10T09:00:00Z")
            #expect(try back.push().due == "2026-03-10T09:00:00Z")
        }

        @Test(
            "expires what waits when a subscription ends or a pause begins",
            arguments: ["/unsubscribe", "/pause until 2026-03-09"])
        func expiresAtOnce(_ command: String) throws {
            let (server, client) = try scene()
            client.socket.close()
            let mover = try server.bridge(push: false)
            try mover.advance(to: "2026-03-03T10:00:00Z")
            try mover.run("u", command)
            let back = try server.bridge()
            #expect(back.welcome["pending"] == 0)
            #expect(try back.settledPushes().isEmpty)
        }

        @Test("does not send an expired push again after a nack or a reconnect")
        func expiredInFlight() throws {
            let (server, client) = try scene()
            try client.advance(to: "2026-03-03T09:00:00Z")
            let first = try client.push()
            try client.advance(to: "2026-03-04T09:00:00Z")
            let second = try client.push()
            #expect(second.delivery != first.delivery)
            try client.nack(first.delivery, "temporary")
            try client.advance(3600)
            #expect(try client.settledPushes().isEmpty)
            client.socket.close()
            let back = try server.bridge()
            #expect(try back.push().delivery == second.delivery)
            #expect(try back.settledPushes().isEmpty)
        }

        @Test(
            "pushes on the days and at the time a subscription names",
            arguments: [
                (
                    "/subscribe 08:15 weekends",
                    ["2026-03-07T08:15:00Z", "2026-03-08T08:15:00Z", "2026-03-14T08:15:00Z"]
                ),
                ("/subscribe 08:15 mon-fri", ["2026-03-03T08:15:00Z", "2026-03-04T08:15:00Z", "2026-03-05T08:15:00Z"]),
                ("/subscribe 一三五 08:15", ["2026-03-04T08:15:00Z", "2026-03-06T08:15:00Z", "2026-03-09T08:15:00Z"]),
                (
                    "/subscribe 08:15 Asia/Kathmandu",
                    ["2026-03-03T02:30:00Z", "2026-03-04T02:30:00Z", "2026-03-05T02:30:00Z"]
                ),
            ])
        func days(_ subscription: String, _ instants: [String]) throws {
            let (server, client) = try scene(subscription)
            for instant in instants {
                let next = try client.run("u", "/subscriptions").data("subscriptions")["subscriptions"][0]["next_at"]
                #expect(next.string == instant)
                try client.advance(to: instant)
                let push = try client.push()
                #expect(push.due == instant)
                try client.ack(push.delivery)
            }
            #expect(server.port > 0)
        }

        @Test("never asks twice on one day after a change of time")
        func oncePerOccurrence() throws {
            let (server, client) = try scene()
            try client.advance(to: "2026-03-03T09:00:00Z")
            try client.ack(client.push().delivery)
            let changed = try client.run("u", "/change 1 21:00").data("subscriptions")["subscriptions"][0]
            #expect(changed["next_at"] == "2026-03-04T21:00:00Z")
            try client.advance(to: "2026-03-04T20:59:59Z")
            #expect(try client.settledPushes().isEmpty)
            try client.advance(1)
            #expect(try client.push().due == "2026-03-04T21:00:00Z")
            #expect(server.port > 0)
        }
    }
}
