import Testing
import YitiCore
import YitiTestKit

extension Bridges {
    /// Every refusal that a person can provoke, by its code.
    @Suite struct RefusalTests {
        /// Refused to somebody of whom nothing is known, whatever state there is.
        @Test(
            "refuses arguments that make no sense before it looks at the state",
            arguments: [
                ("/nexxt", "unknown_command"), ("/rate 9", "invalid_rating"), ("/rate fine", "invalid_rating"),
                ("/next nosuchtopic", "unknown_topic"), ("/topic loss nosuchtopic", "unknown_topic"),
                ("/stats nosuchtopic", "unknown_topic"), ("/timezone Mars/Base", "unknown_timezone"),
                ("/subscribe 25:00", "invalid_time"), ("/subscribe 12:60", "invalid_time"),
                ("/change 1 24:30", "invalid_time"),
                ("/quiet 8-99", "invalid_time"), ("/interview 2026-02-30", "invalid_date"),
                ("/pause until 2026-13-01", "invalid_date"),
                ("/interview 2020-01-01", "invalid_date"), ("/pause from 2026-01-01", "invalid_date"),
            ])
        func arguments(_ text: String, _ code: String) throws {
            let reply = try Servers.bridge().cmd("refusal-arguments", text)
            #expect(reply.code == code)
            #expect(!reply.text.isEmpty)
            #expect(reply.line["retry"].bool != true)
        }

        @Test(
            "refuses what the state does not allow",
            arguments: [
                ("hello there", "no_question"), ("/answer x", "no_question"), ("/hint", "no_question"),
                ("/skip", "no_question"),
                ("3", "no_question"), ("/later 2h", "no_question"), ("/rate 3", "no_rating_pending"),
                ("/undo", "nothing_to_undo"),
                ("/unsubscribe", "not_subscribed"), ("/unsubscribe 3", "not_subscribed"),
                ("/change 1 08:00", "not_subscribed"),
                ("/history loss-99", "not_found"), ("/bookmark loss-99", "not_found"), ("/login abc", "forbidden"),
            ])
        func state(_ text: String, _ code: String) throws {
            #expect(try Servers.bridge().cmd("refusal-state", text).code == code)
        }

        @Test("suggests what was meant, in a private chat")
        func suggestion() throws {
            #expect(try Servers.bridge().cmd("refusal-suggestion", "/nexxt").text.contains("did you mean /next?"))
        }

        @Test("is silent in a room on a command that is none of its own")
        func silence() throws {
            let reply = try Servers.bridge().cmd("refusal-room", "/nexxt", ["chat": "room-1"])
            #expect(reply.isOK && reply.messages == [])
        }

        @Test("refuses a second rating of the same answer")
        func alreadyRated() throws {
            let client = try Servers.bridge()
            try client.run("refusal-rated", "/next")
            let prompt = try client.run("refusal-rated", "x").message("prompt")
            let buttons = prompt["buttons"].array?.flatMap { $0.array ?? [] } ?? []
            let rate = try #require(buttons.first { $0["cb"].string?.contains("3") == true }?["cb"].string)
            #expect(try client.act("refusal-rated", rate).isOK)
            #expect(try client.act("refusal-rated", rate).code == "already_rated")
        }

        @Test("keeps to eight subscriptions")
        func subscriptions() throws {
            let client = try Servers.bridge()
            for hour in 1...8 { try client.run("refusal-eight", "/subscribe 0\(hour):00") }
            #expect(try client.cmd("refusal-eight", "/subscribe 09:00").code == "too_many_subscriptions")
            try client.run("refusal-eight", "/unsubscribe 3")
            #expect(try client.cmd("refusal-eight", "/subscribe 09:00").isOK)
        }

        @Test("changes a subscription five times a day and not a sixth time")
        func changes() throws {
            let client = try Servers.bridge()
            try client.run("refusal-changes", "/subscribe 09:00")
            for minute in 0..<5 { try client.run("refusal-changes", "/change 1 10:0\(minute)") }
            let refused = try client.cmd("refusal-changes", "/change 1 11:00")
            #expect(refused.code == "rate_limited")
            #expect(refused.line["retry"].bool != true)
            let kept = try client.run("refusal-changes", "/subscriptions").data("subscriptions")["subscriptions"][0]
            #expect(kept["time"] == "10:04")
        }

        @Test("refuses further text once the answer would be too long, and keeps what was saved")
        func appendedTooLong() throws {
            let client = try Servers.bridge()
            try client.run("refusal-long", "/next")
            try client.run("refusal-long", String(repeating: "x", count: 10_000))
            #expect(try client.cmd("refusal-long", String(repeating: "y", count: 10_000)).code == "text_too_long")
            let kept = try client.run("refusal-long", "/history").data("history")["answers"][0]
            #expect(kept["text"].string?.utf8.count == 10_000)
        }

        @Test("refuses a button that is none", arguments: ["nonsense", "rate:9:1", "rate:3:999999", "hint:loss-99"])
        func unknownButton(_ callback: String) throws {
            let reply = try Servers.bridge().act("refusal-button", callback)
            #expect(
                ["bad_request", "not_found", "no_question", "invalid_rating", "no_rating_pending"].contains(reply.code))
        }

        @Test("says a refusal in the person's language")
        func language() throws {
            let client = try Servers.bridge()
            let chinese = try client.cmd("refusal-chinese", "/undo", ["locale": "zh-CN"])
            #expect(chinese.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            let english = try client.cmd("refusal-english", "/undo", ["locale": "en-GB"])
            #expect(!english.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        }

        @Test(
            "works for every command sent bare",
            arguments: CommandTable.rows(isSandbox: true).map(\.verb).filter { $0 != "quit" })
        func bare(_ verb: String) throws {
            let client = try Servers.bridge()
            try client.run("bare-\(verb)", "/next")
            let reply = try client.cmd("bare-\(verb)", "/\(verb)")
            let states = ["no_rating_pending", "nothing_to_undo", "not_subscribed", "not_found", "forbidden"]
            #expect(reply.isOK || states.contains(reply.code ?? ""))
            #expect(!reply.text.isEmpty)
        }
    }
}
