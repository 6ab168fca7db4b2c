import Foundation
import Testing
import YitiTestKit

@testable import YitiCore

/// What people of a deployment have in common in how they forget.
@Suite struct CommonForgettingTests {
    /// The reviews of somebody of an exponent, whose factor is drawn: each of a question that was failed so many days ago.
    private func person(exponent: Double, reviews: Int, seed: UInt64) -> CommonForgetting.Evidence? {
        var random = SeededRandom(stream: seed)
        let middle = (random.part() + random.part() + random.part() - 1.5) * 1.0
        let truth = FSRS6(calibration: Calibration(factor: exp(middle), exponent: exponent, lasting: 1))
        let failed = FSRS6.standard.first(.again)
        return CommonForgetting.Evidence(
            (0..<reviews).map { number in
                let days = 5 + number % 20
                let passed = random.part() < truth.recall(failed, elapsedDays: days)
                return Review(elapsedDays: days, stability: failed.stability, isLasting: false, passed: passed)
            })
    }

    private func people(_ count: Int, exponent: Double, reviews: Int = 8) -> [CommonForgetting.Evidence] {
        (1...count).compactMap { person(exponent: exponent, reviews: reviews, seed: UInt64($0)) }
    }

    @Test("finds from a few reviews each of many people along which curve they forget", arguments: [0.1542, 0.3, 0.5])
    func finds(exponent: Double) throws {
        let found = try #require(CommonForgetting(people(25, exponent: exponent)))
        #expect(abs(log(found.exponent / exponent)) < 3 * found.deviation, "\(found)")
        #expect(found.deviation < 0.3)
    }

    @Test("asks for more while forgetting may be steep, and no more once it surely is not, or is known")
    func asks() throws {
        #expect(CommonForgetting.unknown.asksForMore)
        #expect(try #require(CommonForgetting(people(5, exponent: 0.5, reviews: 2))).asksForMore)
        #expect(try !#require(CommonForgetting(people(25, exponent: 0.1542))).asksForMore)
        #expect(try !#require(CommonForgetting(people(60, exponent: 0.5, reviews: 40))).asksForMore)
    }

    @Test("one who rates everything alike moves the others little, however much they rate", arguments: [true, false])
    func adversary(passed: Bool) throws {
        let honest = people(24, exponent: 0.1542)
        let review = Review(elapsedDays: 3, stability: 2.3, isLasting: false, passed: passed)
        let liar = try #require(CommonForgetting.Evidence(Array(repeating: review, count: 1_000)))
        let (before, after) = try (#require(CommonForgetting(honest)), #require(CommonForgetting(honest + [liar])))
        #expect(abs(log(after.outlook.exponent / before.outlook.exponent)) < 0.25, "\(before) \(after)")
    }

    @Test("supposes nothing where fewer than five people answer, and the cautious outlook while no reviews speak")
    func few() throws {
        let four = people(4, exponent: 0.5)
        #expect(CommonForgetting.found(four, answering: 4, after: nil) == nil)
        #expect(CommonForgetting.found(four, answering: 5, after: nil) == .unknown)
        #expect(abs(CommonForgetting.unknown.outlook.exponent - Calibration.cautious.exponent) < 0.01)
    }

    @Test("stays with what was settled on where little more is known, and is written down and read back")
    func settles() throws {
        let before = try #require(CommonForgetting(people(25, exponent: 0.5)))
        let again = people(25, exponent: 0.5) + people(1, exponent: 0.5)
        #expect(CommonForgetting.found(again, answering: 26, after: before) == before)
        #expect(CommonForgetting.found(people(25, exponent: 0.1542), answering: 25, after: before) != before)
        #expect(CommonForgetting(text: before.text) == before)
        for text in ["", "1", "0.2,nan", "0,0.1", "0.2,0.1,3", "a,b"] { #expect(CommonForgetting(text: text) == nil) }
    }

    @Test("terms keep it, and those that were written before there was any read as they were")
    func terms() throws {
        var terms = MemoryTerms.standard
        terms.begin(with: CommonForgetting(people(25, exponent: 0.5)))
        #expect(terms.common != nil && terms.outlook.exponent > Calibration.cautious.exponent)
        #expect(terms.calibration == .standard)
        #expect(MemoryTerms(text: terms.text) == terms)
        let old = try #require(MemoryTerms(text: "1.0,0.1542,1.0:1.0,0.25,4.0:0.9:"))
        #expect(old == .standard)
        #expect(MemoryTerms(text: "1.0,0.1542,1.0:1.0,0.25,4.0:0.9::") == nil)
        #expect(MemoryTerms(text: "1.0,0.1542,1.0:1.0,0.25,4.0:0.9:::") == nil)
    }

    @Test("somebody with a fit is fitted anew when it becomes known otherwise, near it, and their recall is untouched")
    func fits() throws {
        var defaults = MemoryTerms.standard
        let answers = (0..<60).map { number in
            Answer(
                id: Int64(number + 1), question: BankIds.question("loss", 1 + number % 20), at: Instant(seconds: 0),
                day: Day(number: 20_000 + number / 3), rating: number % 20 < 10 ? .again : .good, ratingEvent: 1,
                revealed: false)
        }
        var history = MemoryHistory()
        let first = try #require(MemoryTerms.fitted(to: answers, history, defaults: defaults))
        history.adopt(first, from: Day(number: 20_021))
        #expect(MemoryTerms.fitted(to: answers, history, defaults: defaults) == nil)
        defaults.begin(with: CommonForgetting(people(60, exponent: 0.5, reviews: 40)))
        let second = try #require(MemoryTerms.fitted(to: answers, history, defaults: defaults))
        #expect(second.calibration == first.calibration)
        #expect(abs(log(second.outlook.exponent / defaults.outlook.exponent)) < 0.3)
    }
}
