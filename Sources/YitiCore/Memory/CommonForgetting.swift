import Foundation

/// What people of a deployment have in common in how they forget, as far as their reviews say: the exponent of the forgetting curve.
///
/// How strongly somebody remembers differs from person to person and is told by few reviews; along which curve it fades is told by many
/// and is much the same for all. So the exponent is looked for in everybody's reviews together (empirical Bayes), with each person's own
/// factor and *lasting* summed over. A choice then begins a standard deviation above the middle: too steep costs little, too flat much.
package struct CommonForgetting: Hashable, Sendable {
    /// The middle of what the exponent may be.
    package let exponent: Double
    /// The standard deviation of its logarithm.
    package let deviation: Double

    /// What is supposed where enough people answer and no reviews speak yet.
    package static let unknown = CommonForgetting(exponent: expected, deviation: expectedDeviation)
    /// So many people must answer, and so many must have reviews: fewer are no middle, and one of them would be told by what others get.
    package static let leastPeople = 5

    private static let expected = Calibration.standard.exponent
    private static let expectedDeviation = 0.5
    /// Nobody's reviews count for more than this between any two exponents, as a logarithm: whoever rates everything alike moves little.
    private static let mostOfOne = 2.0
    /// The exponents that are compared, each 1.15 times the one before.
    private static let exponents = (0..<15).map { 0.1 * pow(1.15, Double($0)) }
    private static let highest = 0.7

    private init(exponent: Double, deviation: Double) {
        // More digits than are known would only make texts longer.
        self.exponent = (exponent * 1e3).rounded() / 1e3
        self.deviation = (deviation * 1e2).rounded() / 1e2
    }

    /// What people's reviews say together, each as ``Evidence`` has them; nil where there are fewer than ``leastPeople``.
    package init?(_ people: [Evidence]) {
        guard people.count >= Self.leastPeople else { return nil }
        var sums = Self.exponents.map { -pow(log($0 / Self.expected) / Self.expectedDeviation, 2) / 2 }
        for person in people {
            let best = person.likelihoods.max() ?? 0
            for (place, likelihood) in person.likelihoods.enumerated() {
                sums[place] += max(likelihood - best, -Self.mostOfOne)
            }
        }
        let best = sums.max() ?? 0
        let chances = sums.map { exp($0 - best) }
        let total = chances.reduce(0, +)
        let logarithms = Self.exponents.map { log($0) }
        let mean = zip(chances, logarithms).reduce(0) { $0 + $1.0 * $1.1 } / total
        let variance = zip(chances, logarithms).reduce(0) { $0 + $1.0 * pow($1.1 - mean, 2) } / total
        self.init(exponent: exp(mean), deviation: max(variance.squareRoot(), Self.leastDeviation))
    }

    private static let leastDeviation = 0.03

    /// What a choice begins with, and own fits are expected near. Of what is ``unknown`` it is the cautious outlook, near enough.
    package var outlook: Calibration {
        var outlook = Calibration.cautious
        outlook.exponent = min(Self.highest, exponent * exp(deviation))
        return outlook
    }

    /// How far people's own logarithms are expected to lie from ``outlook``.
    var spread: [Double] {
        var spread = CalibrationFit.spread
        spread[1] = (deviation * deviation + Self.apart * Self.apart).squareRoot()
        return spread
    }

    /// How far the exponents of people of one deployment lie apart, as a logarithm: supposed, since few people are known so well.
    private static let apart = 0.15

    /// How much likelier reviews have made it that FSRS-6's exponent holds and not any other there may be, which is the density there beside
    /// what it was before them (the ratio of Savage and Dickey).
    var oddsOfUsual: Double {
        let away = log(exponent / Self.expected) / deviation
        return max(Self.leastOdds, Self.expectedDeviation / deviation * exp(-away * away / 2))
    }

    /// So that a logarithm can be taken of it.
    private static let leastOdds = 1e-12

    /// Whether choices are to ask for reviews that tell more: until the exponent is known well, or surely is so low that the choice would
    /// be the same.
    package var asksForMore: Bool {
        deviation >= Self.known && exponent * exp(2 * deviation) >= Self.harmless
    }

    private static let known = 0.12
    private static let harmless = 0.3

    /// What is known now of people of whom so many answer, where `before` was known; nil while too few do.
    package static func found(
        _ people: [Evidence], answering: Int, after before: CommonForgetting?
    ) -> CommonForgetting? {
        guard answering >= leastPeople else { return nil }
        return CommonForgetting(people)?.settled(after: before) ?? .unknown
    }

    /// Whether it is worth looking again on a day: each day while more is asked for, and once a week when it is known.
    package static func isDue(day: Int, after before: CommonForgetting?) -> Bool {
        before?.asksForMore ?? true || day % 7 == 0
    }

    /// This, or what was settled on before where that is hardly another: nobody gets an event for a difference that changes no choice.
    private func settled(after before: CommonForgetting?) -> CommonForgetting {
        guard let before, before != .unknown, before.asksForMore == asksForMore,
            abs(log(outlook.exponent / before.outlook.exponent)) < Self.step,
            abs(deviation - before.deviation) < Self.step
        else { return self }
        return before
    }

    private static let step = 0.1

    /// What will be known when each of as many people as must answer has told so much of the exponent, and `before` was known until then:
    /// the middle is expected where it is, and its uncertainty becomes less.
    func narrowed(by information: Double, after before: CommonForgetting?) -> CommonForgetting {
        let told = Double(Self.leastPeople) * information
        let deviation = 1 / (1 / (deviation * deviation) + told).squareRoot()
        let narrowed = CommonForgetting(exponent: exponent, deviation: max(deviation, Self.leastDeviation))
        return narrowed.settled(after: before)
    }

    /// The numbers, separated by a comma; they read back as the same.
    package var text: String { "\(exponent),\(deviation)" }

    /// Reads ``text``; nil for anything else.
    package init?(text: some StringProtocol) {
        let numbers = text.split(separator: ",").compactMap { Double(String($0)) }
        guard numbers.count == 2, (0.01...1).contains(numbers[0]), (0...1).contains(numbers[1]) else { return nil }
        self.init(exponent: numbers[0], deviation: numbers[1])
    }
}

extension CommonForgetting {
    /// What one person's reviews say of the exponent: the logarithm of how likely they are under each, whatever the person's factor and
    /// *lasting* are.
    package struct Evidence: Hashable, Sendable {
        fileprivate let likelihoods: [Double]

        /// More reviews of one person would say more than they may.
        static let mostReviews = 80
        private static let factors = [-1.0, -0.5, 0, 0.5, 1]
        private static let lastings = [0.0, 1.4, 2.8, 4.2]
        /// Every curve that is compared, by its exponent, with what speaks against the person's factor beforehand.
        private static let curves = exponents.map { exponent in
            factors.flatMap { factor in
                lastings.map { lasting in
                    let calibration = Calibration(factor: exp(factor), exponent: exponent, lasting: exp(lasting))
                    return (
                        model: FSRS6(calibration: calibration), cost: pow(factor / CalibrationFit.spread[0], 2) / 2
                    )
                }
            }
        }

        /// The evidence of somebody's reviews; nil without any.
        package init?(_ reviews: [Review]) {
            guard !reviews.isEmpty else { return nil }
            let reviews = reviews.prefix(Self.mostReviews)
            likelihoods = Self.curves.map { curves in
                let each = curves.map { CalibrationFit.likelihood(of: reviews, $0.model) - $0.cost }
                let best = each.max() ?? 0
                return best + log(each.reduce(0) { $0 + exp($1 - best) })
            }
        }
    }
}
