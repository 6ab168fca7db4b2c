import Testing
import YitiTestKit

extension Bridges {
    @Suite struct DataPagesTests {
        @Test("history: answers with their numbers, instants, days, ratings and texts, newest first")
        func history() throws {
            let client = try Servers.bridge()
            let user = "data-history"
            try client.answer(user, rating: 4, "the first")
            try client.run(user, "/next")
            try client.run(user, "the second")
            let answers = try client.run(user, "/history").data("history")["answers"]
            for member in ["answer", "question", "at", "day", "rating", "text"] { #expect(answers[0].has(member)) }
            #expect(answers[0]["text"] == "the second" && answers[0]["rating"].isNull)
            #expect(answers[1]["text"] == "the first" && answers[1]["rating"] == 4)
            #expect(answers[0]["at"] == "2026-03-02T12:00:00Z" && answers[0]["day"] == "2026-03-02")
            let question = try #require(answers[1]["question"].string)
            #expect(try client.run(user, "/history \(question)").data("history")["answers"] == [answers[1]])
            #expect(try client.run(user, "/history 1").data("history")["answers"].array?.count == 1)
        }

        @Test("cuts an answer that does not fit twice in its text and keeps it whole in data, alone on its page")
        func wholeAnswer() throws {
            let client = try Servers.bridge()
            let user = "data-whole"
            let long = String(repeating: "字", count: 5_461)
            try client.answer(user, rating: 3, long)
            try client.answer(user, rating: 3, "a short one")
            var command: String? = "/history 5"
            var found = false
            while let next = command {
                let message = try client.run(user, next).message("history")
                let texts = (message["data"]["answers"].array ?? []).map { $0["text"].string }
                if texts == [long] { found = true }
                command = message["data"]["next"].string
            }
            #expect(found)
        }

        @Test("takes the longest answer there can be, full of characters that are escaped")
        func escapedAnswer() throws {
            let client = try Servers.bridge()
            let user = "data-escaped"
            let long = String(repeating: "\u{202E}", count: 3_300)
            try client.answer(user, rating: 3, long)
            let data = try client.run(user, "/history").data("history")
            #expect(data["answers"][0]["text"].string?.unicodeScalars.count == 3_300)
        }

        @Test(
            "stays within its lines whatever an answer consists of",
            arguments: ["\u{1}", "\u{7F}", "\u{80}", "\u{202E}", "\""])
        func worstAnswer(_ character: String) throws {
            let client = try Servers.bridge()
            let user = "data-worst-\(character.unicodeScalars.first?.value ?? 0)"
            let text = String(repeating: character, count: 16_384 / character.utf8.count)
            try client.answer(user, rating: 3, text)
            #expect(try client.cmd(user, "/history").isOK)
            #expect(try client.cmd(user, "/export md").isOK)
            #expect(try client.cmd(user, "/search x").isOK)
        }

        @Test("export: everything in pages, each naming the command for the next", arguments: ["md", "csv", "anki"])
        func export(_ format: String) throws {
            let client = try Servers.bridge()
            let user = "data-export-\(format)"
            for number in 0..<6 {
                try client.answer(user, rating: 3, "answer-\(number) " + String(repeating: "长", count: 3_000))
            }
            try client.run(user, "/note remember the temperature")
            var command: String? = "/export \(format)"
            var pages = 0
            var all = ""
            while let next = command {
                let message = try client.run(user, next).message("info")
                all += message["text"].string ?? ""
                pages += 1
                command = message["data"]["next"].string
                if let command { #expect(command == "/export \(format) \(pages + 1)") }
            }
            #expect(pages > 1)
            for number in 0..<6 { #expect(all.contains("answer-\(number) ")) }
            #expect(try client.cmd(user, "/export \(format) 99").code == "not_found")
        }

        @Test("forget: a code in data, then everything goes and the identity is a new person")
        func forget() throws {
            let client = try Servers.bridge()
            let user = "data-forget"
            try client.answer(user, rating: 3, "to be forgotten")
            try client.run(user, "/subscribe 09:00")
            let offer = try client.run(user, "/forget").message("info")
            let code = try #require(offer["data"]["code"].string)
            #expect(offer["text"].string?.contains("/forget \(code)") == true)
            #expect(try !client.cmd(user, "/forget WRONG").isOK)
            #expect(try client.run(user, "/history").data("history")["answers"].array?.count == 1)
            try client.run(user, "/forget \(code)")
            #expect(try client.run(user, "/history").data("history")["answers"] == [])
            #expect(try client.run(user, "/subscriptions").data("subscriptions")["subscriptions"] == [])
            #expect(try client.run(user, "/streak").data("streak")["days"] == [])
            #expect(try client.cmd(user, "/undo").code == "nothing_to_undo")
        }

        @Test("finds questions and one's own answers, Chinese ones too")
        func search() throws {
            let client = try Servers.bridge()
            try client.answer("data-search", rating: 3, "交叉熵的梯度很好看")
            #expect(try client.run("data-search", "/search 梯度很好看").text.contains("交叉熵的梯度很好看"))
            #expect(try client.run("data-search", "/search cross-entropy").text.contains("loss-"))
            #expect(try !client.run("data-other", "/search 梯度很好看").text.contains("交叉熵的梯度很好看"))
        }

        @Test("bookmarks, notes, reports: on the open or the last question")
        func onTheQuestion() throws {
            let client = try Servers.bridge()
            let user = "data-bookmark"
            let question = try #require(client.run(user, "/next").message("question")["ref"].string)
            try client.run(user, "/bookmark")
            try client.run(user, "/bookmark loss-04")
            let text = try client.run(user, "/bookmarks").text
            #expect(text.contains(question) && text.contains("loss-04"))
            try client.run(user, "/note check the sign")
            try client.run(user, "/report the formula looks wrong")
            #expect(try client.run(user, "/export md").text.contains("check the sign"))
        }

        @Test(
            "works for somebody who never said anything before",
            arguments: [
                "/streak why", "/stats", "/history", "/topics", "/subscriptions", "/plan", "/bookmarks",
                "/whoami",
            ])
        func fresh(_ text: String) throws {
            let reply = try Servers.bridge().cmd("data-fresh-\(text.filter(\.isLetter))", text)
            #expect(reply.isOK)
            #expect(!reply.text.isEmpty)
        }
    }
}
