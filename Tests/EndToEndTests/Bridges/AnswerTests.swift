import Testing
import YitiTestKit

extension Bridges {
    @Suite struct AnswerTests {
        private func rateButton(_ prompt: JSON, _ rating: Int) throws -> String {
            let callbacks = (prompt["buttons"].array ?? []).flatMap { $0.array ?? [] }.compactMap { $0["cb"].string }
            guard
                let found = callbacks.first(where: { $0.hasPrefix("rate:\(rating):") })
                    ?? callbacks.dropFirst(rating - 1).first
            else { throw KitFailure("no button for \(rating) in \(prompt.text)") }
            return found
        }

        @Test(
            "a rating finds the answer that waits, whatever has opened since, and the new question stays open",
            arguments: ["3", "good", "/rate 3", "想起来了", "3️⃣", "3。"])
        func ratingAfterOpening(word: String) throws {
            let client = try Servers.bridge()
            let user = "answer-finds-\(word.utf8.reduce(0) { $0 &+ Int($1) })"
            try client.run(user, "/next")
            let prompt = try client.run(user, "the first answer").message("prompt")
            let second = try client.run(user, "/next").message("question")["ref"]
            let rated = try client.run(user, word).data("rated")
            #expect(rated["answer"] == prompt["data"]["answer"] && rated["rating"] == 3)
            #expect(rated["open"] == [second])
            #expect(try client.act(user, rateButton(prompt, 2)).code == "already_rated")
            #expect(try client.run(user, "about the second").data("prompt")["question"] == second)
        }

        @Test("appends to an answer while nothing else is open, and stores every piece before it replies")
        func pieces() throws {
            let client = try Servers.bridge()
            try client.run("answer-pieces", "/next")
            let first = try client.run("answer-pieces", "piece one").data("prompt")
            let second = try client.run("answer-pieces", "piece two\nof two lines").data("prompt")
            #expect(first["answer"] == second["answer"])
            let kept = try client.run("answer-pieces", "/history").data("history")["answers"]
            #expect(kept.array?.count == 1)
            #expect(kept[0]["text"].string?.contains("piece one") == true)
            #expect(kept[0]["text"].string?.contains("piece two\nof two lines") == true)
        }

        @Test(
            "keeps the lines of a message that begins like a command or a rating as an answer",
            arguments: [
                "// a comment\nint x = 0;", "/* x */", "/usr/bin/env python", "3\nis the answer", "1. first\n2. second",
                "下一题是什么意思？",
            ])
        func textAsItIs(_ text: String) throws {
            let client = try Servers.bridge()
            let user = "answer-text-\(text.utf8.count)-\(text.utf8.first ?? 0)"
            try client.run(user, "/next")
            try client.run(user, text)
            #expect(try client.run(user, "/history").data("history")["answers"][0]["text"].string == text)
        }

        @Test(
            "rates by digit and by word while a rating is pending",
            arguments: [
                ("1", 1), ("４", 4), ("again", 1), ("Hard", 2), ("good", 3), ("easy", 4), ("忘了", 1), ("吃力", 2),
                ("想起", 3), ("轻松", 4),
            ])
        func words(_ text: String, _ rating: Int) throws {
            let client = try Servers.bridge()
            let user = "answer-word-\(text.utf8.count)-\(text.utf8.reduce(0) { $0 &+ Int($1) })"
            try client.run(user, "/next")
            try client.run(user, "an answer")
            #expect(try client.run(user, text).data("rated")["rating"].integer == rating)
        }

        @Test("marks an answer that was given after the reference answer was shown, and offers the earlier one")
        func revealed() throws {
            let client = try Servers.bridge()
            let question = try client.run("answer-reveal", "/next").message("question")["ref"].string ?? ""
            let reveal = try client.run("answer-reveal", "/reveal").text
            #expect(reveal.count > 100)
            try client.answerOpen("answer-reveal", rating: 3)
            #expect(try client.run("answer-reveal", "/history \(question)").text.contains(question))
        }

        @Test("shows the numbered key points at once after an answer")
        func keyPoints() throws {
            let client = try Servers.bridge()
            try client.run("answer-points", "/language en")
            try client.run("answer-points", "/next")
            let prompt = try client.run("answer-points", "an answer").message("prompt")
            let count = prompt["data"]["points"].integer ?? 0
            for number in 1...max(1, count) { #expect(prompt["text"].string?.contains("\(number)") == true) }
            let buttons = (prompt["buttons"].array ?? []).flatMap { $0.array ?? [] }
            #expect(buttons.count >= 4)
        }

        @Test("names the candidates of an ambiguous topic", arguments: ["/next re", "/topic re", "/stats re"])
        func ambiguous(_ text: String) throws {
            let reply = try Servers.bridge().cmd("answer-ambiguous", text, ["locale": "en"])
            #expect(reply.code == "unknown_topic")
            #expect(reply.text.contains("regression") && reply.text.contains("regularization"))
        }

        @Test("is silent or answers in a room as in private, and keeps to one person there")
        func rooms() throws {
            let client = try Servers.bridge()
            let room: [String: JSON] = ["chat": "room-9"]
            let question = try client.run("answer-room", "/next", room).message("question")["ref"]
            #expect(try client.run("answer-room", "an answer", room.merging(["re": question]) { $1 }).isOK)
            #expect(try client.run("answer-room", "/history").data("history")["answers"].array?.count == 1)
            #expect(try client.cmd("answer-room", "/unknowncommand@otherbot", room).messages == [])
        }
    }
}
