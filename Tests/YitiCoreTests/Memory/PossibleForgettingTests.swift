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

    @Test("of somebody without reviews lasting lies at either end sooner than between, and all else is as supposed")
    func newcomer() {
        let cases = PossibleForgetting(.standard).cases
        #expect(zip(cases, [3.0, 1, 1, 1, 3]).allSatisfy { abs($0.chance - $1 / 9) < 1e-9 })
        #expect(zip(cases, [0, 1.4, 2.8, 4.2, 5.6]).allSatisfy { abs($0.logarithms[2] - $1) < 1e-9 })
        let standard = Calibration.standard.logarithms
        for one in cases {
            #expect(zip(one.logarithms, standard).prefix(2).allSatisfy { abs($0 - $1) < 1e-9 })
            #expect(abs(one.doubt.errors[0] - CalibrationFit.spread[0]) < 1e-3)
            #expect(abs(one.doubt.errors[2] - 0.7) < 1e-3)
        }
    }

    @Test("reviews of what was passed at first sight say at which end it is")
    func told() throws {
        let known = PossibleForgetting(terms(passed: 39, of: 40)).cases
        let lucky = PossibleForgetting(terms(passed: 24, of: 40)).cases
        #expect(try #require(known.first).chance < 0.02)
        #expect(try #require(lucky.first).chance > 0.6)
        for cases in [known, lucky] { #expect(abs(cases.reduce(0) { $0 + $1.chance } - 1) < 1e-9) }
    }

    @Test("what reviews have told of the factor hangs on how long it lasts")
    func hangsTogether() {
        let factors = PossibleForgetting(terms(passed: 30, of: 40)).cases.map { $0.logarithms[0] }
        #expect(factors == factors.sorted(by: >) && Set(factors).count == factors.count)
    }
}
