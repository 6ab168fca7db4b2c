import Testing
import YitiCore
import YitiServer
import YitiStore

@Suite struct LoopTests {
    @Test("a question opens, is answered, rated and comes back when FSRS says")
    func wholeLoop() async throws {
        let harness = try WriterHarness()
        let question = try await harness.say("/next")
        #expect(question.kinds == ["question"])
        let prompt = try await harness.say("my answer")
        #expect(prompt.data("prompt")?["points"] as? Int == 3)
        let rated = try await harness.say("3").data("rated")
        #expect(rated?["due"] as? String == "2026-03-04")
        #expect(rated?["stability"] as? Double == 2.3065)
        #expect((rated?["streak"] as? [String: Any])?["current"] as? Int == 1)
        #expect(await harness.differences() == [])
    }

    @Test("further text goes on with the answer until it is rated, and a digit without a pending rating is text")
    func appends() async throws {
        let harness = try WriterHarness()
        #expect(try await harness.say("3").code == "no_question")
        _ = try await harness.say("/next")
        let first = try await harness.say("one").data("prompt")?["answer"] as? Int
        let second = try await harness.say("more").data("prompt")?["answer"] as? Int
        #expect(first == second)
        _ = try await harness.say("4")
        let history = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(history?.first?["text"] as? String == "one\nmore")
    }

    @Test("undo takes steps back one by one, and leaves the numbers as they were before")
    func undoes() async throws {
        let harness = try WriterHarness()
        for _ in 1...6 {
            _ = try await harness.say("/next")
            _ = try await harness.say("my answer")
            _ = try await harness.say("2")
        }
        let before = try await harness.say("/streak").data("streak")?["current"] as? Int
        for _ in 1...12 { #expect(try await harness.say("/undo").isOK) }
        #expect(try await harness.say("/undo").code == "nothing_to_undo")
        #expect(before == 1)
        #expect(try await harness.say("/stats").data("stats")?["answered"] as? Int == 0)
        #expect(await harness.differences() == [])
    }

    @Test("refuses a second rating by the button of an answer that has one")
    func refusesSecondRating() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        let answer = try #require(try await harness.say("x").data("prompt")?["answer"] as? Int)
        #expect(try await harness.press("rate:3:\(answer)").isOK)
        #expect(try await harness.press("rate:4:\(answer)").code == "already_rated")
        #expect(try await harness.say("/rate 4").code == "no_rating_pending")
    }

    @Test("gives the same reply to a repeated mid, and refuses the mid with another text")
    func repeats() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        let first = try await harness.say("once", mid: "m1")
        let again = try await harness.say("once", mid: "m1")
        #expect(again.object["dup"] as? Bool == true)
        #expect(first.texts == again.texts)
        #expect(try await harness.say("twice", mid: "m1").code == "edit_unsupported")
        let answers = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(answers?.first?["text"] as? String == "once")
    }

    @Test(
        "a push under which the reference answer was asked for counts as revealed, also before the platform said that it took it"
    )
    func revealedBeforeTheAck() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 09:00 UTC")
        try await harness.advance(hours: 1)
        let pushes = try await harness.pushes()
        let question = try #require(pushes.first?.ref)
        #expect(try await harness.press("reveal:\(question)").isOK)
        try await harness.ack(pushes)
        let person = try await harness.read { transaction in
            try transaction.identity(bridge: "chat", user: "u").flatMap { try transaction.person($0.person) }
        }
        #expect(person?.loop.open(question)?.revealed == true)
    }

    @Test(
        "a command without its slash is told so, also where nothing is open that it could be an answer to",
        arguments: ["help", "subscribe 8:30"])
    func slashMissing(line: String) async throws {
        let reply = try await WriterHarness().say(line)
        #expect(reply.code == "no_question" && reply.text?.contains("/\(line)") == true)
        #expect(reply.text?.contains("/answer") == false)
    }
}
