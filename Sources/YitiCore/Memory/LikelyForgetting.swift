/// How somebody most likely forgets, and how far from there the truth may lie, by all that is known.
///
/// That is the person's own fit; where it is known along which curve the people of a deployment forget, it is what the person's reviews say
/// beside that (the product of two normal distributions).
struct LikelyForgetting {
    /// Of factor, exponent and lasting.
    let logarithms: [Double]
    let doubt: CalibrationDoubt

    init(_ terms: MemoryTerms) {
        let fit = terms.calibration.logarithms
        guard let common = terms.common, common != .unknown else {
            (logarithms, doubt) = (fit, terms.doubt)
            return
        }
        var expected = terms.expected
        expected.exponent = common.exponent
        let prior = ReviewInformation(spread: common.spread)
        let whole = terms.told + prior
        logarithms = whole.point(zip(prior.times(expected.logarithms), terms.found).map(+)) ?? fit
        doubt = whole.doubt ?? terms.doubt
    }
}

extension MemoryTerms {
    /// What was expected of the person before their reviews.
    var expected: Calibration { reviews == nil ? calibration : .standard }

    /// What the person's reviews have told, times where they put the logarithms: what was known before them is taken out.
    var found: [Double] {
        let before = ReviewInformation(spread: CalibrationFit.spread).times(expected.logarithms)
        return zip(ReviewInformation(doubt).times(calibration.logarithms), before).map(-)
    }
}
