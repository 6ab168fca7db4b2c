import Testing
import YitiCore
import YitiServer

/// What is said when a rating comes twice, too late, or before there is anything to rate.
@Suite("a rating at the wrong time")
struct SecondRatingTests {
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

    @Test("a rating sent twice is no answer to the next question", arguments: ["3", "good", "1 2", "3分", "5"])
    func ratedTwice(typed: String) async throws {
        _ = try await harness.say("/subscribe 08:00")
        let pushed = try #require(try await harness.pass(hours: 1).first?.ref)
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        _ = try await harness.say("3")
        let again = try await harness.say(typed)
        #expect(again.code == "already_rated" && again.text?.contains("/answer \(typed)") == true)
        #expect(try await texts() == ["an answer"])
        let meant = try await harness.say("/answer \(typed)")
        #expect(meant.data("prompt")?["question"] as? String == pushed)
    }

    @Test("a digit to a question that was shown after the last rating answers it")
    func digitAnswers() async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        _ = try await harness.say("3")
        let question = try await harness.say("/next").ref
        #expect(try await harness.say("2").data("prompt")?["question"] as? String == question)
    }

    @Test("/today in the morning shows yesterday's question while it is open")
    func yesterdays() async throws {
        _ = try await harness.say("/subscribe 21:00 mon")
        let pushed = try #require(try await harness.pass(hours: 15).first?.ref)
        try await harness.pass(hours: 10)
        let today = try await harness.say("/today")
        #expect(today.ref == pushed && today.texts.contains("This one is still open"))
    }

    @Test("a refusal says what waits, and how an answer that waits no more is rated")
    func namesWhatWaits() async throws {
        let question = try #require(try await harness.say("/next").ref)
        let answer = try #require(try await harness.say("an answer").data("prompt")?["answer"] as? Int)
        for command in ["/skip", "/hint"] {
            let refused = try await harness.say(command)
            #expect(refused.code == "no_question")
            #expect(refused.text?.contains("answer to \(question) waits for a rating") == true)
        }
        try await harness.pass(hours: 72)
        for typed in ["/rate 3", "/rate"] {
            let late = try await harness.say(typed)
            #expect(late.code == "no_rating_pending" && late.text?.contains("/rate 3 \(answer)") == true)
        }
        #expect(try await harness.say("/rate 3 \(answer)").data("rated")?["question"] as? String == question)
    }

    @Test("the same mid with another text is refused in the person's language")
    func editedLanguage() async throws {
        _ = try await harness.say("/language zh")
        _ = try await harness.say("/next", mid: "m1")
        let edited = try await harness.say("/today", mid: "m1")
        #expect(edited.code == "edit_unsupported" && edited.text?.contains("改过的消息") == true)
    }
}
