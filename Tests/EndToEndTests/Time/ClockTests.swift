import Testing
import YitiTestKit

extension Time {
    @Suite struct ClockTests {
        @Test("announces its address and its bridge's token, and nothing else")
        func announces() throws {
            let server = try ServerProcess.sandbox()
            #expect(
                server.announced == [
                    "listening 127.0.0.1:\(server.port)", "bridge sandbox \(server.token)",
                ] + (server.schema.map { ["schema \($0)"] } ?? []) + ["http 127.0.0.1:\(server.webPort)"])
            #expect(server.token.count >= 22)
        }

        @Test("starts at the instant it is given and stands still")
        func standsStill() throws {
            let server = try ServerProcess.sandbox(at: "2026-03-07T20:00:00Z")
            let client = try server.bridge()
            #expect(client.welcome["time"] == "2026-03-07T20:00:00Z")
            #expect(try client.advance(0) == "2026-03-07T20:00:00Z")
        }

        @Test("moves by seconds, to an instant and by the command of a person")
        func moves() throws {
            let server = try ServerProcess.sandbox(at: "2026-03-07T20:00:00Z")
            let client = try server.bridge()
            #expect(try client.advance(90) == "2026-03-07T20:01:30Z")
            #expect(try client.advance(to: "2026-03-08T00:00:00Z") == "2026-03-08T00:00:00Z")
            #expect(try client.run("u", "/clock +25h").data("info")["now"] == "2026-03-09T01:00:00Z")
            #expect(try server.connect().ask("/clock +1d").isDone)
            #expect(try client.advance(0) == "2026-03-10T01:00:00Z")
        }

        @Test("never goes back", arguments: [["advance": -1], ["to": "2026-03-07T19:59:59Z"]] as [[String: JSON]])
        func forward(_ members: [String: JSON]) throws {
            let server = try ServerProcess.sandbox(at: "2026-03-07T20:00:00Z")
            let client = try server.bridge()
            #expect(try !client.request(members.merging(["op": "clock"]) { $1 }).isOK)
            #expect(try client.advance(0) == "2026-03-07T20:00:00Z")
        }

        @Test("is unknown outside the sandbox")
        func outside() throws {
            let data = try Scratch()
            let server = try ServerProcess.real(data: data)
            #expect(server.announced == ["listening 127.0.0.1:\(server.port)", "http 127.0.0.1:\(server.webPort)"])
            #expect(try server.connect().ask("/clock +1h").code == "unknown_command")
            let token = try Program.run(["token", "create", "tests", "--data", data.path])
            let client = try BridgeClient(
                port: server.port, token: token.output.filter { !$0.isWhitespace }, bridge: "tests")
            #expect(try client.request(["op": "clock", "advance": 60]).code == "forbidden")
            #expect(try client.cmd("u", "/clock +1h").code == "unknown_command")
        }

        @Test("brings a question back at the time /later names, once")
        func later() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            let question = try client.run("u", "/next").message("question")["ref"].string
            try client.run("u", "/later 2h")
            #expect(try client.cmd("u", "an answer").code == "no_question")
            try client.advance(7_199)
            #expect(try client.settledPushes().isEmpty)
            try client.advance(1)
            let push = try client.push()
            #expect(push.question == question)
            try client.ack(push.delivery)
            #expect(try client.run("u", "an answer").data("prompt")["question"].string == question)
            try client.advance(86_400)
            #expect(try client.settledPushes().isEmpty)
        }

        @Test("puts off several questions, each until its own time")
        func severalLaters() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            let first = try client.run("u", "/next").message("question")["ref"].string
            try client.run("u", "/later 1h")
            let second = try client.run("u", "/next").message("question")["ref"].string
            try client.run("u", "/later 2h")
            try client.advance(3_600)
            let back = try client.push()
            #expect(back.question == first)
            try client.ack(back.delivery)
            try client.advance(3_600)
            #expect(try client.push().question == second)
        }

        @Test("postpones to the end of the quiet hours, redeliveries too")
        func quietHours() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.run("u", "/quiet 08:00-10:00")
            try client.run("u", "/subscribe 09:00")
            try client.advance(to: "2026-03-03T09:59:59Z")
            #expect(try client.settledPushes().isEmpty)
            try client.advance(1)
            let push = try client.push()
            #expect(push.due == "2026-03-03T09:00:00Z")
            try client.nack(push.delivery, "rate_limited", ["retry_after": 81_000])
            try client.advance(to: "2026-03-04T08:30:00Z")
            #expect(try client.settledPushes().isEmpty)
            // The postponement reached the expiry: the next occurrence takes its place.
            try client.advance(to: "2026-03-04T10:00:00Z")
            #expect(try client.push().due == "2026-03-04T09:00:00Z")
            #expect(try client.settledPushes().isEmpty)
        }

        @Test("nudges once about an unanswered push, where that was asked for")
        func nudge() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.run("u", "/nudge on")
            try client.run("u", "/subscribe 09:00")
            try client.run("v", "/subscribe 09:00")
            try client.advance(to: "2026-03-03T09:00:00Z")
            for _ in 0..<2 { try client.ack(client.push().delivery) }
            var nudges: [Push] = []
            for _ in 0..<23 {
                try client.advance(3_600)
                for push in try client.settledPushes() {
                    nudges.append(push)
                    try client.ack(push.delivery)
                }
            }
            #expect(nudges.map(\.user) == ["u"])
        }
    }
}
