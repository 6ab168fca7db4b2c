/// The fits of a person's forgetting that are to come while the choice is run forward, as they may be expected to turn out.
///
/// A choice begins cautious, and with each fit it draws nearer to how the person really forgets; it then shows more that is new. What a fit
/// will find is not known, but reviews are expected to say what is held to be true now, and how much each of them tells is: so the fit is
/// expected at the mean of what is expected beforehand and of what is held to be true, weighted by what is known and told (the maximum a
/// posteriori where the logarithm of likelihood is a parabola).
struct ForeseenFits {
    /// What holds at the end of the run so far.
    private(set) var terms: MemoryTerms
    /// The logarithms that are held to be true.
    private let truth: [Double]
    private let probes: Probes
    /// What the fits until now rest upon, and that times what they found.
    private let known: ReviewInformation
    private let found: [Double]
    /// What has been told since, and the part of it that counts for what people have in common.
    private var told = ReviewInformation.none
    private var toldToAll = ReviewInformation.none
    private var answers: Int
    private var reviews: Int
    private var lookedOn: Day?
    private let common: CommonForgetting?
    private let luck: Double

    /// What is to come after what is known from the person's next learning day on, of somebody with these cards. By `luck` the exponent is
    /// found so many of its standard errors too high.
    init(_ terms: MemoryTerms, cards: [Card], luck: Double) {
        self.terms = terms
        self.luck = luck
        common = terms.common
        answers = cards.reduce(0) { $0 + $1.reviews }
        reviews = cards.reduce(0) { $0 + max(0, $1.reviews - 1) }
        known = terms.told
        let prior = ReviewInformation(spread: terms.outlookSpread)
        found = Self.sum(
            (prior + known).times(terms.outlook.logarithms), prior.times(terms.expectedOutlook.logarithms), -1)
        truth = LikelyForgetting(terms).logarithms
        probes = Probes(truth)
    }

    /// An answer is given to a question of which this was known.
    mutating func note(_ card: Card, on day: Day) {
        answers += 1
        learn(card, on: day)
        if lookedOn != day { look() }
        lookedOn = day
    }

    private mutating func learn(_ card: Card, on day: Day) {
        guard let memory = card.memory, let before = card.reviewedDay, day > before else { return }
        reviews += 1
        let (chance, slopes) = probes.read(memory, elapsedDays: day.days(since: before), isLasting: card.isLasting)
        told.add(chance: chance, slopes: slopes)
        if reviews <= CommonForgetting.Evidence.mostReviews { toldToAll.add(chance: chance, slopes: slopes) }
    }

    /// What was answered until now is looked at, as it is with the first answer of a learning day: what was found holds from the next on.
    private mutating func look() {
        let shared = common?.narrowed(by: toldToAll.ofExponent, after: terms.common)
        let isOther = shared != terms.common
        let isDue = terms.isFitDue(answers: answers, defaults: MemoryTerms(common: shared))
        terms.common = shared
        if isDue, reviews >= MemoryTerms.leastReviews {
            terms.reviews = answers
            terms.outlook = fitted()
        } else if terms.reviews == nil, isOther {
            terms.outlook = terms.expectedOutlook
        }
    }

    private func fitted() -> Calibration {
        let prior = ReviewInformation(spread: terms.outlookSpread)
        let expected = Self.sum(prior.times(terms.expectedOutlook.logarithms), found)
        let whole = prior + known + told
        guard let point = whole.point(Self.sum(expected, told.times(truth))),
            let shift = whole.point(told.times(whole.covariance(of: 1))), shift[1] > 0
        else { return terms.outlook }
        return Calibration(logarithms: Self.sum(point, shift, luck / shift[1].squareRoot()))
    }

    private static func sum(_ left: [Double], _ right: [Double], _ times: Double = 1) -> [Double] {
        zip(left, right).map { $0 + times * $1 }
    }
}

/// Models about a calibration, by which it is seen how a chance changes with each logarithm.
private struct Probes {
    private let middle: FSRS6
    private let around: [(below: FSRS6, above: FSRS6)]
    private static let step = 0.1

    init(_ at: [Double]) {
        middle = FSRS6(calibration: Calibration(logarithms: at))
        func model(_ axis: Int, _ step: Double) -> FSRS6 {
            var point = at
            point[axis] += step
            return FSRS6(calibration: Calibration(logarithms: point))
        }
        around = at.indices.map { (model($0, -Self.step), model($0, Self.step)) }
    }

    func read(_ memory: MemoryState, elapsedDays: Int, isLasting: Bool) -> (chance: Double, slopes: [Double]) {
        func recall(_ model: FSRS6) -> Double {
            model.recall(memory, elapsedDays: elapsedDays, isLasting: isLasting)
        }
        return (recall(middle), around.map { (recall($0.above) - recall($0.below)) / (2 * Self.step) })
    }
}
