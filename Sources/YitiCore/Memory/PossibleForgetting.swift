import Foundation

/// How somebody may forget, as far as nothing decides it yet: whether what they passed at first sight was known before, and along which
/// curve they forget.
///
/// Whoever passes at first sight was lucky, and it fades as everything does, or knew it, and most of it lasts for good; nothing says which
/// before it is asked again. And the curve is FSRS-6's, which was found from very many people, or another, for which reviews must speak. Each
/// of the four is a normal distribution of factor, exponent and *lasting*; the person's reviews weigh them.
struct PossibleForgetting {
    /// What may be so.
    struct Case {
        /// How likely it is.
        let chance: Double
        /// Of factor, exponent and lasting.
        let logarithms: [Double]
        let doubt: CalibrationDoubt
        /// Whether most of what was passed at first sight was known before, and lasts for good.
        let isKnown: Bool
    }

    let cases: [Case]

    /// So much of what was passed at first sight lasts for good where most of it was known before: a middle and a standard deviation.
    static let knownShare = (middle: 0.75, deviation: 0.1)

    /// What a fit makes of luck and of what was known: the logarithm of *lasting*, and how far around it. That something was known is twice as
    /// likely beforehand, since whoever passes mostly knew it.
    private static let lastings: [(isKnown: Bool, middle: Double, deviation: Double, odds: Double)] = [
        (false, 0, 0.2, 1), (true, 2.5, 1, 2),
    ]
    /// How far people's exponents lie from FSRS-6's where its curve holds, as a logarithm; and the odds that it does beforehand, three to one.
    private static let usual = (deviation: 0.05, odds: 3.0)

    init(_ terms: MemoryTerms) {
        let found = Curve.all(terms).flatMap { curve in
            Self.lastings.compactMap { lasting in
                Found(
                    terms, isKnown: lasting.isKnown, odds: curve.odds * lasting.odds,
                    expected: [terms.expected.logarithms[0], curve.middle, lasting.middle],
                    spread: [CalibrationFit.spread[0], curve.deviation, lasting.deviation])
            }
        }
        let best = found.map(\.evidence).max() ?? 0
        let total = found.reduce(0) { $0 + exp($1.evidence - best) }
        cases = found.map { one in
            Case(
                chance: exp(one.evidence - best) / total, logarithms: one.logarithms, doubt: one.doubt,
                isKnown: one.isKnown)
        }
    }

    /// A curve along which somebody may forget: where its exponent's logarithm is expected, and how far from there.
    private struct Curve {
        let middle: Double
        let deviation: Double
        /// How likely it is before the person's own reviews, beside the other.
        let odds: Double

        /// FSRS-6's, or the deployment's own, and what else it may be.
        static func all(_ terms: MemoryTerms) -> [Curve] {
            let usual = Curve(
                middle: terms.expected.logarithms[1], deviation: PossibleForgetting.usual.deviation,
                odds: PossibleForgetting.usual.odds * (terms.common?.oddsOfUsual ?? 1))
            return [usual, another(terms)]
        }

        private static func another(_ terms: MemoryTerms) -> Curve {
            guard let common = terms.common, common != .unknown else {
                return Curve(middle: terms.expected.logarithms[1], deviation: CalibrationFit.spread[1], odds: 1)
            }
            return Curve(middle: log(common.exponent), deviation: common.spread[1], odds: 1)
        }
    }

    /// What a person's reviews make of what may be so.
    private struct Found {
        let isKnown: Bool
        let logarithms: [Double]
        let doubt: CalibrationDoubt
        /// How well it goes with the reviews, beside the odds beforehand: a logarithm.
        let evidence: Double

        /// Nil when reviews told less than nothing in some direction.
        init?(_ terms: MemoryTerms, isKnown: Bool, odds: Double, expected: [Double], spread: [Double]) {
            let before = ReviewInformation(spread: spread)
            let whole = before + terms.told
            let vector = zip(before.times(expected), terms.found).map(+)
            guard let point = whole.point(vector), let doubt = whole.doubt else { return nil }
            (self.isKnown, logarithms, self.doubt) = (isKnown, point, doubt)
            let fit = Self.product(vector, point) - Self.product(before.times(expected), expected)
            evidence = log(odds) + (fit + log(before.determinant / whole.determinant)) / 2
        }

        private static func product(_ left: [Double], _ right: [Double]) -> Double {
            zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }
}
