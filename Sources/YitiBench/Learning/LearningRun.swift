import YitiCore

/// How long somebody learns, and how much.
package struct LearningCell: Hashable, Sendable {
    package var days: Int
    package var answersADay: Int
    package var hasInterview: Bool

    package init(days: Int, answersADay: Int, hasInterview: Bool = true) {
        self.days = days
        self.answersADay = answersADay
        self.hasInterview = hasInterview
    }

    /// The cells of quality's table.
    package static let all =
        [30, 60, 90].flatMap { days in [1, 3, 5, 10].map { LearningCell(days: days, answersADay: $0) } } + [
            LearningCell(days: 365, answersADay: 1, hasInterview: false)
        ]

    var name: String { hasInterview ? "\(days) × \(answersADay)" : "\(days) × \(answersADay), no interview" }
}

/// What became of one person under one rule.
package struct LearningOutcome: Equatable, Sendable {
    /// The recall on the last day, weighted by stars, as it truly is.
    package var recall = 0.0
    /// The part of the bank that was seen.
    package var seen = 0.0
    /// ``recall`` on each morning.
    package var curve: [Double] = []
    /// What readiness said of the last day at a quarter, a half and three quarters of the time, beside what was true.
    package var readiness: [(low: Double, high: Double, truth: Double)] = []

    package static func == (a: Self, b: Self) -> Bool {
        a.recall == b.recall && a.seen == b.seen && a.curve == b.curve
            && a.readiness.elementsEqual(b.readiness) { $0 == $1 }
    }
}

/// One person who learns by one rule.
struct LearningRun {
    private let picker: Picker
    private let rule: LearningRule
    private let cell: LearningCell
    private var learner: SimulatedLearner
    private var simple: SimpleRule
    private var person: Person
    private var cards: [Card]
    private var boxes: [Int]
    private var answers: [Answer] = []
    /// What holds for people of whom nothing is known.
    private var defaults = MemoryTerms.standard
    /// What the reviews said when there were so many answers.
    private var known: (answers: Int, evidence: CommonForgetting.Evidence?)?
    private var outcome = LearningOutcome()
    private let start = Day(number: 20_000)

    init(_ truth: LearningTruth, _ rule: LearningRule, _ cell: LearningCell, _ picker: Picker, seed: UInt64) {
        self.picker = picker
        self.rule = rule
        self.cell = cell
        learner = SimulatedLearner(truth, picker.bank, seed: seed)
        simple = SimpleRule(rule, stars: picker.bank.questions.map(\.stars), seed: seed)
        person = Person(
            id: Int64(truncatingIfNeeded: seed), createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC")
        )
        if cell.hasInterview { person.interview = start.advanced(byDays: cell.days) }
        cards = picker.bank.questions.map { Card(question: $0.id) }
        boxes = Array(repeating: 0, count: cards.count)
    }

    /// The morning of a day: what is known of the person so far is written down. `keepsCurve` has the recall of each day reckoned.
    mutating func begin(_ day: Int, keepsCurve: Bool) {
        if keepsCurve { outcome.curve.append(recall(on: day)) }
        if rule == .yiti, (1...3).contains(where: { day == cell.days * $0 / 4 }) { lookAhead(from: day) }
    }

    /// A day of learning; the person may stay away.
    mutating func learn(on day: Int) {
        guard learner.comes() else { return }
        fit(on: start.advanced(byDays: day))
        for _ in 0..<cell.answersADay { if !answer(on: day) { break } }
    }

    /// What became of the person by the last day.
    func finished(keepsCurve: Bool) -> LearningOutcome {
        var outcome = outcome
        outcome.recall = recall(on: cell.days)
        if keepsCurve { outcome.curve.append(outcome.recall) }
        outcome.seen = Double(cards.count { $0.memory != nil }) / Double(max(1, cards.count))
        return outcome
    }

    /// Whether the person has rated anything, and what their reviews say of what people have in common.
    mutating func evidence() -> (answers: Bool, evidence: CommonForgetting.Evidence?) {
        if known?.answers != answers.count {
            known = (answers.count, CommonForgetting.Evidence(Review.all(in: answers, person.memory)))
        }
        return (!answers.isEmpty, known?.evidence)
    }

    /// What people have in common is known otherwise: it holds for the person from tomorrow on.
    mutating func meet(_ common: CommonForgetting?, on day: Int) {
        guard rule == .yiti, defaults.common != common else { return }
        defaults.begin(with: common)
        if person.memory.latest.reviews == nil {
            person.memory.adopt(defaults, from: start.advanced(byDays: day + 1))
        }
    }

    private func recall(on day: Int) -> Double {
        var (sum, weight) = (0.0, 0.0)
        for (place, question) in picker.bank.questions.enumerated() {
            sum += Double(question.stars) * learner.recall(place, on: day)
            weight += Double(question.stars)
        }
        return weight > 0 ? sum / weight : 0
    }

    private func request(_ today: Day) -> PickRequest {
        PickRequest(person, today: today, topics: nil, cards: cards)
    }

    private mutating func lookAhead(from day: Int) {
        let last = start.advanced(byDays: cell.days)
        guard let readiness = picker.readiness(on: last, request(start.advanced(byDays: day))) else { return }
        outcome.readiness.append((readiness.low, readiness.high, recall(on: cell.days)))
    }

    /// The product fits a person's forgetting to what they answered before today.
    private mutating func fit(on today: Day) {
        guard rule == .yiti,
            let terms = MemoryTerms.fitted(to: answers, person.memory, defaults: defaults)
        else { return }
        person.memory.adopt(terms, from: today)
    }

    private mutating func answer(on day: Int) -> Bool {
        let today = start.advanced(byDays: day)
        guard let place = choose(today) else { return false }
        let rating = learner.answer(place, on: day)
        let model = rule == .yiti ? person.memory.terms(on: today).model : FSRS6.standard
        let question = picker.bank.questions[place]
        cards[place] = cards[place].reviewed(rating, on: today, model: model)
        cards[place].shownDay = today
        boxes[place] = rating == .again ? 0 : min(boxes[place] + 1, 7)
        person.lastTopic = question.topic
        answers.append(
            Answer(
                id: Int64(answers.count + 1), question: question.id, at: Instant(seconds: Int64(day) * 86_400),
                day: today, rating: rating, ratingEvent: 0, revealed: false))
        return true
    }

    private mutating func choose(_ today: Day) -> Int? {
        guard rule == .yiti else { return simple.choose(cards, boxes, today: today) }
        guard case .picked(let pick) = picker.pick(request(today)) else { return nil }
        return picker.bank.position(of: pick.question.id)
    }
}
