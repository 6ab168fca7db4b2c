import Foundation

/// One review that tells something about somebody's forgetting: what was known of the question before, and whether it was recalled.
package struct Review: Hashable, Sendable {
    /// Learning days since the answer before, at least 1.
    package var elapsedDays: Int
    /// FSRS's own stability before it.
    package var stability: Double
    /// Whether the question was passed at first sight and never forgotten since.
    package var isLasting: Bool
    package var passed: Bool

    package init(elapsedDays: Int, stability: Double, isLasting: Bool, passed: Bool) {
        self.elapsedDays = elapsedDays
        self.stability = stability
        self.isLasting = isLasting
        self.passed = passed
    }
}

/// A calibration fitted to reviews: the most likely one when it is expected to be near a prior (maximum a posteriori), so that few
/// reviews move little.
package struct CalibrationFit: Hashable, Sendable {
    package var calibration: Calibration
    /// How far the truth may well lie away.
    package var doubt: CalibrationDoubt
    /// The standard errors of the logarithms of factor, exponent and lasting.
    package var errors: [Double] { doubt.errors }

    /// How far people are expected to lie from the prior: the standard deviations of the three logarithms.
    package static let spread = [0.5, 0.7, 1.5]
    /// The logarithms stay this near the prior, whatever the reviews say.
    private static let bounds = [1.6, 1.4, 3.5]
    /// Where the search stops: a hundredth is far below any error.
    private static let leastStep = 0.01

    /// Fits reviews with a prior, from which people lie so far: the standard deviations of the three logarithms.
    package init(_ reviews: [Review], prior: Calibration = .standard, spread: [Double] = CalibrationFit.spread) {
        let start = prior.logarithms
        let cost = { (point: [Double]) in Self.cost(point, reviews, start, spread) }
        var point = start
        var best = cost(point)
        var step = 0.4
        while step > Self.leastStep {
            var moved = false
            for axis in 0..<3 {
                for sign in [1.0, -1.0] {
                    var next = point
                    next[axis] += sign * step * (axis == 2 ? 3 : 1)
                    guard abs(next[axis] - start[axis]) <= Self.bounds[axis] else { continue }
                    let other = cost(next)
                    if other < best { (point, best, moved) = (next, other, true) }
                }
            }
            if !moved { step /= 2 }
        }
        calibration = Calibration(logarithms: point)
        doubt = CalibrationDoubt(curvature: Self.curvature(at: point, cost)) ?? .prior
    }

    /// What the reviews and the prior have against a point: the negative logarithm of its likelihood.
    private static func cost(
        _ point: [Double], _ reviews: [Review], _ prior: [Double], _ spread: [Double]
    ) -> Double {
        var cost = 0.0
        for axis in 0..<3 { cost += pow((point[axis] - prior[axis]) / spread[axis], 2) / 2 }
        return cost - likelihood(of: reviews, FSRS6(calibration: Calibration(logarithms: point)))
    }

    /// The logarithm of how likely reviews are under a model.
    static func likelihood(of reviews: some Sequence<Review>, _ model: FSRS6) -> Double {
        var sum = 0.0
        // One logarithm for many chances: they are multiplied while the product is far from nothing.
        var product = 1.0
        for review in reviews {
            let recall = model.recall(
                MemoryState(stability: review.stability, difficulty: 5), elapsedDays: review.elapsedDays,
                isLasting: review.isLasting)
            let chance = review.passed ? recall : 1 - recall
            // A slip of the finger must not count for more than any evidence.
            product *= max(chance, 0.001)
            if product < 1e-250 {
                sum += log(product)
                product = 1
            }
        }
        return sum + log(product)
    }

    /// How the cost bends at a point: second derivatives, by differences.
    private static func curvature(at point: [Double], _ cost: ([Double]) -> Double) -> [[Double]] {
        let step = 0.05
        func at(_ first: Int, _ one: Double, _ second: Int, _ other: Double) -> Double {
            var moved = point
            moved[first] += one
            moved[second] += other
            return cost(moved)
        }
        var curvature = [[Double]](repeating: [0, 0, 0], count: 3)
        for row in 0..<3 {
            for column in 0...row {
                let sum =
                    at(row, step, column, step) - at(row, step, column, -step) - at(row, -step, column, step)
                    + at(row, -step, column, -step)
                curvature[row][column] = sum / (4 * step * step)
                curvature[column][row] = curvature[row][column]
            }
        }
        return curvature
    }
}

extension MemoryTerms {
    /// So many rated answers are needed for a first fit, and so many of them must tell something.
    private static let leastAnswers = 30
    static let leastReviews = 8

    /// Whether so many rated answers are worth a fit, after one of `before`.
    package static func isFitDue(answers: Int, after before: Int?) -> Bool {
        answers >= max(leastAnswers, before.map { $0 + max(1, $0 / 10) } ?? 0)
    }

    /// Whether so many rated answers of somebody with these terms are worth a fit: they have grown, or what people have in common has
    /// become known otherwise since.
    package func isFitDue(answers: Int, defaults: MemoryTerms) -> Bool {
        Self.isFitDue(answers: answers, after: reviews) || (reviews != nil && common != defaults.common)
    }

    /// The terms of a person as their standing answers have them, in the order they were given; nil when those tell too little.
    package static func fitted(
        to answers: [Answer], _ history: MemoryHistory, defaults: MemoryTerms
    ) -> MemoryTerms? {
        let rated = answers.count { $0.rating != nil }
        guard history.latest.isFitDue(answers: rated, defaults: defaults) else { return nil }
        let reviews = Review.all(in: answers, history)
        guard reviews.count >= leastReviews else { return nil }
        let own = CalibrationFit(reviews, prior: defaults.calibration)
        return MemoryTerms(
            calibration: own.calibration,
            outlook: CalibrationFit(reviews, prior: defaults.outlook, spread: defaults.outlookSpread).calibration,
            retention: defaults.retention, reviews: rated, doubt: own.doubt, common: defaults.common)
    }
}

extension Review {
    /// The reviews that tell something: not those of the same day, nor those after `/reveal`.
    package static func all(in answers: [Answer], _ history: MemoryHistory) -> [Review] {
        var cards: [String: Card] = [:]
        var reviews: [Review] = []
        for answer in answers {
            guard let rating = answer.rating else { continue }
            let card = cards[answer.question] ?? Card(question: answer.question)
            if let memory = card.memory, let before = card.reviewedDay, answer.day > before, !answer.revealed {
                reviews.append(
                    Review(
                        elapsedDays: answer.day.days(since: before), stability: memory.stability,
                        isLasting: card.isLasting, passed: rating != .again))
            }
            cards[answer.question] = card.reviewed(
                rating, on: answer.day, model: history.terms(on: answer.day).model, revealed: answer.revealed)
        }
        return reviews
    }
}
