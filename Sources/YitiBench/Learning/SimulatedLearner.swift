import Foundation
import YitiCore

/// What is true of the people of a simulation, and what no rule is told.
package enum LearningTruth: String, CaseIterable, Sendable {
    /// FSRS-6, with a factor on stability that differs by person (log-normal, σ 0.5); three questions in ten are passed at first sight.
    case factor = "a"
    /// Besides, a tenth to six tenths of the bank is known from before, and lasts.
    case known = "b"
    /// The same, with the forgetting of FSRS-4.5: a square root.
    case steep = "c"
    /// Knowledge from before comes by topic and with the stars, questions differ in how well they stick, and one day in seven is missed.
    case candidate = "d"
}

/// Somebody who learns: what they know, how they forget, and how they rate themselves. Drawn from a seed.
struct SimulatedLearner {
    private let curve: FSRS6
    /// FSRS-6's formulas, in which stability grows.
    private let growth = FSRS6.standard
    private let passChance: Double
    private let knows: [Bool]
    private let stretch: [Double]
    let missedDays: Double
    private var memories: [(state: MemoryState, day: Int)?]
    private var random: SeededRandom

    /// What is known from before is recalled so often, whenever it is asked.
    private static let lastingRecall = 0.95

    init(_ truth: LearningTruth, _ bank: Bank, seed: UInt64) {
        var random = SeededRandom(stream: seed)
        let factor = exp(0.5 * random.normal())
        curve = FSRS6(
            calibration: Calibration(
                factor: 1, exponent: truth == .steep ? 0.5 : FSRS6.defaultWeights[20], lasting: 1))
        passChance = truth == .factor ? 0.3 : truth == .candidate ? 0.1 : 0.05
        missedDays = truth == .candidate ? 1.0 / 7 : 0
        memories = Array(repeating: nil, count: bank.questions.count)
        let share = 0.1 + 0.5 * random.part()
        let general = random.normal() - 1.2
        var topics: [String: Double] = [:]
        for topic in bank.topics { topics[topic.id] = random.normal() }
        var knows: [Bool] = []
        var stretch: [Double] = []
        for question in bank.questions {
            let (luck, own, sticks) = (random.part(), random.normal(), random.normal())
            let inclination = general + (topics[question.topic] ?? 0) + own / 2 + 0.3 * (Double(question.stars) - 4.8)
            switch truth {
            case .factor: knows.append(false)
            case .known, .steep: knows.append(luck < share)
            case .candidate: knows.append(luck < 1 / (1 + exp(-inclination)))
            }
            stretch.append(factor * (truth == .candidate ? exp(0.4 * sticks) : 1))
        }
        (self.knows, self.stretch, self.random) = (knows, stretch, random)
    }

    /// The chance of recalling a question on a day.
    func recall(_ question: Int, on day: Int) -> Double {
        if knows[question] { return Self.lastingRecall }
        guard let (state, last) = memories[question] else { return passChance }
        return curve.recall(
            MemoryState(stability: state.stability * stretch[question], difficulty: 5), elapsedDays: day - last)
    }

    /// Whether the person comes on a day at all.
    mutating func comes() -> Bool { missedDays == 0 || random.part() >= missedDays }

    /// Answers a question, learns from the key points, and rates.
    mutating func answer(_ question: Int, on day: Int) -> Rating {
        let recall = recall(question, on: day)
        let rating = random.part() < recall ? passed(question) : Rating.again
        if let (state, last) = memories[question] {
            memories[question] = (growth.after(rating, state, elapsedDays: day - last, recall: recall), day)
        } else {
            memories[question] = (growth.first(rating), day)
        }
        return rating
    }

    private mutating func passed(_ question: Int) -> Rating {
        if knows[question], random.part() < 0.5 { return .easy }
        let luck = random.part()
        return luck < 0.224 ? .hard : luck < 0.855 ? .good : .easy
    }
}

extension SeededRandom {
    /// A number of the standard normal distribution (Box and Muller 1958).
    mutating func normal() -> Double { (-2 * log(1 - part())).squareRoot() * cos(2 * .pi * part()) }
}
