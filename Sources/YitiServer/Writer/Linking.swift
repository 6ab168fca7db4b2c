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

    /// What is to be moved and reckoned before two people are made one; nil when that is done, or can't be done by slices: other servers
    /// would carry out what the two ask for meanwhile.
    func slices(_ older: Person, with younger: Person, others: [Int64]) throws -> SlicedWork? {
        guard !transaction.isShared, try UnderWay.uniting(older.id, transaction) != younger.id else { return nil }
        try UnderWay.mark(younger.id, becomes: older.id, transaction)
        return SlicedWork(others: others) { batch in
            try batch.transaction.about([older.id, younger.id]) { try Linking(batch).slice(older, with: younger) }
        }
    }

    private func slice(_ older: Person, with younger: Person) throws -> Bool {
        if try transaction.moveSome(from: younger.id, to: older.id, rows: SlicedWork.rows) { return true }
        let cards = try transaction.cards(of: younger.id).prefix(Self.cardsOfSlice)
        try unite(Array(cards), of: younger, with: older)
        return !cards.isEmpty
    }

    /// How many cards one slice reckons anew, each from its answers.
    private static let cardsOfSlice = 16

    /// Makes one person of two: the older one's settings and open question stay, days are united by their stored
    /// learning day, and subscriptions past the eighth are held.
    func unite(_ older: Person, with younger: Person) throws -> Person {
        var person = older
        person.keptBytes += younger.keptBytes
        try moveSubscriptions(from: younger, to: &person)
        try transaction.moveEverything(from: younger.id, to: older.id)
        try unite(transaction.cards(of: younger.id), of: younger, with: older)
        // Whoever confirms is there: nobody can't be reached any more.
        try transaction.endSuspension(person: older.id, at: batch.now)
        try transaction.readdressHuman(from: younger.id, to: older.id)
        try transaction.deletePerson(younger.id)
        let cards = try transaction.cards(of: person.id)
        person.firstAnswers = cards.count { $0.reviews > 0 }
        person.firstPasses = cards.count(where: \.passedFirst)
        try transaction.removeLedger(of: person.id, from: Day(number: .min))
        try transaction.removeLinkCode(issuedBy: person.id)
        try log(.link, person)
        // The older one's memory stays: the younger one's events are theirs now.
        if person.memory != younger.memory { try log(.memory, person, body: person.memory.text) }
        try transaction.update(person)
        try UnderWay.endUniting(with: older.id, transaction)
        if transaction.isShared {
            try FormerPeople.note(younger.id, became: person.id, in: transaction, at: batch.now)
        }
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

    /// Reckons the older one's cards anew from the answers that are theirs by now, each shown and put off as late as it was with either;
    /// those of the younger go.
    private func unite(_ cards: [Card], of younger: Person, with older: Person) throws {
        for other in cards {
            var card = try transaction.card(of: older.id, question: other.question) ?? Card(question: other.question)
            card.shownDay = [card.shownDay, other.shownDay].compactMap { $0 }.max()
            card.awayUntil = [card.awayUntil, other.awayUntil].compactMap { $0 }.max()
            let answers = try transaction.ratedAnswers(of: older.id, question: card.question)
            try transaction.save(card.replayed(answers, older.memory), person: older.id)
            try transaction.removeCard(of: younger.id, question: other.question)
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
