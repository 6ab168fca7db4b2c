/// Chooses the question to ask: stars times expected gain in recall at the horizon, less what a review
/// loses by not waiting (``Waiting``), with a turn to another topic where it costs little.
///
/// One picker serves one bank; what depends on the bank alone is reckoned once. A choice looks at each card of the person
/// once. Questions never seen gain all the same, so of those only the whole numbers of the tie-break are compared.
package struct Picker: Sendable {
    /// The bank that is chosen from.
    package let bank: Bank
    /// The memory model that recall and gain come from.
    package let model: FSRS6
    let tables: [QuestionTable]
    private let topicPlaces: [String: Int]
    let topicSpans: [Range<Int>]

    /// What is known of a question before anybody asks.
    struct QuestionTable {
        var topic: Int
        var stars: Int
        var hash: UInt64
    }

    /// A picker for a bank.
    package init(bank: Bank, model: FSRS6) {
        self.bank = bank
        self.model = model
        var tables: [QuestionTable] = []
        var spans: [Range<Int>] = []
        for (place, topic) in bank.topics.enumerated() {
            let start = tables.count
            tables += topic.questions.map {
                QuestionTable(topic: place, stars: Self.stars($0), hash: StableHash.of($0.id))
            }
            spans.append(start..<tables.count)
        }
        self.tables = tables
        topicSpans = spans
        topicPlaces = Dictionary(
            bank.topics.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// The question to ask, or why there is none.
    package func pick(_ request: PickRequest) -> PickOutcome { pick(request, from: field(of: request)) }

    /// The same from what was found out of the questions that day. A request's cards, topics, excluded ids and day are the field's already.
    package func pick(_ request: PickRequest, from field: Field) -> PickOutcome {
        if let place = field.telling, field.marks[field.reviews[place].position] == .seen {
            return .picked(picked(field.reviews[place], "telling", request, field))
        }
        var ranking = Ranking(previousTopic: request.previousTopic.flatMap { topicPlaces[$0] })
        for candidate in field.reviews where field.marks[candidate.position] == .seen {
            ranking.enter(candidate, topic: tables[candidate.position].topic)
        }
        enterNew(request, field, &ranking)
        guard let (candidate, reason) = ranking.winner else {
            return .none(reasonForNone(field))
        }
        return .picked(picked(candidate, reason, request, field))
    }

    private func picked(_ candidate: Candidate, _ reason: String, _ request: PickRequest, _ field: Field) -> Pick {
        let record = PickRecord(
            reason: reason, recall: candidate.recall, score: candidate.score, gain: candidate.gain,
            horizon: request.horizon)
        let allSeen = field.seen == size(of: field)
        return Pick(question: bank.questions[candidate.position], record: record, allSeen: allSeen)
    }

    /// What a choice finds out about each question. It holds for a learning day, but for what is shown meanwhile.
    package struct Field {
        fileprivate enum Mark { case new, seen, shownToday, putOff, underWay }
        fileprivate var marks: [Mark]
        /// Whether a topic, by its place, is selected.
        fileprivate let selected: [Bool]
        fileprivate let ties: TieBreak
        /// The questions that may be asked again.
        fileprivate var reviews: [Candidate] = []
        /// The place of the one among ``reviews`` that goes before all others, for what it tells.
        fileprivate var telling: Int?
        /// How many questions of the selection have a rating.
        fileprivate var seen = 0

        fileprivate init(count: Int, selected: [Bool], ties: TieBreak) {
            marks = Array(repeating: .new, count: count)
            self.selected = selected
            self.ties = ties
        }
    }

    /// Looks at every card once.
    package func field(of request: PickRequest) -> Field {
        let ties = TieBreak(person: request.person, day: request.today)
        var field = Field(count: tables.count, selected: selection(request.topics), ties: ties)
        for id in request.excluded { if let position = bank.position(of: id) { field.marks[position] = .underWay } }
        field.reviews.reserveCapacity(request.cards.count)
        let ahead = request.horizon.days(since: request.today)
        let outlook = request.outlook ?? model
        var prospects: [ReviewProspect] = []
        if request.interview != nil { prospects.reserveCapacity(request.cards.count) }
        var telling = Telling(request)
        for card in request.cards {
            guard let position = bank.position(of: card.question) else { continue }
            let table = tables[position]
            guard field.selected[table.topic] else { continue }
            if card.memory != nil { field.seen += 1 }
            if field.marks[position] == .new { field.marks[position] = mark(card, today: request.today) }
            guard field.marks[position] == .seen, let memory = card.memory, let reviewed = card.reviewedDay else {
                continue
            }
            let elapsed = request.today.days(since: reviewed)
            let prospect = ReviewProspect(
                outlook, memory, elapsedDays: elapsed, ahead: ahead, isLasting: card.isLasting)
            let (expected, gain) = outlook.gain(prospect)
            let recall = request.memory?.recall(memory, elapsedDays: elapsed, isLasting: card.isLasting) ?? expected
            let review = Candidate(
                position: position, score: Double(table.stars) * gain, tie: ties.place(of: table.hash), gain: gain,
                recall: recall)
            field.reviews.append(review)
            if request.interview != nil { prospects.append(prospect) }
            telling?.meet(
                review, memory, elapsedDays: elapsed, isLasting: card.isLasting, place: field.reviews.count - 1)
        }
        field.telling = telling?.place
        if let waiting = Waiting(request, outlook: outlook, unseen: size(of: field) - field.seen) {
            wait(waiting, prospects, outlook, gainOfNew: newGain(request), &field)
        }
        return field
    }

    /// Takes from the score of each review what is lost by not waiting.
    private func wait(
        _ waiting: Waiting, _ prospects: [ReviewProspect], _ outlook: FSRS6, gainOfNew: Double, _ field: inout Field
    ) {
        let later = zip(field.reviews, prospects).map { candidate, prospect in
            Double(tables[candidate.position].stars) * waiting.laterGain(outlook, prospect)
        }
        var new = [Int](repeating: 0, count: Self.mostStars + 1)
        for (topic, span) in topicSpans.enumerated() where field.selected[topic] {
            for position in span where field.marks[position] == .new { new[tables[position].stars] += 1 }
        }
        let price = waiting.price(
            zip(field.reviews, later).map { (gain: max($0.score, $1), count: 1) }
                + new.enumerated().map { (gain: Double($0.offset) * gainOfNew, count: $0.element) })
        for (place, later) in later.enumerated() {
            field.reviews[place].score -= waiting.loss(later: later, price: price)
        }
    }

    /// What a first answer today gains.
    private func newGain(_ request: PickRequest) -> Double {
        (request.outlook ?? model).gain(
            introducingWithPassChance: request.passChance, ahead: request.horizon.days(since: request.today))
    }

    /// Notes that a question was asked and rated this day: it does not come again before the next.
    package func note(_ pick: Pick, in field: inout Field) {
        guard let position = bank.position(of: pick.question.id), field.selected[tables[position].topic] else { return }
        if pick.record.recall == nil { field.seen += 1 }
        field.marks[position] = .shownToday
    }

    fileprivate func mark(_ card: Card, today: Day) -> Field.Mark {
        if card.shownDay == today { return .shownToday }
        if let until = card.awayUntil, until > today { return .putOff }
        return card.memory == nil ? .new : .seen
    }

    /// Of the questions never seen, those with the most stars and the first place in the tie-break are all that matter.
    private func enterNew(_ request: PickRequest, _ field: Field, _ ranking: inout Ranking) {
        var leaders = [Leader](repeating: Leader(), count: (Self.mostStars + 1) * 2)
        for (topic, span) in topicSpans.enumerated() where field.selected[topic] {
            let offset = topic == ranking.previousTopic ? 0 : Self.mostStars + 1
            for position in span where field.marks[position] == .new {
                leaders[tables[position].stars + offset].meet(position, field.ties.place(of: tables[position].hash))
            }
        }
        let gain = newGain(request)
        for leader in leaders where leader.position >= 0 {
            let table = tables[leader.position]
            ranking.enter(
                Candidate(position: leader.position, score: Double(table.stars) * gain, tie: leader.tie, gain: gain),
                topic: table.topic)
        }
    }

    private struct Leader {
        var position = -1
        var tie = UInt64.max

        mutating func meet(_ position: Int, _ tie: UInt64) {
            guard tie < self.tie || self.position < 0 else { return }
            self.position = position
            self.tie = tie
        }
    }

    private func reasonForNone(_ field: Field) -> NoCandidate {
        let total = size(of: field)
        guard total > 0 else { return .emptySelection }
        let marks = topicSpans.indices.filter { field.selected[$0] }.flatMap { field.marks[topicSpans[$0]] }
        return .noneLeft(
            of: total, shownToday: marks.count { $0 == .shownToday }, putOff: marks.count { $0 == .putOff },
            underWay: marks.count { $0 == .underWay })
    }

    /// How many questions it may choose from.
    package func candidateCount(_ request: PickRequest) -> Int {
        let field = field(of: request)
        return topicSpans.indices.filter { field.selected[$0] }.reduce(0) { count, topic in
            count + field.marks[topicSpans[topic]].count { $0 == .new || $0 == .seen }
        }
    }

    private func size(of field: Field) -> Int { size(of: field.selected) }

    /// How many questions the selected topics have.
    func size(of selected: [Bool]) -> Int {
        zip(topicSpans, selected).reduce(0) { $0 + ($1.1 ? $1.0.count : 0) }
    }

    func selection(_ topics: [String]?) -> [Bool] {
        guard let topics else { return Array(repeating: true, count: topicSpans.count) }
        var selected = Array(repeating: false, count: topicSpans.count)
        for id in topics { if let place = topicPlaces[id] { selected[place] = true } }
        return selected
    }

    private static let mostStars = 5

    /// The stars, held within what the bank's grammar allows.
    private static func stars(_ question: Question) -> Int { min(max(question.stars, 1), mostStars) }
}

extension Picker {
    /// How many questions of the selection have five stars, and how many of those have no rating.
    package func topStars(topics: [String]?, cards: [Card]) -> (total: Int, unseen: Int) {
        let selected = selection(topics)
        let total = zip(topicSpans, selected).filter(\.1).reduce(0) { sum, topic in
            sum + topic.0.count { tables[$0].stars == Self.mostStars }
        }
        let seen = cards.count { card in
            guard card.memory != nil, let position = bank.position(of: card.question) else { return false }
            return selected[tables[position].topic] && tables[position].stars == Self.mostStars
        }
        return (total, total - seen)
    }
}
