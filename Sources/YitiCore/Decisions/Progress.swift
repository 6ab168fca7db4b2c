/// What is told of all that a person has answered, and of what lies ahead. Nothing is changed.
extension Decision {
    /// So many days ahead it is told what falls due.
    private static let daysAhead = 30
    /// So many days back the heat map goes, and a little further.
    private static let daysBack = 370

    /// `/stats [topic]`.
    package func stats(topic: String?) throws(Pending) -> [Message] {
        let cards = try file.cards.all(.allCards)
        let topics = catalog.bank.topics.filter { topic == nil || $0.id == topic }
        let ticked = try file.tickedAnswers.get(.tickedAnswers).filter { answer in
            topics.contains { $0.id == catalog.bank.question(answer.question)?.topic }
        }
        let last = Dictionary(ticked.map { ($0.question, $0) }, uniquingKeysWith: { _, last in last })
        let parts = topics.map { part(of: $0, cards, last) }
        let reviewed = cards.values.filter { card in
            card.reviews > 0 && (topic == nil || catalog.bank.question(card.question)?.topic == topic)
        }
        let reviews = reviewed.reduce(0) { $0 + $1.reviews }
        let again = reviews - reviewed.count
        let lapses = reviewed.reduce(0) { $0 + $1.lapses - ($1.firstRating == .again ? 1 : 0) }
        let interview = person.interview.flatMap { $0 >= today ? $0 : nil }
        var facts = StatsFacts(
            answered: topic == nil ? try file.answerCount() : reviews, questionsSeen: parts.reduce(0) { $0 + $1.seen },
            questionsTotal: parts.reduce(0) { $0 + $1.total }, due: parts.reduce(0) { $0 + $1.due },
            retention: again > 0 ? Double(again - lapses) / Double(again) : nil, byTopic: parts,
            answersByDay: try file.ratedCounts(from: today.advanced(byDays: -Self.daysBack)), today: today,
            interview: interview, readiness: nil, own: ownForgetting, missed: MissedPoint.again(in: ticked, pointCount))
        if let interview { facts.readiness = catalog.picker.readiness(on: interview, try outlook()) }
        for due in reviewed.compactMap(\.dueDay) where due < today.advanced(byDays: Self.daysAhead) {
            facts.dueByDay[max(due, today), default: 0] += 1
        }
        return [.stats(facts)]
    }

    private func part(
        of topic: Topic, _ cards: [String: Card], _ ticked: [String: Answer]
    ) -> StatsFacts.TopicPart {
        let last = topic.questions.compactMap { ticked[$0.id] }
        let points = last.reduce(0) { $0 + pointCount($1.question) }
        let missed = last.reduce(0) { $0 + PointList($1.ticked ?? []).missing(of: pointCount($1.question)).count }
        let met = topic.questions.compactMap { cards[$0.id] }.filter { $0.reviews > 0 }
        let model = person.memory.terms(on: today).model
        let recalls = met.reduce(0.0) { $0 + recall(of: $1, model) }
        return StatsFacts.TopicPart(
            topic: topic.id, name: topic.name, seen: met.count, total: topic.questions.count,
            due: met.count { $0.isDue(on: today) },
            mastery: topic.questions.isEmpty ? 0 : recalls / Double(topic.questions.count), covered: points - missed,
            points: points)
    }

    private func recall(of card: Card, _ model: FSRS6) -> Double {
        guard let memory = card.memory, let reviewed = card.reviewedDay else { return 0 }
        return model.recall(memory, elapsedDays: today.days(since: reviewed), isLasting: card.isLasting)
    }

    /// What the choices to come follow from, the cards in an order in which sums over them are the same each time.
    private func outlook() throws(Pending) -> PickRequest {
        var request = try pickRequest(topics: person.topics, on: today)
        request.cards.sort { $0.question < $1.question }
        return request
    }

    /// `/plan`: what the pace of late leads to by the interview, and what it takes to have seen every question of five stars.
    package func plan() throws(Pending) -> [Message] {
        let answers = try file.ratedCounts(from: Day(number: .min))
        let pauses = try file.pauses.get(.pauses)
        let pace = Pace.ofLate(answers, today: today) { day in pauses.contains { $0.covers(day) } }
        var request = try outlook()
        // What was fitted today holds from tomorrow on.
        request.terms = person.memory.latest
        // A pause without an end says nothing of the days ahead.
        let plan = catalog.picker.plan(request, pace: pace, answeredToday: answers[today] ?? 0) { day in
            pauses.contains { $0.until != nil && $0.covers(day) }
        }
        return [.info(.plan(plan))]
    }
}
