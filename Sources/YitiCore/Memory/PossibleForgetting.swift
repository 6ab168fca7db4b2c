import Foundation

/// How somebody may forget, as far as what they passed at first sight may last: not at all, for good, or anything between.
///
/// Whoever passes at first sight was lucky or knew it, and nothing says which before it is asked again. So *lasting* lies at either end sooner
/// than between; it is no normal distribution as factor and exponent are, which are told for each *lasting* apart.
struct PossibleForgetting {
    /// What holds if what was passed at first sight lasts so long.
    struct Case {
        /// How likely that is.
        let chance: Double
        /// Of factor, exponent and lasting.
        let logarithms: [Double]
        let doubt: CalibrationDoubt
    }

    let cases: [Case]

    /// The logarithms of *lasting* that are told apart, and the odds of each before any review: with the last of them next to nothing is
    /// forgotten in a year.
    private static let lastings: [(logarithm: Double, odds: Double)] = [(0, 3), (1.4, 1), (2.8, 1), (4.2, 1), (5.6, 3)]
    /// How far around each of them, which leaves no gap between.
    private static let width = 0.7

    init(_ terms: MemoryTerms) {
        let likely = LikelyForgetting(terms)
        let expected = terms.reviews == nil ? terms.calibration.logarithms[2] : 0
        // What was supposed of lasting is taken out again.
        let before = ReviewInformation(ofLasting: CalibrationFit.spread[2])
        let whole = ReviewInformation(likely.doubt)
        let told = zip(whole.times(likely.logarithms), before.times([0, 0, expected])).map(-)
        let around = ReviewInformation(ofLasting: Self.width)
        let information = whole - before + around
        let found = Self.lastings.compactMap { lasting, odds -> (evidence: Double, logarithms: [Double])? in
            let here = around.times([0, 0, lasting])
            let vector = zip(told, here).map(+)
            guard let point = information.point(vector) else { return nil }
            return (log(odds) + (Self.product(vector, point) - Self.product(here, [0, 0, lasting])) / 2, point)
        }
        guard !found.isEmpty, let doubt = information.doubt else {
            cases = [Case(chance: 1, logarithms: likely.logarithms, doubt: likely.doubt)]
            return
        }
        let best = found.map(\.evidence).max() ?? 0
        let total = found.reduce(0) { $0 + exp($1.evidence - best) }
        cases = found.map { Case(chance: exp($0.evidence - best) / total, logarithms: $0.logarithms, doubt: doubt) }
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
