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

    @Test("a question that has left the bank is never said to come back, and an export names it")
    func neverBack() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:00:00Z", bank: bank(changedOn: nil))
        _ = try await harness.say("/language en")
        _ = try await harness.say("/next")
        _ = try await harness.say("/later 2h")
        harness.services.replaceBank(others)
        #expect(try await harness.say("/later 2h").text?.contains("loss-01") == false)
        _ = try await harness.say("/next")
        harness.services.replaceBank(bank(changedOn: nil))
        #expect(try await harness.say("/later 2h").text?.contains("svm-01 has left the bank") == true)
        #expect(try await harness.say("an answer", re: "svm-01").code == nil)
        let rated = try await harness.say("3")
        #expect(rated.texts.contains("svm-01 has left the bank and is not asked again"))
        #expect(!rated.texts.contains("comes back"))
        for format in ["md", "anki"] {
            let export = try await harness.say("/export \(format)")
            #expect(export.texts.contains("svm-01 (no longer in the bank)"), "\(format)")
        }
    }

    private let others = Bank(topics: [
        Topic(
            id: "svm", name: Text(zh: "支持向量机", en: "SVM"),
            questions: [Question(id: "svm-01", topic: "svm", stars: 5, wording: Text(zh: "别的？", en: "Another?"))])
    ])

    @Test("a subscription whose topics have left the bank says so once, when its question would be due")
    func lostTopics() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:00:00Z", bank: bank(changedOn: nil))
        _ = try await harness.say("/language en")
        _ = try await harness.say("/subscribe loss 09:00")
        #expect(try await harness.pass(hours: 24).first?.texts.contains("A question?") == true)
        harness.services.replaceBank(others)
        let told = try await harness.pass(hours: 24)
        #expect(told.count == 1 && told.first?.texts.contains("/unsubscribe 1") == true)
        #expect(try await harness.pass(hours: 24).isEmpty)
        #expect(try await harness.pass(hours: 24).isEmpty)
        // Questions again, and gone again: that is news.
        harness.services.replaceBank(bank(changedOn: nil))
        #expect(try await harness.pass(hours: 24).first?.texts.contains("A question?") == true)
        harness.services.replaceBank(others)
        #expect(try await harness.pass(hours: 24).count == 1)
    }

    @Test("that the selected topics have left the bank is said until somebody has it, and not in quiet hours")
    func lostSelection() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:00:00Z", bank: bank(changedOn: nil))
        _ = try await harness.say("/language en")
        _ = try await harness.say("/topic loss")
        _ = try await harness.say("/subscribe 09:00")
        _ = try await harness.say("/quiet 08:00-10:00")
        harness.services.replaceBank(others)
        try await harness.advance(hours: 24)
        // Never acked: it is said on the next day again.
        #expect(try await harness.pushes().isEmpty)
        try await harness.advance(hours: 3)
        #expect(try await harness.pushes().first?.texts.contains("/topic selects others") == true)
        try await harness.advance(hours: 21)
        #expect(try await harness.pass(hours: 3).count == 1)
        #expect(try await harness.pass(hours: 24).isEmpty)
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
