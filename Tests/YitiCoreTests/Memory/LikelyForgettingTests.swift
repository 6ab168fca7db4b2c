import Testing

@testable import YitiCore

@Suite struct LikelyForgettingTests {
    private let common = CommonForgetting(text: "0.4,0.1")

    /// Terms with a fit that was made beside nothing but the prior.
    private func terms(exponent: Double, reviews: Int, bend: Double) throws -> MemoryTerms {
        let prior = CalibrationFit.spread.map { 1 / ($0 * $0) }
        let doubt = try #require(
            CalibrationDoubt(
                curvature: (0..<3).map { row in (0..<3).map { $0 == row ? prior[row] + ($0 == 1 ? bend : 0) : 0 } }))
        let fit = Calibration(factor: 1.2, exponent: exponent, lasting: 2)
        return MemoryTerms(calibration: fit, reviews: reviews, doubt: doubt, common: common)
    }

    @Test("of somebody without reviews the curve of all is supposed, as surely as that is known; all else is as before")
    func newcomer() throws {
        let likely = LikelyForgetting(MemoryTerms(common: common))
        let errors = likely.doubt.errors
        #expect(abs(likely.logarithms[1] - Calibration(factor: 1, exponent: 0.4, lasting: 1).logarithms[1]) < 1e-9)
        #expect(abs(errors[1] - 0.1803) < 1e-3)
        #expect(errors[0] == CalibrationFit.spread[0] && errors[2] == CalibrationFit.spread[2])
    }

    @Test("the more reviews tell, the farther the curve lies from that of all, and the nearer to theirs")
    func between() throws {
        let few = LikelyForgetting(try terms(exponent: 0.2, reviews: 20, bend: 5)).logarithms
        let many = LikelyForgetting(try terms(exponent: 0.2, reviews: 500, bend: 500)).logarithms
        let logarithm = { Calibration(factor: 1, exponent: $0, lasting: 1).logarithms[1] }
        #expect(logarithm(0.2) < many[1] && many[1] < few[1] && few[1] < logarithm(0.4))
        // Nothing hangs together with the exponent here: the others stay what they were.
        #expect(abs(many[0] - Calibration(factor: 1.2, exponent: 1, lasting: 1).logarithms[0]) < 1e-3)
    }

    @Test("without anything in common, or while nothing is known of it, it is the person's own fit")
    func alone() throws {
        for common in [nil, CommonForgetting.unknown] {
            var terms = try terms(exponent: 0.2, reviews: 20, bend: 5)
            terms.common = common
            #expect(LikelyForgetting(terms).logarithms == terms.calibration.logarithms)
            #expect(LikelyForgetting(terms).doubt == terms.doubt)
        }
    }
}
