import Foundation

/// What people have in common in how they forget: the middle of the people, each of whom lies around it.
///
/// Each person's own fit says where they lie and how surely; what the prior had put into it is taken out again, and the middle is the mean of
/// people, weighted by how surely each is known and by how far people lie apart (a normal distribution on two levels). Somebody with
/// thousands of reviews so counts little more than somebody with hundreds.
package struct PooledFit: Hashable, Sendable {
    package var calibration: Calibration
    /// The standard errors of the logarithms of factor, exponent and lasting.
    package var errors: [Double]
    /// How many people's reviews it was made of.
    package var people: Int

    /// FSRS-6 counts as so many people of whom all is known.
    private static let priorPeople = 3.0

    /// Fits the reviews of people.
    package init(_ people: [[Review]]) {
        let prior = Calibration.standard.logarithms
        let spread = CalibrationFit.spread
        var weights = spread.map { Self.priorPeople / ($0 * $0) }
        var sums = zip(weights, prior).map { $0 * $1 }
        for reviews in people {
            let fit = CalibrationFit(reviews)
            for (axis, found) in fit.calibration.logarithms.enumerated() {
                let (priorWeight, weight) = (1 / pow(spread[axis], 2), 1 / pow(fit.errors[axis], 2))
                let told = weight - priorWeight
                guard told > 0 else { continue }
                let own = (found * weight - prior[axis] * priorWeight) / told
                let share = 1 / (pow(spread[axis], 2) + 1 / told)
                sums[axis] += share * own
                weights[axis] += share
            }
        }
        calibration = Calibration(logarithms: zip(sums, weights).map { $0 / $1 })
        errors = weights.map { (1 / $0).squareRoot() }
        self.people = people.count
    }
}

extension Calibration {
    /// The logarithms of factor, exponent and lasting, in which people's differences are even.
    var logarithms: [Double] { [log(factor), log(exponent), log(lasting)] }

    /// The calibration of three ``logarithms``.
    init(logarithms: [Double]) {
        self.init(factor: exp(logarithms[0]), exponent: exp(logarithms[1]), lasting: exp(logarithms[2]))
    }
}
