import YitiCore
import YitiStore

/// Two identities that become one person, and one that leaves.
struct Linking {
    private let batch: WriteBatch
    private var transaction: Transaction { batch.transaction }
    private var services: Services { batch.state.services }

    init(_ batch: WriteBatch) {
        self.batch = batch
    }

    /// Makes one person of two: the older one's settings and open question stay, days are united by their stored
    /// learning day, and subscriptions past the eighth are held.
    func unite(_ older: Person, with younger: Person) throws -> Person {
        var person = older
        let shown = try transaction.cards(of: younger.id)
        person.keptBytes += younger.keptBytes
        try moveSubscriptions(from: younger, to: &person)
        try transaction.moveEverything(from: younger.id, to: older.id)
        // Whoever confirms is there: nobody can't be reached any more.
        try transaction.endSuspension(person: older.id, at: batch.now)
        try transaction.readdressHuman(from: younger.id, to: older.id)
        try transaction.deletePerson(younger.id)
        try rebuildCards(of: &person, alsoShown: shown)
        try transaction.removeLedger(of: person.id, from: Day(number: .min))
        try transaction.removeLinkCode(issuedBy: person.id)
        try log(.link, person)
        // The older one's memory stays: the younger one's events are theirs now.
        if person.memory != younger.memory { try log(.memory, person, body: person.memory.text) }
        try transaction.update(person)
        try batch.moveConnections(of: younger.id, to: person)
        return person
    }

    /// Makes a person of its own of an identity, with the subscriptions and put-off questions that
    /// go to it.
    func split(_ address: Address, from person: Person) throws -> Person {
        var fresh = Person.guest(at: batch.now)
        fresh.language = person.language
        fresh.calendar = LearningCalendar(
            zone: person.calendar.current.zone, rolloverHour: person.calendar.current.rolloverHour)
        fresh.zoneIsOwn = person.zoneIsOwn
        fresh = try transaction.insert(fresh)
        try transaction.moveIdentity(bridge: address.bridge, user: address.user, to: fresh.id)
        for subscription in try transaction.subscriptions(of: person.id)
        where subscription.address.bridge == address.bridge && subscription.address.user == address.user {
            try handOver(subscription, to: &fresh)
        }
        try transaction.moveUnderWay(to: address, from: person.id, to: fresh.id)
        try transaction.update(fresh)
        try log(.link, person)
        return fresh
    }

    /// A subscription goes on with somebody else. What it was until now stays with the one who had it: their days follow from it.
    private func handOver(_ subscription: Subscription, to fresh: inout Person) throws {
        var ended = subscription
        ended.endedAt = batch.now
        ended.nextAt = nil
        ended.nextOccurrence = nil
        try transaction.update(ended)
        try transaction.endSchedule(of: ended.id, at: batch.now)
        fresh.subscriptionsMade += 1
        var continued = subscription
        continued.id = 0
        continued.person = fresh.id
        continued.number = fresh.subscriptionsMade
        continued.createdAt = max(batch.now, subscription.createdAt)
        continued = try transaction.insert(continued)
        try transaction.moveDeliveries(ofSubscription: ended.id, to: fresh.id, subscription: continued.id)
        let zone = services.zones.zone(continued.zone ?? fresh.calendar.current.zone).name
        try transaction.begin(
            ScheduleRecord(
                subscription: continued.id, generation: continued.generation, minuteOfDay: continued.minuteOfDay,
                weekdays: continued.weekdays, zone: zone, from: continued.createdAt))
    }

    private func moveSubscriptions(from younger: Person, to person: inout Person) throws {
        var running = try transaction.subscriptions(of: person.id).count
        for var subscription in try transaction.allSubscriptions(of: younger.id) {
            person.subscriptionsMade += 1
            subscription.person = person.id
            subscription.number = person.subscriptionsMade
            if subscription.address == .human(younger.id) { subscription.address = .human(person.id) }
            if subscription.endedAt == nil {
                running += 1
                subscription.isHeld = subscription.isHeld || running > Decision.maxSubscriptions
                if subscription.zone == nil { subscription.zone = followedZone(younger, person) }
                if subscription.topics == nil { subscription.topics = younger.topics }
                let plan = FiringPlan(person, pauses: try transaction.pauses(of: person.id), zones: services.zones)
                let last = try transaction.lastOccurrence(ofSubscription: subscription.id)
                let next = plan.next(of: subscription, after: max(batch.now, subscription.createdAt), last: last)
                subscription.nextOccurrence = next?.day
                subscription.nextAt = next?.at
            }
            try transaction.update(subscription)
        }
    }

    /// A subscription that followed a zone which is no longer the person's keeps it as its own.
    private func followedZone(_ younger: Person, _ person: Person) -> String? {
        let zone = younger.calendar.current.zone
        return zone == person.calendar.current.zone ? nil : zone
    }

    private func rebuildCards(of person: inout Person, alsoShown: [Card]) throws {
        var cards = Dictionary(
            try transaction.cards(of: person.id).map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        for other in alsoShown {
            var card = cards[other.question] ?? Card(question: other.question)
            card.shownDay = [card.shownDay, other.shownDay].compactMap { $0 }.max()
            card.awayUntil = [card.awayUntil, other.awayUntil].compactMap { $0 }.max()
            cards[other.question] = card
        }
        person.firstAnswers = 0
        person.firstPasses = 0
        for card in cards.values {
            let answers = try transaction.ratedAnswers(of: person.id, question: card.question)
            let replayed = card.replayed(answers, person.memory)
            person.firstAnswers += replayed.reviews > 0 ? 1 : 0
            person.firstPasses += replayed.passedFirst ? 1 : 0
            try transaction.save(replayed, person: person.id)
        }
    }

    private func log(_ kind: EventKind, _ person: Person, body: String? = nil) throws {
        let period = person.calendar.period(at: batch.now)
        let zones = services.zones
        try transaction.append(
            Event(
                person: person.id, kind: kind, at: batch.now, zone: period.zone,
                offset: zones.zone(period.zone).offset(at: batch.now),
                day: person.calendar.day(at: batch.now, zones: zones), body: body))
    }
}
