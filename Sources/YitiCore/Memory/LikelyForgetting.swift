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
        let (after, before) = (ReviewInformation(terms.doubt), ReviewInformation(spread: CalibrationFit.spread))
        var expected = terms.reviews == nil ? terms.calibration : .standard
        let told = zip(after.times(fit), before.times(expected.logarithms)).map(-)
        expected.exponent = common.exponent
        let prior = ReviewInformation(spread: common.spread)
        let whole = terms.told + prior
        logarithms = whole.point(zip(prior.times(expected.logarithms), told).map(+)) ?? fit
        doubt = whole.doubt ?? terms.doubt
    }
}
