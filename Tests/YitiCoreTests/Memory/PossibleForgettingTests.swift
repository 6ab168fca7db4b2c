import Testing

@testable import YitiCore

@Suite struct PossibleForgettingTests {
    /// Terms after so many reviews of questions that were passed at first sight, of which so many were passed.
    private func terms(passed: Int, of count: Int) -> MemoryTerms {
        let reviews = (0..<count).map { number in
            Review(elapsedDays: 20, stability: 2.3, isLasting: true, passed: number < passed)
        }
        let fit = CalibrationFit(reviews)
        return MemoryTerms(calibration: fit.calibration, reviews: 30, doubt: fit.doubt)
    }

    private func chance(_ terms: MemoryTerms, _ isIt: (PossibleForgetting.Case) -> Bool) -> Double {
        PossibleForgetting(terms).cases.reduce(0) { $0 + (isIt($1) ? $1.chance : 0) }
    }

    private func hasUsualCurve(_ one: PossibleForgetting.Case) -> Bool { one.doubt.errors[1] < 0.1 }

    @Test("without reviews, what was passed is sooner known than luck, and the curve sooner FSRS-6's than another")
    func newcomer() {
        let cases = PossibleForgetting(.standard).cases
        #expect(cases.count == 4)
        #expect(abs(chance(.standard) { $0.isKnown } - 2.0 / 3) < 1e-9)
        #expect(abs(chance(.standard, hasUsualCurve) - 3.0 / 4) < 1e-9)
        let standard = Calibration.standard.logarithms
        for one in cases {
            #expect(zip(one.logarithms, standard).prefix(2).allSatisfy { abs($0 - $1) < 1e-9 })
            #expect(abs(one.doubt.errors[0] - CalibrationFit.spread[0]) < 1e-3)
        }
    }

    @Test("reviews of what was passed at first sight say whether it was known")
    func told() {
        #expect(chance(terms(passed: 39, of: 40)) { $0.isKnown } > 0.95)
        #expect(chance(terms(passed: 24, of: 40)) { $0.isKnown } < 0.2)
    }

    @Test("what reviews have told of the factor hangs on whether it was known")
    func hangsTogether() throws {
        let cases = PossibleForgetting(terms(passed: 30, of: 40)).cases.filter(hasUsualCurve)
        let luck = try #require(cases.first { !$0.isKnown }).logarithms[0]
        let known = try #require(cases.first { $0.isKnown }).logarithms[0]
        #expect(luck > known + 0.1)
    }

    @Test("what people have in common says which curve it is, and how surely")
    func curve() {
        let terms = { (text: String) in MemoryTerms(common: CommonForgetting(text: text)) }
        #expect(abs(chance(terms("0.154,0.5"), hasUsualCurve) - chance(.standard, hasUsualCurve)) < 0.001)
        #expect(chance(terms("0.154,0.1"), hasUsualCurve) > 0.9)
        #expect(chance(terms("0.4,0.2"), hasUsualCurve) < 0.01)
        #expect(chance(terms("1,0.03"), hasUsualCurve) < 0.01)
    }
}
