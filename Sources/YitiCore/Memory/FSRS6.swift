import Foundation

/// FSRS-6: how the memory of an answer fades and how a review moves it.
///
/// The formulas are those of py-fsrs 6.3.2 (MIT), in double precision, with whole days and no learning steps. `hard` is a
/// pass, only `again` is a lapse; the stability formulas use the old difficulty.
package struct FSRS6: Sendable {
    /// The chance of recall that intervals aim at, 0.80 to 0.95.
    package let desiredRetention: Double
    /// w0 to w20.
    let weights: [Double]
    /// The exponent of the forgetting curve, negative: −w20.
    let decay: Double
    /// What makes R(S, S) = 0.9.
    let factor: Double
    private let easyDifficulty: Double
    let stretch: Double
    let lastingStretch: Double
    private let growth: Double
    private let lapseCeiling: Double
    private let intervalFactor: Double

    /// The published default weights of FSRS-6.
    package static let defaultWeights: [Double] = [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483,
        0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]

    /// The longest interval, in days.
    package static let longestInterval = 36_500

    /// The default weights and a retention of 0.9.
    package static let standard = FSRS6()

    /// A model of 21 weights; any other number of them gives the defaults. The configuration keeps the retention in range. Without a
    /// calibration the weights hold as they are.
    package init(
        weights: [Double] = defaultWeights, desiredRetention: Double = 0.9, calibration: Calibration? = nil
    ) {
        let weights = weights.count == 21 ? weights : Self.defaultWeights
        self.weights = weights
        self.desiredRetention = desiredRetention
        stretch = calibration?.factor ?? 1
        lastingStretch = stretch * (calibration?.lasting ?? 1)
        decay = -(calibration?.exponent ?? weights[20])
        factor = pow(0.9, 1 / decay) - 1
        easyDifficulty = Self.rawDifficulty(weights, rating: 4)
        growth = exp(weights[8])
        lapseCeiling = exp(weights[17] * weights[18])
        intervalFactor = (pow(self.desiredRetention, 1 / decay) - 1) / factor
    }

    /// The chance of recall after whole days; a negative gap counts as none. `isLasting` is the card's.
    package func recall(_ state: MemoryState, elapsedDays: Int, isLasting: Bool = false) -> Double {
        pow(1 + factor * Double(max(0, elapsedDays)) / stretched(state, isLasting), decay)
    }

    /// The stability that recall and intervals are reckoned with: FSRS's own times what is the person's.
    package func stretched(_ state: MemoryState, _ isLasting: Bool) -> Double {
        state.stability * (isLasting ? lastingStretch : stretch)
    }

    /// The state after the first rating.
    package func first(_ rating: Rating) -> MemoryState {
        MemoryState(
            stability: max(weights[rating.rawValue - 1], Self.leastStability),
            difficulty: Self.clamped(Self.rawDifficulty(weights, rating: rating.rawValue)))
    }

    /// The state after a later rating. `recall` was the chance of recall just before; nil for the model's own.
    package func after(
        _ rating: Rating, _ state: MemoryState, elapsedDays: Int, isLasting: Bool = false, recall known: Double? = nil
    ) -> MemoryState {
        let stability: Double
        if elapsedDays < 1 {
            stability = sameDayStability(rating, state)
        } else {
            let recall = known ?? recall(state, elapsedDays: elapsedDays, isLasting: isLasting)
            stability =
                rating == .again ? lapseStability(state, recall: recall) : passStability(rating, state, recall: recall)
        }
        return MemoryState(
            stability: max(stability, Self.leastStability), difficulty: nextDifficulty(rating, state.difficulty))
    }

    /// Days until the chance of recall has fallen to ``desiredRetention``, of a stability as ``stretched(_:_:)`` gives it: half to even,
    /// at least 1.
    package func interval(stability: Double) -> Int {
        let days = (stability * intervalFactor).rounded(.toNearestOrEven)
        return Int(min(max(days, 1), Double(Self.longestInterval)))
    }

    /// What a calibration multiplies FSRS-6's intervals by; `isLasting` is the card's.
    func intervalStretch(isLasting: Bool) -> Double {
        let usual = FSRS6(desiredRetention: desiredRetention).intervalFactor
        return (isLasting ? lastingStretch : stretch) * intervalFactor / usual
    }

    private static let leastStability = 0.001

    private static func rawDifficulty(_ weights: [Double], rating: Int) -> Double {
        weights[4] - exp(weights[5] * Double(rating - 1)) + 1
    }

    private static func clamped(_ difficulty: Double) -> Double { min(max(difficulty, 1), 10) }

    private func nextDifficulty(_ rating: Rating, _ difficulty: Double) -> Double {
        let moved = difficulty + (10 - difficulty) * (-weights[6] * Double(rating.rawValue - 3)) / 9
        return Self.clamped(weights[7] * easyDifficulty + (1 - weights[7]) * moved)
    }

    private func sameDayStability(_ rating: Rating, _ state: MemoryState) -> Double {
        let rise = exp(weights[17] * (Double(rating.rawValue) - 3 + weights[18])) * pow(state.stability, -weights[19])
        return state.stability * (rating == .again ? rise : max(rise, 1))
    }

    private func passStability(_ rating: Rating, _ state: MemoryState, recall: Double) -> Double {
        state.stability * (1 + rise(state, recall: recall) * bonus(rating))
    }

    /// What the stability grows by in relation to itself after `good`.
    private func rise(_ state: MemoryState, recall: Double) -> Double { rise(growthTerm(state), recall: recall) }

    private func rise(_ growthTerm: Double, recall: Double) -> Double {
        growthTerm * (exp((1 - recall) * weights[10]) - 1)
    }

    private func growthTerm(_ state: MemoryState) -> Double {
        growth * (11 - state.difficulty) * pow(state.stability, -weights[9])
    }

    private func bonus(_ rating: Rating) -> Double {
        rating == .hard ? weights[15] : rating == .easy ? weights[16] : 1
    }

    /// What the stabilities after a review share on every day: it comes from the state alone.
    struct ReviewTerms {
        fileprivate let growth: Double
        fileprivate let lapse: Double
    }

    func reviewTerms(_ state: MemoryState) -> ReviewTerms {
        ReviewTerms(growth: growthTerm(state), lapse: lapseTerm(state))
    }

    /// The stabilities after each rating, those of ``after(_:_:elapsedDays:isLasting:recall:)``: what they share is reckoned once. `terms` are the state's,
    /// `recall` is the chance of recall at `elapsedDays`.
    func stabilities(
        after state: MemoryState, _ terms: ReviewTerms, elapsedDays: Int, recall: Double
    ) -> (again: Double, hard: Double, good: Double, easy: Double) {
        guard elapsedDays >= 1 else {
            let each = { (rating: Rating) in max(sameDayStability(rating, state), Self.leastStability) }
            return (each(.again), each(.hard), each(.good), each(.easy))
        }
        let rise = rise(terms.growth, recall: recall)
        let passed = { (rating: Rating) in max(state.stability * (1 + rise * bonus(rating)), Self.leastStability) }
        let lapsed = max(lapseStability(state, terms.lapse, recall: recall), Self.leastStability)
        return (lapsed, passed(.hard), passed(.good), passed(.easy))
    }

    private func lapseStability(_ state: MemoryState, recall: Double) -> Double {
        lapseStability(state, lapseTerm(state), recall: recall)
    }

    private func lapseStability(_ state: MemoryState, _ lapseTerm: Double, recall: Double) -> Double {
        min(lapseTerm * exp((1 - recall) * weights[14]), state.stability / lapseCeiling)
    }

    private func lapseTerm(_ state: MemoryState) -> Double {
        weights[11] * pow(state.difficulty, -weights[12]) * (pow(state.stability + 1, weights[13]) - 1)
    }
}
