import Testing
import YitiTestKit

extension Processes {
    /// The rates that hold outside the sandbox.
    @Suite struct RateTests {
        @Test("refuses a user's requests past a burst of twenty, says when to try again, and keeps no such refusal")
        func userRate() throws {
            let service = try Service(limitsRates: true)
            let client = try service.bridge()
            for number in 0..<30 {
                try client.send([
                    "op": "cmd", "id": .string("q\(number)"), "user": "u", "text": "/whoami",
                    "mid": .string("m\(number)"),
                ])
            }
            let replies = try (0..<30).map { try client.reply(to: "q\($0)") }
            #expect(replies.prefix(20).allSatisfy { $0.isOK })
            let refused = replies.filter { $0.code == "rate_limited" }
            #expect(!refused.isEmpty)
            #expect(refused.allSatisfy { ($0.line["retry_after"].integer ?? 0) > 0 && $0.line["retry"].bool != true })
            #expect(refused.allSatisfy { $0.line["text"].string?.contains("太快了") ?? false })
            #expect(try client.cmd("v", "/whoami").isOK)
        }

        @Test("delays a person's lines past a burst of ten and refuses none")
        func humanRate() throws {
            let service = try Service(limitsRates: true)
            let client = try service.server.connect()
            try client.send(String(repeating: "/whoami\n", count: Program.soaks ? 40 : 13))
            client.finishSending()
            let endings = try client.linesToEnd().filter { $0.hasPrefix("+ ") || $0.hasPrefix("! ") }
            #expect(endings.count == (Program.soaks ? 40 : 13))
            #expect(endings.allSatisfy { $0.hasPrefix("+ ") })
        }

        @Test("makes at most twenty accounts an hour and address, and goes on serving guests")
        func accounts() throws {
            let service = try Service(limitsRates: true)
            for number in 0..<20 { #expect(try service.server.connect().ask("/name n\(number)").isDone) }
            let client = try service.server.connect()
            #expect(try client.ask("/name one too many").code == "rate_limited")
            #expect(try client.ask("/next").isDone)
        }

        @Test("takes a right key and a right token however many wrong ones came from the same address")
        func neighbours() throws {
            let service = try Service(limitsRates: true)
            let key = try Key.made(by: service.server.connect(), "/name Wei")
            let attackers = try (0..<9).map { _ in try service.server.connect() }
            for client in attackers { try client.send("/login wrong-wrong-wrong-wrong-wrong\n") }
            #expect(try service.server.connect().ask("/login \(key)").isDone)
            #expect(try service.bridge().cmd("u", "/next").isOK)
            for client in attackers.prefix(5) { #expect(try client.reply().code == "auth_failed") }
        }
    }
}
