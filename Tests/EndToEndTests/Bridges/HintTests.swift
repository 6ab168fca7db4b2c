import Testing
import YitiTestKit

extension Bridges {
    @Suite struct HintTests {
        private func isChinese(_ text: String) -> Bool {
            text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        }

        @Test(
            "takes the language of somebody new from the locale",
            arguments: [
                ("zh-CN", "zh"), ("zh-Hant-TW", "zh"), ("en-US", "en"), ("en", "en"),
            ])
        func locale(_ tag: String, _ language: String) throws {
            let client = try Servers.bridge()
            let user = "hint-locale-\(tag)"
            let reply = try client.cmd(user, "/start", ["locale": .string(tag)])
            #expect(isChinese(reply.text) == (language == "zh"))
            #expect(try client.run(user, "/settings").data("settings")["language"].string == language)
        }

        @Test("shows the question in both languages and the rest in English when nothing is known")
        func both() throws {
            let client = try Servers.bridge()
            #expect(try client.run("hint-both", "/settings").data("settings")["language"] == "both")
            let question = try client.run("hint-both", "/next").text
            #expect(isChinese(question))
            #expect(question.contains("?"))
            #expect(try !isChinese(client.cmd("hint-both", "/undo").text))
        }

        @Test("never lets a hint override what a person set")
        func neverOverrides() throws {
            let client = try Servers.bridge()
            let user = "hint-set"
            try client.run(user, "/language en")
            try client.run(user, "/timezone Asia/Tokyo")
            try client.run(user, "/name Chosen")
            try client.run(user, "/whoami", ["locale": "zh-CN", "tz": "Europe/Berlin", "name": "Given"])
            let settings = try client.run(user, "/settings").data("settings")
            #expect(settings["language"] == "en")
            #expect(settings["timezone"] == "Asia/Tokyo")
            #expect(settings["name"] == "Chosen")
        }

        @Test("fills the zone and the name of somebody who set none")
        func fills() throws {
            let client = try Servers.bridge()
            try client.run("hint-fill", "/whoami", ["tz": "Europe/Berlin", "name": "王小明 🐼"])
            let settings = try client.run("hint-fill", "/settings").data("settings")
            #expect(settings["timezone"] == "Europe/Berlin")
            #expect(settings["name"] == "王小明 🐼")
        }

        @Test("takes hints from a user operation, too")
        func userOperation() throws {
            let client = try Servers.bridge()
            let reply = try client.request([
                "op": "user", "user": "hint-op", "name": "Wei", "locale": "zh", "tz": "Asia/Shanghai",
                "state": "active",
            ])
            #expect(reply.isOK && reply.warnings == [])
            let settings = try client.run("hint-op", "/settings").data("settings")
            #expect(settings["timezone"] == "Asia/Shanghai")
            #expect(settings["language"] == "zh")
            #expect(settings["name"] == "Wei")
        }

        @Test(
            "ignores a malformed hint and names it",
            arguments: [
                ("tz", "Mars/Base"), ("tz", "../../etc/passwd"), ("tz", "+08:00"), ("locale", "not a tag"),
                ("locale", "x"),
            ])
        func malformed(_ member: String, _ value: String) throws {
            let reply = try Servers.bridge().cmd("hint-malformed", "/whoami", [member: .string(value)])
            #expect(reply.isOK)
            #expect(reply.warnings == [member])
        }

        @Test(
            "ignores an instant that is too old, ahead of the server or none, and names it",
            arguments: [
                "2026-02-28T23:59:59Z", "2026-03-02T12:00:01Z", "yesterday", "2026-03-02",
            ])
        func badInstant(_ instant: String) throws {
            let reply = try Servers.bridge().cmd("hint-ts", "/whoami", ["ts": .string(instant)])
            #expect(reply.isOK)
            #expect(reply.warnings == ["ts"])
        }

        @Test("takes an instant of the last 36 hours", arguments: ["2026-03-01T00:00:00Z", "2026-03-02T12:00:00Z"])
        func goodInstant(_ instant: String) throws {
            #expect(try Servers.bridge().cmd("hint-ts", "/whoami", ["ts": .string(instant)]).warnings == [])
        }

        @Test("counts an answer for the learning day in which it was sent")
        func learningDay() throws {
            let server = try ServerProcess.sandbox(at: "2026-03-03T04:05:00Z")
            let client = try server.bridge(push: false)
            try client.run("u", "/next")
            try client.run("u", "sent before the day ended", ["ts": "2026-03-03T03:58:00Z"])
            #expect(try client.run("u", "/history").data("history")["answers"][0]["day"] == "2026-03-02")
            try client.run("u", "3")
            let streak = try client.run("u", "/streak").data("streak")
            #expect(streak["day"] == "2026-03-03")
            #expect(streak["days"][0] == ["day": "2026-03-02", "kind": "answered"])
            #expect(streak["today"] == false)
        }

        @Test("answers the question that a text replies to")
        func repliesTo() throws {
            let client = try Servers.bridge()
            let first = try client.run("hint-re", "/next loss").message("question")["ref"]
            let second = try client.run("hint-re", "/next svm").message("question")["ref"]
            #expect(first != second)
            let prompt = try client.run("hint-re", "about the first one", ["re": first]).data("prompt")
            #expect(prompt["question"] == first)
            #expect(try client.run("hint-re", "and more of it").data("prompt")["question"] == first)
            try client.run("hint-re", "3")
            #expect(try client.run("hint-re", "about the open one").data("prompt")["question"] == second)
        }

        @Test("refuses a text that replies to what it does not know")
        func unknownReply() throws {
            let client = try Servers.bridge()
            try client.run("hint-unknown", "/next")
            for name in ["d999999999", "loss-99", "whatever"] {
                #expect(try !client.cmd("hint-unknown", "about what?", ["re": .string(name)]).isOK)
            }
            #expect(try client.run("hint-unknown", "/history").data("history")["answers"] == [])
        }
    }
}
