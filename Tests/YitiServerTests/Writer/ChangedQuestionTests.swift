import Foundation
import Testing
import YitiCore
import YitiServer

@Suite struct ChangedQuestionTests {
    private func bank(changedOn day: String?) -> Bank {
        var question = Question(id: "loss-01", topic: "loss", stars: 5, wording: Text(zh: "题？", en: "A question?"))
        question.change = day.flatMap { QuestionChange(text: "\($0) | 旧文说反了。 | The old text had it backwards.") }
        return Bank(topics: [Topic(id: "loss", name: Text(zh: "损失", en: "Loss"), questions: [question])])
    }

    @Test("a reply to a question that has left the bank is its answer, and then its rating")
    func gone() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:00:00Z", bank: bank(changedOn: nil))
        _ = try await harness.say("/next")
        harness.services.replaceBank(
            Bank(topics: [
                Topic(
                    id: "loss", name: Text(zh: "损失", en: "Loss"),
                    questions: [
                        Question(id: "loss-02", topic: "loss", stars: 5, wording: Text(zh: "别的？", en: "Another?"))
                    ])
            ]))
        #expect(try await harness.say("an answer", re: "loss-01").code == nil)
        #expect(try await harness.say("3", re: "loss-01").code == nil)
        #expect(try await harness.say("/history").texts.contains("loss-01"))
        #expect(try await harness.say("one more", re: "loss-03").code == "not_found")
    }

    @Test("a subscription says which of its topics have left the bank")
    func goneTopic() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:00:00Z", bank: bank(changedOn: nil))
        _ = try await harness.say("/language en")
        _ = try await harness.say("/subscribe loss 09:00")
        #expect(try await !harness.say("/subscriptions").texts.contains("no longer"))
        let other = Question(id: "svm-01", topic: "svm", stars: 5, wording: Text(zh: "别的？", en: "Another?"))
        harness.services.replaceBank(
            Bank(topics: [Topic(id: "svm", name: Text(zh: "支持向量机", en: "SVM"), questions: [other])]))
        #expect(try await harness.say("/subscriptions").texts.contains("loss (no longer in the bank)"))
    }

    @Test("from the day of a change on tells whoever answered before it what was changed, and nobody else")
    func tells() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:00:00Z", bank: bank(changedOn: nil))
        _ = try await harness.say("/language en")
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        #expect(try await !harness.say("/history loss-01").texts.contains("backwards"))
        harness.services.replaceBank(bank(changedOn: "2026-03-05"))
        // As in a sandbox whose clock is behind the bank.
        #expect(try await !harness.say("/history loss-01").texts.contains("backwards"))
        try await harness.advance(hours: 96)
        #expect(try await harness.say("/history loss-01").texts.contains("The old text had it backwards."))
        #expect(try await harness.say("/history").texts.contains("Changed since you answered: loss-01"))
        harness.services.replaceBank(bank(changedOn: "2026-03-01"))
        #expect(try await !harness.say("/history").texts.contains("Changed since"))
    }
}
