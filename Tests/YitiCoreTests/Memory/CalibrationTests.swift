import Foundation
import Testing
import YitiTestKit

@testable import YitiCore

@Suite struct CalibrationTests {
    /// Somebody who forgets with a factor and an exponent: standing answers of so many days, ten a day, over 100 questions.
    private func answers(factor: Double, exponent: Double, days: Int, seed: UInt64) -> [Answer] {
        var random = SeededRandom(stream: seed)
        let truth = FSRS6(calibration: Calibration(factor: factor, exponent: exponent, lasting: 1))
        var cards: [String: Card] = [:]
        var answers: [Answer] = []
        for number in 0..<days * 10 {
            let day = Day(number: 20_000 + number / 10)
            let id = BankIds.question("loss", 1 + random.below(100))
            let card = cards[id] ?? Card(question: id)
            var recall = 0.3
            if let memory = card.memory, let before = card.reviewedDay {
                recall = truth.recall(memory, elapsedDays: day.days(since: before))
            }
            let rating: Rating = random.part() < recall ? (random.part() < 0.25 ? .hard : .good) : .again
            cards[id] = card.reviewed(rating, on: day, model: .standard)
            answers.append(answer(number + 1, id, day, rating))
        }
        return answers
    }

    private func answer(_ id: Int, _ question: String, _ day: Day, _ rating: Rating, revealed: Bool = false) -> Answer {
        Answer(
            id: Int64(id), question: question, at: Instant(seconds: 0), day: day, rating: rating, ratingEvent: 1,
            revealed: revealed)
    }

    @Test("finds a synthetic person's factor and exponent again, within their uncertainty")
    func recovers() {
        for (factor, exponent) in [(0.5, 0.1542), (1.4, 0.1542), (2.0, 0.2), (1.0, 0.35), (0.7, 0.3)] {
            for seed in 1...3 as ClosedRange<UInt64> {
                let reviews = Review.all(
                    in: answers(factor: factor, exponent: exponent, days: 100, seed: seed), MemoryHistory())
                #expect(reviews.count > 500)
                let fit = CalibrationFit(reviews)
                let found = fit.calibration
                // The prior, half a unit wide, draws the factor towards 1 by its share of what is known.
                let drawn = abs(log(factor)) * pow(fit.errors[0] / 0.5, 2)
                #expect(
                    abs(log(found.factor / factor)) <= 3 * fit.errors[0] + drawn, "\(factor) \(exponent): \(found)")
                #expect(abs(log(found.exponent / exponent)) <= 3 * fit.errors[1], "\(factor) \(exponent): \(found)")
                #expect(fit.errors[0] < 0.45)
            }
        }
    }

    @Test(
        "finds what people have in common, within its uncertainty, however unlike they are and however much each has answered"
    )
    func pools() {
        var random = SeededRandom(stream: 5)
        for (factor, exponent) in [(1.6, 0.1542), (0.7, 0.25)] {
            let people = (1...40).map { number in
                let own = factor * exp(0.8 * (random.part() + random.part() + random.part() - 1.5))
                let days = number.isMultiple(of: 10) ? 150 : 25
                return Review.all(
                    in: answers(factor: own, exponent: exponent, days: days, seed: UInt64(number)), MemoryHistory())
            }
            let pooled = PooledFit(people)
            #expect(pooled.people == 40)
            let found = pooled.calibration
            #expect(abs(log(found.factor / factor)) <= 2.5 * pooled.errors[0], "\(factor) \(exponent): \(pooled)")
            #expect(abs(log(found.exponent / exponent)) <= 2.5 * pooled.errors[1], "\(factor) \(exponent): \(pooled)")
            #expect(pooled.errors[0] < 0.15)
        }
        #expect(PooledFit([]).calibration.factor == 1)
    }

    @Test("few reviews move little, and none move nothing")
    func prior() {
        let few = (1...8).map { Review(elapsedDays: $0, stability: 3, isLasting: false, passed: $0 % 4 != 0) }
        let moved = CalibrationFit(few).calibration
        #expect(abs(log(moved.factor)) < 0.35)
        let none = CalibrationFit([]).calibration
        #expect(abs(none.factor - 1) < 1e-9 && abs(none.exponent - Calibration.standard.exponent) < 1e-9)
    }

    @Test("stays sane when everything is forgotten, and when nothing is")
    func extremes() {
        for passed in [false, true] {
            var reviews: [Review] = []
            for number in 1...600 {
                let stability = 0.5 + Double(number % 9)
                reviews.append(
                    Review(
                        elapsedDays: 1 + number % 40, stability: stability, isLasting: number.isMultiple(of: 2),
                        passed: passed))
            }
            let found = CalibrationFit(reviews).calibration
            #expect((0.19...5.1).contains(found.factor))
            #expect((0.03...0.7).contains(found.exponent))
            let model = FSRS6(calibration: found)
            #expect(model.interval(stability: 8 * found.factor) <= 45)
        }
    }

    @Test("answers of the same day and after /reveal are no evidence")
    func evidence() {
        let day = Day(number: 20_000)
        let answers = [
            answer(1, "loss-01", day, .good), answer(2, "loss-01", day, .again),
            answer(3, "loss-01", day.advanced(byDays: 5), .good, revealed: true),
            answer(4, "loss-01", day.advanced(byDays: 9), .good),
        ]
        #expect(Review.all(in: answers, MemoryHistory()).map(\.elapsedDays) == [4])
        let revealed = Card(question: "loss-01").reviewed(.good, on: day, model: .standard, revealed: true)
        #expect(FirstAnswers([revealed]).count == 0)
        #expect(revealed.reviews == 1)
    }

    @Test("terms hold from their day on, and read back from text as they were")
    func history() {
        var history = MemoryHistory()
        let own = MemoryTerms(
            calibration: Calibration(factor: 1.4, exponent: 0.21, lasting: 3), retention: 0.85, reviews: 40)
        history.adopt(own, from: Day(number: 20_005))
        #expect(history.terms(on: Day(number: 20_004)) == .standard)
        #expect(history.terms(on: Day(number: 20_005)) == own)
        #expect(MemoryHistory(text: history.text) == history)
        #expect(MemoryHistory(text: "") == MemoryHistory())
        #expect(MemoryHistory(text: "x=1,2,3") == nil)
        #expect(MemoryTerms(text: "1,-1,1:1,1,1:0.9:") == nil)
    }

    @Test("a fit comes with thirty answers, and again when they have grown by a tenth")
    func due() {
        #expect([29, 30].map { MemoryTerms.isFitDue(answers: $0, after: nil) } == [false, true])
        #expect([109, 110].map { MemoryTerms.isFitDue(answers: $0, after: 100) } == [false, true])
    }

    @Test("a card keeps FSRS's own stability; the factor stretches its interval")
    func factor() {
        let day = Day(number: 20_000)
        let twice = FSRS6(calibration: Calibration(factor: 2, exponent: 0.1542, lasting: 1))
        let plain = Card(question: "a").reviewed(.easy, on: day, model: .standard)
        let card = Card(question: "a").reviewed(.easy, on: day, model: twice)
        #expect(card.memory == plain.memory)
        #expect(plain.dueDay == day.advanced(byDays: 8) && card.dueDay == day.advanced(byDays: 17))
    }
}
