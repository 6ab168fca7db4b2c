import Testing
import YitiTestKit

@testable import YitiCore

@Suite struct TellingTests {
    private let today = ChoiceExamples.today
    private let bank = ChoiceExamples.bank([("loss", [5, 1] + Array(repeating: 5, count: 18))])

    /// Somebody who has failed the first two questions and passed others, all so many days ago.
    private func request(daysAgo: Int, seen: Int = 8) -> PickRequest {
        let cards = (1...seen).map {
            ChoiceExamples.card(BankIds.question("loss", $0), $0 < 3 ? .again : .good, daysAgo: daysAgo + $0)
        }
        var request = PickRequest(
            person: 7, today: today, cards: cards, firstAnswers: seen, firstPasses: seen - 2,
            outlook: MemoryTerms.standard.chooser)
        request.asksForMore = true
        return request
    }

    private func reason(_ request: PickRequest) throws -> String {
        try #require(ChoiceExamples.picked(Picker(bank: bank, model: .standard).pick(request))).record.reason
    }

    @Test("where more is asked for, of what was failed some days ago the question that gains most goes first")
    func asks() throws {
        let pick = try #require(
            ChoiceExamples.picked(Picker(bank: bank, model: .standard).pick(request(daysAgo: 7))))
        #expect(pick.record.reason == "telling" && pick.question.id == BankIds.question("loss", 1))
        #expect(pick.record.recall != nil)
        var quiet = request(daysAgo: 7)
        quiet.asksForMore = false
        #expect(try reason(quiet) == "best")
    }

    @Test("asks for none before eight answers, none that was failed just now, and none that was passed at first sight")
    func waits() throws {
        #expect(try reason(request(daysAgo: 7, seen: 7)) == "best")
        #expect(try reason(request(daysAgo: 0)) == "best")
        var passed = request(daysAgo: 7)
        passed.cards.removeFirst(2)
        passed.cards += (9...12).map { ChoiceExamples.card(BankIds.question("loss", $0), .good, daysAgo: 9) }
        #expect(try reason(passed) == "best")
    }

    @Test("asks once a day, and no more than once for eight answers")
    func bounds() throws {
        var reviewed = request(daysAgo: 7)
        let first = try #require(reviewed.cards.first)
        reviewed.cards[0] = first.reviewed(.again, on: today, model: .standard)
        reviewed.cards += (9...18).map { ChoiceExamples.card(BankIds.question("loss", $0), .good, daysAgo: 9) }
        #expect(try reason(reviewed) == "best")
        reviewed.cards[0] = first.reviewed(.again, on: today.advanced(byDays: -1), model: .standard)
        #expect(try reason(reviewed) == "telling")
        reviewed.cards[2] = reviewed.cards[2].reviewed(.good, on: today.advanced(byDays: -2), model: .standard)
        #expect(try reason(reviewed) == "best")
    }

    @Test("what raises readiness most names no question for what it tells")
    func readiness() throws {
        let start = request(daysAgo: 7)
        var quiet = start
        quiet.asksForMore = false
        let picker = Picker(bank: bank, model: .standard)
        let day = today.advanced(byDays: 30)
        #expect(picker.readiness(on: day, start)?.next == picker.readiness(on: day, quiet)?.next)
    }
}
