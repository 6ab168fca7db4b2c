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
        let interview = person.interview.flatMap { $0 >= today ? $0 : nil }
        var facts = StatsFacts(
            answered: topic == nil ? try file.answerCount() : reviews, questionsSeen: parts.reduce(0) { $0 + $1.seen },
            questionsTotal: parts.reduce(0) { $0 + $1.total }, due: parts.reduce(0) { $0 + $1.due },
            retention: try retention(reviewed), byTopic: parts,
            answersByDay: try file.ratedCounts(from: today.advanced(byDays: -Self.daysBack)), today: today,
            interview: interview, readiness: nil, own: ownForgetting, missed: MissedPoint.again(in: ticked, pointCount))
        if let interview {
            let topics = if let topic { [topic] } else { try sources().prepared }
            facts.readiness = catalog.picker.readiness(on: interview, try outlook(topics))
            facts.readinessTopics = topics
        }
        for due in reviewed.compactMap(\.dueDay) where due < today.advanced(byDays: Self.daysAhead) {
            facts.dueByDay[max(due, today), default: 0] += 1
        }
        return [.stats(facts)]
    }

    /// The part of later answers to these questions that were passed; nil while there are none.
    private func retention(_ reviewed: [Card]) throws(Pending) -> Double? {
        let cards = reviewed.filter { $0.reviews > 1 }
        let later = cards.reduce(0) { $0 + $1.reviews - 1 }
        let failedFirst = try failedFirst(cards)
        let lapses = cards.reduce(0) { $0 + $1.lapses - (failedFirst.contains($1.question) ? 1 : 0) }
        return later > 0 ? Double(later - lapses) / Double(later) : nil
    }

    /// The questions among these whose first rating was `again`. A card does not keep that of an answer after `/reveal`: the answers do.
    private func failedFirst(_ cards: [Card]) throws(Pending) -> Set<String> {
        let revealed = cards.filter { $0.firstRating == nil && $0.lapses > 0 }.map(\.question)
        let lacking = revealed.filter { !file.answersByQuestion.knows($0) }
        guard lacking.isEmpty else { throw .needs(Set(lacking.map { .answers(question: $0) })) }
        var failed = Set(cards.filter { $0.firstRating == .again }.map(\.question))
        for question in revealed {
            let answers = try file.answersByQuestion.get(question, .answers(question: question)) ?? []
            let first = answers.filter { $0.rating != nil }.min { $0.id < $1.id }
            if first?.rating == .again { failed.insert(question) }
        }
        return failed
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
    private func outlook(_ topics: [String]?) throws(Pending) -> PickRequest {
        var request = try pickRequest(topics: topics, on: today)
        request.cards.sort { $0.question < $1.question }
        return request
    }

    /// Where the person's questions come from.
    private func sources() throws(Pending) -> QuestionSources {
        let standing = try file.standing.get(.subscriptions).filter { !$0.isHeld && !lacksTopics($0) }
        return QuestionSources(standing, selected: person.topics)
    }

    /// `/plan`: what the pace of late leads to by the interview, and what it takes to have seen every question of five stars.
    package func plan() throws(Pending) -> [Message] {
        let answers = try file.ratedCounts(from: Day(number: .min))
        let pauses = try file.pauses.get(.pauses)
        let pace = Pace.ofLate(answers, today: today) { day in pauses.contains { $0.covers(day) } }
        let sources = try sources()
        var request = try outlook(sources.prepared)
        // What was fitted today holds from tomorrow on.
        request.terms = person.memory.latest
        // A pause without an end says nothing of the days ahead.
        let plan = catalog.picker.plan(request, from: sources, pace: pace, answeredToday: answers[today] ?? 0) { day in
            pauses.contains { $0.until != nil && $0.covers(day) }
        }
        return [.info(.plan(plan))]
    }
}
