import Testing
import YitiCore
import YitiServer

/// Which question or answer a message means (behaviour, section 1).
@Suite("what a message means")
struct MeaningTests {
    /// A person in UTC at 07:00 on Monday 2026-03-02.
    private let harness: WriterHarness

    init() async throws {
        harness = try WriterHarness(at: "2026-03-02T07:00:00Z")
        _ = try await harness.say("/language en")
    }

    private func texts() async throws -> [String?] {
        let answers = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        return answers?.map { $0["text"] as? String } ?? []
    }

    @Test(
        "a rating is for the answer that waits, though the day's push has arrived, or another question was asked or came back",
        arguments: ["3", "good", "/rate 3", "3️⃣"], ["push", "next", "later"])
    func ratesWhatWaits(rating: String, opens: String) async throws {
        if opens == "push" { _ = try await harness.say("/subscribe 08:00") }
        if opens == "later" {
            _ = try await harness.say("/next")
            _ = try await harness.say("/later 1h")
        }
        _ = try await harness.say("/next")
        let prompt = try await harness.say("an answer")
        let arrived = opens == "next" ? try await harness.say("/next").ref : try await harness.pass(hours: 1).first?.ref
        let opened = try #require(arrived)
        let rated = try await harness.say(rating)
        #expect(rated.data("rated")?["answer"] as? Int == prompt.data("prompt")?["answer"] as? Int)
        #expect(rated.data("rated")?["open"] as? [String] == [opened])
        #expect(rated.texts.hasPrefix("This rates \(prompt.ref ?? ""), answered on Mon 2 Mar\nStill open: \(opened)"))
        #expect(try await harness.say("for the other").data("prompt")?["question"] as? String == opened)
    }

    @Test("the day after, a digit rates the answer that /undo has freed, and the streak stays")
    func undoneRating() async throws {
        _ = try await harness.say("/subscribe 08:00")
        try await harness.pass(hours: 2)
        for day in 1...4 {
            if day > 1 { try await harness.pass(hours: 24) }
            _ = try await harness.say("an answer")
            _ = try await harness.say("3")
        }
        let answered = try await harness.say("/history 1").data("history")?["answers"] as? [[String: Any]]
        try await harness.pass(hours: 24)
        let undone = try await harness.say("/undo")
        #expect(undone.texts.contains("rate it anew: 1 to 4"))
        #expect((undone.data("info")?["streak"] as? [String: Any])?["current"] as? Int == 0)
        let rated = try await harness.say("2").data("rated")
        #expect(rated?["answer"] as? Int == answered?.first?["answer"] as? Int && rated?["rating"] as? Int == 2)
        #expect((rated?["streak"] as? [String: Any])?["current"] as? Int == 4)
    }

    @Test("two questions pushed at one time can each be answered, the one shown last first")
    func twoPushes() async throws {
        _ = try await harness.say("/subscribe 08:00 loss")
        _ = try await harness.say("/subscribe 08:00 svm")
        var arrived = try await harness.pass(hours: 1)
        arrived += try await harness.pass(hours: 0)
        let questions = arrived.compactMap(\.ref)
        #expect(questions.count == 2)
        #expect(try await harness.say("text").data("prompt")?["question"] as? String == questions.last)
        #expect(try await harness.say("3").isOK)
        #expect(try await harness.say("text").data("prompt")?["question"] as? String == questions.first)
    }

    @Test("/today has the question that quiet hours kept back until the morning")
    func quietHours() async throws {
        _ = try await harness.say("/quiet 22:00-08:00")
        _ = try await harness.say("/subscribe 23:00")
        #expect(try await harness.pass(hours: 24).isEmpty)
        let question = try #require(try await harness.pass(hours: 2).first?.ref)
        #expect(try await harness.say("/today").ref == question)
    }

    @Test(
        "what was meant as a rating rates, or is refused with how to answer", arguments: ["3️⃣", "3.", "3。", "3)", "5"])
    func ratings(typed: String) async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        let reply = try await harness.say(typed)
        if typed == "5" {
            #expect(reply.code == "invalid_rating" && reply.text?.contains("/answer 5") == true)
        } else {
            #expect(reply.data("rated")?["rating"] as? Int == 3)
        }
        #expect(try await texts() == ["an answer"])
    }

    @Test(
        "what was meant as a command is carried out or refused, and stored as nobody's answer",
        arguments: [
            ("订阅8:30", "08:30"), ("订阅，8:30", "08:30"), ("訂閱8:30", "08:30"), ("下一题。", nil),
            ("下一題", nil), ("\u{200B}/next", nil), ("/next\u{200B}", nil), ("订阅 后天吧", nil), ("时区 火星", nil),
            ("next", nil),
            ("Skip.", nil),
        ] as [(String, String?)])
    func commands(typed: String, time: String?) async throws {
        let question = try #require(try await harness.say("/next").ref)
        let reply = try await harness.say(typed)
        let subscriptions = reply.data("subscriptions")?["subscriptions"] as? [[String: Any]]
        #expect(subscriptions?.first?["time"] as? String == time)
        if !reply.isOK { #expect(reply.text?.contains("/answer \(typed)") == true, "\(reply.text ?? "")") }
        #expect(try await texts() == [])
        let isNext = reply.kinds == ["question"]
        #expect(isNext == (reply.ref != nil && reply.ref != question))
    }

    @Test(
        "a near-command says nothing of answers while there is nothing to answer, and a lone verb is no question then")
    func nothingOpen() async throws {
        #expect(try await harness.say("订阅 后天吧").text?.contains("/answer") == false)
        #expect(try await harness.say("next").code == "no_question")
    }

    @Test("three times the same subscription is one, and the reply says which")
    func sameSubscription() async throws {
        for _ in 1...3 {
            let reply = try await harness.say("/subscribe 08:30").data("subscriptions")
            #expect((reply?["subscriptions"] as? [Any])?.count == 1)
        }
        #expect(try await harness.say("/subscribe 08:30").texts.contains("1"))
    }

    @Test("/answer never rates, nor does re to a question that is open")
    func neverRates() async throws {
        let question = try #require(try await harness.say("/next").ref)
        let first = try await harness.say("/answer 3").data("prompt")?["answer"] as? Int
        #expect(try await harness.say("/answer 4").data("prompt")?["answer"] as? Int == first)
        let second = try #require(try await harness.say("/next").ref)
        #expect(try await harness.say("2", re: second).data("prompt")?["question"] as? String == second)
        #expect(try await harness.say("2", re: question).data("rated")?["answer"] as? Int == first)
    }
}
