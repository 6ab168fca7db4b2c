/// Two people of whom one is to be made, as they are before (`/link confirm`).
package struct Pair: Sendable {
    package var older: Person
    package var younger: Person
    /// How many subscriptions of the older one are on.
    package var running: Int
    /// The older one's.
    package var pauses: [PauseRecord]
    /// Every subscription the younger one ever had, and the last day for which each has had a delivery.
    package var subscriptions: [Subscription]
    package var lastOccurrences: [Int64: Day]
    package var cards: CardPair

    package init(
        older: Person, younger: Person, running: Int, pauses: [PauseRecord], subscriptions: [Subscription],
        lastOccurrences: [Int64: Day], cards: CardPair
    ) {
        self.older = older
        self.younger = younger
        self.running = running
        self.pauses = pauses
        self.subscriptions = subscriptions
        self.lastOccurrences = lastOccurrences
        self.cards = cards
    }

    /// What becomes of them: the older one's settings, memory and open question stay, answers of either still wait, days are united by
    /// their stored learning day, and subscriptions past the eighth are held.
    package func united(at now: Instant, zones: ZoneBook) -> Union {
        var person = older
        person.keptBytes += younger.keptBytes
        person.loop.join(younger.loop, at: now, today: person.calendar.day(at: now, zones: zones))
        var subscriptions: [Subscription] = []
        var running = running
        let plan = FiringPlan(older, pauses: pauses, zones: zones)
        for var subscription in self.subscriptions {
            person.subscriptionsMade += 1
            subscription.person = person.id
            subscription.number = person.subscriptionsMade
            if subscription.address == .human(younger.id) { subscription.address = .human(person.id) }
            if subscription.endedAt == nil {
                running += 1
                subscription.isHeld = subscription.isHeld || running > Decision.maxSubscriptions
                continueAsBefore(&subscription, plan, at: now)
            }
            subscriptions.append(subscription)
        }
        let united = cards.united()
        let all = Dictionary(
            (cards.older + united).map { ($0.question, $0) }, uniquingKeysWith: { _, last in last }
        ).values
        person.firstAnswers = all.count { $0.reviews > 0 }
        person.firstPasses = all.count(where: \.passedFirst)
        return Union(
            person: person, former: younger.id, subscriptions: subscriptions, cards: united,
            events: events(of: person, at: now, zones))
    }

    /// A subscription that followed a zone or topics which are no longer the person's keeps them as its own.
    private func continueAsBefore(_ subscription: inout Subscription, _ plan: FiringPlan, at now: Instant) {
        let zone = younger.calendar.current.zone
        if subscription.zone == nil, zone != older.calendar.current.zone { subscription.zone = zone }
        if subscription.topics == nil { subscription.topics = younger.topics }
        let next = plan.next(
            of: subscription, after: max(now, subscription.createdAt), last: lastOccurrences[subscription.id])
        subscription.nextOccurrence = next?.day
        subscription.nextAt = next?.at
    }

    /// The younger one's events are theirs now, and their memory stays all the same.
    private func events(of person: Person, at now: Instant, _ zones: ZoneBook) -> [Event] {
        let period = person.calendar.period(at: now)
        let link = Event(
            person: person.id, kind: .link, at: now, zone: period.zone,
            offset: zones.zone(period.zone).offset(at: now), day: person.calendar.day(at: now, zones: zones))
        guard person.memory != younger.memory else { return [link] }
        var memory = link
        memory.kind = .memory
        memory.body = person.memory.text
        return [link, memory]
    }
}

extension LoopState {
    /// Takes over what was under way with somebody who is the same person now: their answers that wait, in the order of all, those of their
    /// interview among them, and what is open where nothing is here.
    fileprivate mutating func join(_ other: LoopState, at now: Instant, today: Day) {
        var other = other
        if other.mock?.isRating == false { other.beginMockRatings(at: now, until: today.advanced(byDays: 1)) }
        for answer in other.waiting {
            let place = waiting.firstIndex { $0.answer > answer.answer } ?? waiting.endIndex
            waiting.insert(answer, at: place)
        }
        let taken = Set(open.map(\.room))
        for var question in other.open.sorted(by: { $0.touched < $1.touched }) where !taken.contains(question.room) {
            steps += 1
            question.touched = steps
            open.append(question)
        }
    }
}

/// Cards of two people who become one, those of the older one as far as they are of the same questions, and the rated answers of either to
/// them.
package struct CardPair: Sendable {
    /// What the older one's memory is reckoned with.
    package var memory: MemoryHistory
    package var older: [Card]
    package var younger: [Card]
    package var answers: [Answer]

    package init(memory: MemoryHistory, older: [Card], younger: [Card], answers: [Answer]) {
        self.memory = memory
        self.older = older
        self.younger = younger
        self.answers = answers
    }

    /// The younger one's questions as the older one's cards, reckoned anew from the answers of both, each shown and put off as late as it
    /// was with either.
    package func united() -> [Card] {
        let own = Dictionary(older.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        let given = Dictionary(grouping: answers, by: \.question)
        return younger.map { other in
            var card = own[other.question] ?? Card(question: other.question)
            card.shownDay = [card.shownDay, other.shownDay].compactMap { $0 }.max()
            card.awayUntil = [card.awayUntil, other.awayUntil].compactMap { $0 }.max()
            return card.replayed(given[card.question] ?? [], memory)
        }
    }
}

/// What becomes of two people.
package struct Union: Sendable {
    /// The one they are from now on.
    package var person: Person
    /// The one who is no more.
    package var former: Int64
    /// Those that were the former one's.
    package var subscriptions: [Subscription]
    /// Of the questions that the former one had met, from the answers of both.
    package var cards: [Card]
    /// What is written down of it.
    package var events: [Event]
}
