import Foundation
import Testing
import YitiTestKit

@testable import YitiCore

/// Fits that are to come, as the choice run forward expects them.
@Suite struct ForeseenFitsTests {
    private let today = ChoiceExamples.today

    /// Cards of questions that were answered once, some days ago, and that are answered again today.
    private func cards(_ count: Int) -> [Card] {
        (1...count).map { number in
            let rating: Rating = number % 3 == 0 ? .good : number % 7 == 0 ? .hard : .again
            return ChoiceExamples.card(BankIds.question("t\(number % 9)", number), rating, daysAgo: 2 + number % 17)
        }
    }

    /// What is foreseen once these cards have been reviewed today.
    private func foreseen(_ cards: [Card], _ terms: MemoryTerms, luck: Double = 0) -> MemoryTerms {
        var fits = ForeseenFits(terms, cards: cards, luck: luck)
        for card in cards { fits.note(card, on: today) }
        fits.note(Card(question: "new"), on: today.advanced(byDays: 1))
        return fits.terms
    }

    /// The reviews of somebody who forgets as a model has it.
    private func reviews(_ cards: [Card], _ truth: FSRS6, _ random: inout SeededRandom) -> [Review] {
        cards.compactMap { card in
            guard let memory = card.memory, let before = card.reviewedDay else { return nil }
            let elapsed = today.days(since: before)
            let recall = truth.recall(memory, elapsedDays: elapsed, isLasting: card.isLasting)
            return Review(
                elapsedDays: elapsed, stability: memory.stability, isLasting: card.isLasting,
                passed: random.part() < recall)
        }
    }

    @Test("a fit is foreseen where people find it on the mean who forget as is believed", arguments: [12, 40, 120])
    func mean(count: Int) {
        let seed: UInt64 = 11
        var random = SeededRandom(stream: seed)
        let cards = cards(count)
        let fits = (1...60).map { _ in
            CalibrationFit(reviews(cards, .standard, &random), prior: .cautious).calibration.logarithms
        }
        let foreseen = foreseen(cards, .standard).outlook.logarithms
        for (axis, spread) in CalibrationFit.spread.enumerated() {
            let mean = fits.reduce(0) { $0 + $1[axis] } / 60
            #expect(abs(foreseen[axis] - mean) < spread / 4, "seed \(seed), \(axis): \(foreseen[axis]), \(mean)")
        }
    }

    @Test("nothing is foreseen of too few answers, and little of reviews that tell little beside what is known")
    func few() throws {
        #expect(foreseen(cards(9), .standard).reviews == nil)
        var random = SeededRandom(stream: 3)
        let many = cards(200)
        let fit = CalibrationFit(reviews(many, FSRS6(calibration: .cautious), &random))
        let terms = MemoryTerms(
            calibration: fit.calibration, outlook: fit.calibration, reviews: 400, doubt: fit.doubt)
        let after = foreseen(Array(many.prefix(40)), terms)
        #expect(after.outlook == terms.outlook)
    }

    @Test("with luck the exponent is found higher, and with as little lower")
    func luck() {
        let cards = cards(40)
        let exponents = [-1.0, 0, 1].map { foreseen(cards, .standard, luck: $0).outlook.exponent }
        #expect(exponents == exponents.sorted() && Set(exponents).count == 3)
        #expect(abs(log(exponents[2] / exponents[1]) - log(exponents[1] / exponents[0])) < 1e-9)
    }

    @Test("what people have in common becomes known as they review, and then no more is asked for")
    func common() throws {
        var terms = MemoryTerms.standard
        terms.begin(with: .unknown)
        let after = try #require(foreseen(cards(40), terms).common)
        #expect(after.deviation < CommonForgetting.unknown.deviation / 1.5 && !after.asksForMore)
        #expect(after.exponent == CommonForgetting.unknown.exponent)
    }
}
