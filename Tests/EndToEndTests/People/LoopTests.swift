import Testing
import YitiTestKit

extension People {
    @Suite struct LoopTests {
        @Test("goes from question to answer to rating in four lines")
        func loop() throws {
            let client = try Servers.person()
            let question = try client.ask("/next")
            #expect(question.isDone && question.lines.count >= 1)
            let prompt = try client.ask("/answer cross-entropy, because of the gradient")
            #expect(prompt.isDone)
            let rated = try client.ask("3")
            #expect(rated.isDone)
            #expect(try client.ask("/history").text.contains("because of the gradient"))
            #expect(try client.ask("3").code == "no_question")
        }

        @Test(
            "takes the verb in any case, the full-width slash and the Chinese words",
            arguments: [
                "/NEXT", "/Next", "／next", "下一题", "/下一题", "／下一题",
            ])
        func spellings(_ line: String) throws {
            let client = try Servers.person()
            #expect(try client.ask(line).isDone)
            #expect(try client.ask("/answer x").isDone)
        }

        @Test(
            "suggests what was meant",
            arguments: [
                ("/ratee 3", "/rate"), ("/nexxt", "/next"), ("/subcribe", "/subscribe"), ("/strek", "/streak"),
            ])
        func suggestions(_ typed: String, _ meant: String) throws {
            let reply = try Servers.person().ask(typed)
            #expect(reply.code == "unknown_command")
            #expect(reply.ending.contains("did you mean \(meant)?"))
        }

        @Test(
            "rates by digit, word and Chinese word",
            arguments: [
                "1", "4", "/rate 2", "/rate good", "/rate easy", "/rate 忘了", "/rate 想起", "again", "轻松", "吃力",
            ])
        func ratings(_ line: String) throws {
            let client = try Servers.person()
            #expect(try client.ask("/next").isDone)
            #expect(try client.ask("/answer x").isDone)
            #expect(try client.ask(line).isDone)
            #expect(try client.ask("/rate 3").code == "no_rating_pending")
        }

        @Test(
            "refuses a rating that is none before it looks whether one is pending",
            arguments: ["/rate 0", "/rate 5", "/rate great"])
        func invalidRating(_ line: String) throws {
            #expect(try Servers.person().ask(line).code == "invalid_rating")
        }

        @Test("appends further text while the rating is pending and nothing else is open")
        func appends() throws {
            let client = try Servers.person()
            #expect(try client.ask("/next").isDone)
            #expect(try client.ask("/answer the first piece").isDone)
            #expect(try client.ask("and the second piece").isDone)
            #expect(try client.ask("2").isDone)
            let history = try client.ask("/history").text
            #expect(history.contains("the first piece") && history.contains("and the second piece"))
            #expect(try client.ask("/stats").isDone)
        }

        @Test("shows one key point at a time, and the reference answer on demand")
        func hints() throws {
            let client = try Servers.person()
            #expect(try client.ask("/hint").code == "no_question")
            #expect(try client.ask("/next").isDone)
            let first = try client.ask("/hint").text
            let second = try client.ask("/hint").text
            #expect(first != second)
            #expect(try client.ask("/reveal").isDone)
            #expect(try client.ask("/answer x").isDone)
        }

        @Test("takes back a rating, then the answer, then nothing")
        func undo() throws {
            let client = try Servers.person()
            #expect(try client.ask("/undo").code == "nothing_to_undo")
            #expect(try client.ask("/next").isDone)
            #expect(try client.ask("/answer x").isDone)
            #expect(try client.ask("3").isDone)
            #expect(try client.ask("/undo").isDone)
            #expect(try client.ask("4").isDone)
            #expect(try client.ask("/undo").isDone)
            #expect(try client.ask("/undo").isDone)
            #expect(try client.ask("/undo").code == "nothing_to_undo")
            #expect(try client.ask("/answer the same question is open again").isDone)
        }

        @Test("closes after /quit has been answered")
        func quit() throws {
            let client = try Servers.person()
            try client.send("/quit\n/next\n")
            #expect(try client.reply().isDone)
            #expect(try client.linesToEnd() == [])
        }

        @Test("delays a flood of lines and refuses none")
        func flood() throws {
            let client = try Servers.person()
            try client.send(String(repeating: "/whoami\n", count: 100))
            client.finishSending()
            let endings = try client.linesToEnd().filter { $0.hasPrefix("+ ") || $0.hasPrefix("! ") }
            #expect(endings.count == 100)
            #expect(endings.allSatisfy { $0.hasPrefix("+ ") })
        }
    }
}
