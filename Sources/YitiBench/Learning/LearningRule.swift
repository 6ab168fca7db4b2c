import YitiCore

/// How the next question is found.
package enum LearningRule: String, CaseIterable, Sendable {
    /// The product's own choice and memory.
    case yiti = "Yiti"
    case newFirst = "new first"
    case oneToOne = "one to one"
    /// As Anki does it: what has fallen to 0.9 first.
    case dueFirst = "due first"
    case leitner = "Leitner"
    case random = "random"

    static let simple: [LearningRule] = [.newFirst, .oneToOne, .dueFirst, .leitner, .random]
}

/// What the simple rules look at: cards as FSRS-6 has them for everybody, and boxes.
struct SimpleRule {
    private let rule: LearningRule
    private let stars: [Int]
    private var random: SeededRandom
    private var isNewsTurn = false

    /// After so many days a box is due.
    private static let boxDays = [1, 1, 2, 4, 8, 16, 32, 64]

    init(_ rule: LearningRule, stars: [Int], seed: UInt64) {
        self.rule = rule
        self.stars = stars
        random = SeededRandom(stream: ~seed)
    }

    /// The question to ask; simple rules take higher stars first, and the weakest seen when they have nothing.
    mutating func choose(_ cards: [Card], _ boxes: [Int], today: Day) -> Int? {
        switch rule {
        case .yiti, .newFirst: return unseen(cards, today) ?? weakest(cards, today)
        case .oneToOne:
            isNewsTurn.toggle()
            let first = isNewsTurn ? unseen(cards, today) : due(cards, today)
            return first ?? unseen(cards, today) ?? due(cards, today) ?? weakest(cards, today)
        case .dueFirst: return due(cards, today) ?? unseen(cards, today) ?? weakest(cards, today)
        case .leitner: return inBox(cards, boxes, today) ?? unseen(cards, today) ?? weakest(cards, today)
        case .random:
            let free = cards.indices.filter { cards[$0].shownDay != today }
            return free.isEmpty ? nil : free[random.below(free.count)]
        }
    }

    private mutating func unseen(_ cards: [Card], _ today: Day) -> Int? {
        let start = random.below(cards.count)
        var best: Int?
        for step in cards.indices {
            let place = (step + start) % cards.count
            guard cards[place].memory == nil, cards[place].shownDay != today else { continue }
            if best.map({ stars[place] > stars[$0] }) ?? true { best = place }
        }
        return best
    }

    private func seen(_ cards: [Card], _ today: Day) -> [Int] {
        cards.indices.filter { cards[$0].memory != nil && cards[$0].shownDay != today }
    }

    private func recall(_ card: Card, _ today: Day) -> Double {
        guard let memory = card.memory, let day = card.reviewedDay else { return 1 }
        return FSRS6.standard.recall(memory, elapsedDays: today.days(since: day))
    }

    private func weakest(_ cards: [Card], _ today: Day) -> Int? {
        seen(cards, today).map { (place: $0, recall: recall(cards[$0], today)) }.min { $0.recall < $1.recall }?.place
    }

    private func due(_ cards: [Card], _ today: Day) -> Int? {
        seen(cards, today).filter { cards[$0].isDue(on: today) }
            .map { (place: $0, order: (-stars[$0], recall(cards[$0], today))) }.min { $0.order < $1.order }?.place
    }

    private func inBox(_ cards: [Card], _ boxes: [Int], _ today: Day) -> Int? {
        seen(cards, today).filter { place in
            cards[place].reviewedDay.map { today.days(since: $0) >= Self.boxDays[min(boxes[place], 7)] } ?? false
        }.min { (boxes[$0], -stars[$0]) < (boxes[$1], -stars[$1]) }
    }
}
