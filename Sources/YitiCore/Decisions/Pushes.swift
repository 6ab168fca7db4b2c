/// Pushes: what a subscription that is due sends, and what becomes of a delivery whose turn it is (docs/protocol.md, section 7).
extension Decision {
    /// A subscription that is due: its question, chosen for the learning day of the instant it was due, what that says where it `mayGo` at
    /// once, and when it fires next. To an address that can't be reached nothing goes before its next word.
    package mutating func fire(
        _ subscription: Subscription, isSuspended: Bool, mayGo: Bool
    ) throws(Pending) -> FiredSubscription {
        // Asked for in one go: what is under way since an earlier day is all of it, too.
        let lacking = file.needsToChoose(
            on: person.calendar.day(at: min(subscription.nextAt ?? now, now), zones: zones))
        guard lacking.isEmpty else { throw .needs(lacking) }
        let plan = try FiringPlan(file, zones: zones)
        // Every occurrence that has had a delivery is earlier than the one that is due.
        let next = plan.next(of: subscription, after: now, last: subscription.nextOccurrence?.advanced(byDays: -1))
        var fired = FiredSubscription(subscription, next: next)
        // After downtime only the latest that is due: the ones before it are reckoned away, not looped over.
        guard let latest = plan.latest(of: subscription, notAfter: now), let first = subscription.nextOccurrence,
            latest.day >= first
        else { return fired }
        let expires = min(latest.at.advanced(bySeconds: 86_400), next?.at ?? Instant(seconds: .max))
        let day = person.calendar.day(at: latest.at, zones: zones)
        guard expires > now else { return fired }
        fired.dueAt = latest.at
        let pick = try choice(for: subscription, on: day)
        if let pick {
            fired.note(pick, before: subscription)
        } else {
            fired.lacksTopics = lacksTopics(subscription)
            fired.loss = try untoldLoss(of: subscription)
            guard fired.loss != nil else { return fired }
        }
        var delivery = Delivery(
            person: person.id, subscription: subscription.id, occurrence: latest.day,
            kind: pick == nil ? .notice : .daily, address: subscription.address, question: pick?.question.id ?? "",
            pick: pick?.record, day: countedDay(from: latest.at), dueAt: latest.at,
            notBefore: isSuspended ? expires : latest.at, expiresAt: expires)
        if mayGo, !isSuspended, !plan.isPaused(at: now), holdsPushes == nil {
            (delivery.state, delivery.attempt) = (.inFlight, 1)
            fired.messages = try said(pick, fired)
        }
        fired.delivery = delivery
        return fired
    }

    /// What a subscription that fires says: its question, or that its topics have left the bank.
    private mutating func said(_ pick: Pick?, _ fired: FiredSubscription) throws(Pending) -> [Message] {
        guard let pick else { return fired.loss.map { [.info($0)] } ?? [] }
        return try asking(
            pick.question, pick.record, fired.saysAllSeen ? [.allSeen] : [], isNew: pick.record.recall == nil)
    }

    /// The question; nil when everything was shown that day or put off, and the next day has candidates again.
    private func choice(for subscription: Subscription, on day: Day) throws(Pending) -> Pick? {
        do throws(Pending) {
            return try choose(topics: subscription.chosenTopics(selected: person.topics), on: day)
        } catch {
            if case .refused = error { return nil }
            throw error
        }
    }

    /// What becomes of a delivery whose turn it is: it goes, waits for the end of quiet hours, or ends, since the day is paused by now, its
    /// subscription has ended while it was in flight, or a nudge has nothing to remind of any more.
    package mutating func send(_ delivery: Delivery) throws(Pending) -> PushFate {
        guard try isStillWanted(delivery) else { return .ends }
        if delivery.kind != .notice || delivery.tellsLoss, let end = holdsPushes {
            return end < delivery.expiresAt ? .waits(until: end) : .ends
        }
        return try tell(delivery)
    }

    private func isStillWanted(_ delivery: Delivery) throws(Pending) -> Bool {
        switch delivery.kind {
        case .notice where delivery.tellsLoss:
            guard let id = delivery.subscription, try loss(of: id) != nil else { return false }
            return !(try FiringPlan(file, zones: zones).isPaused(at: now))
        // Nobody has to say that it is they who typed a link code once that is over.
        case .notice where delivery.question.isEmpty: return try file.codes(at: now).link != nil
        case .later, .notice: return true
        case .nudge where person.loop.open(delivery.question, in: delivery.address.room) == nil: return false
        case .daily, .nudge:
            // What was sent before may have lost its subscription meanwhile.
            if delivery.attempt > 0, let id = delivery.subscription, try file.hasEnded(id) { return false }
            return !(try FiringPlan(file, zones: zones).isPaused(at: now))
        }
    }

    /// What a delivery says that another server has had acked; nothing any more of a link code that may be confirmed by now.
    package mutating func tellAgain(_ delivery: Delivery) throws(Pending) -> PushFate {
        if delivery.question.isEmpty, !delivery.tellsLoss, try file.codes(at: now).link == nil { return .ends }
        return try tell(delivery)
    }

    /// What a delivery says.
    mutating func tell(_ delivery: Delivery) throws(Pending) -> PushFate {
        if delivery.tellsLoss, let id = delivery.subscription {
            return try loss(of: id).map { .goes([.info($0)]) } ?? .ends
        }
        if delivery.kind == .notice, delivery.question.isEmpty { return .goes([.info(try claim(delivery))]) }
        guard let question = catalog.bank.question(delivery.question) else { return .isNotInTheBank }
        guard delivery.kind != .notice else { return .goes([.info(try keyPoints(question, delivery))]) }
        let remarks = (delivery.kind == .nudge ? [Remark.nudge] : []) + (delivery.remark.map { [.stored($0)] } ?? [])
        return .goes(try asking(question, delivery.pick, remarks))
    }

    /// A question, after what is news to the person. `isNew` says whether they have never rated it, when that is known already.
    private mutating func asking(
        _ question: Question, _ pick: PickRecord?, _ remarks: [Remark], isNew: Bool? = nil
    ) throws(Pending) -> [Message] {
        try settleDays()
        let facts = try facts(question, pick: pick, remarks: remarks, isNew: isNew)
        return news() + [.question(facts)]
    }

    /// Somebody typed a link code: who, and a button that confirms.
    private func claim(_ delivery: Delivery) throws(Pending) -> Info {
        let codes = try file.codes(at: now)
        guard let claimant = codes.claimant, let place = codes.link?.claimantAddress else {
            return .stored(delivery.remark ?? .empty)
        }
        return .linkClaimed(name: claimant.name, bridge: place.bridge, user: place.isHuman ? "" : place.user)
    }

    /// What a room's question comes to when its day is over; to a member who answered it, its key points.
    private func keyPoints(_ question: Question, _ delivery: Delivery) throws(Pending) -> Info {
        guard delivery.address.chat != nil else { return .keyPoints(question) }
        let since = delivery.dueAt.advanced(bySeconds: -2 * 86_400)
        let answerers = try file.answerers(of: question.id, since: since)
        let names = answerers.compactMap(\.self).sorted()
        return .roomDay(question, names: names, others: answerers.count - names.count)
    }

    /// The learning day that a question counts for which may go from an instant on: quiet hours around that put it off to their end.
    private func countedDay(from instant: Instant) -> Day {
        person.calendar.day(at: afterQuiet(instant), zones: zones)
    }

    /// What was kept back may go as far as nothing else keeps it back, and counts for no later day than it then comes on.
    mutating func releasePending() {
        if !file.isGuest { file.record(.pendingReleased(countingFor: countedDay(from: now))) }
    }

    /// When the person's quiet hours around an instant end; nil when nothing keeps it quiet.
    func quietEnd(around instant: Instant) -> Instant? { person.quiet?.end(around: instant, in: zone) }

    /// An instant, or the end of the person's quiet hours around it.
    func afterQuiet(_ instant: Instant) -> Instant { quietEnd(around: instant) ?? instant }

    /// Until when nothing is sent to the person: the end of quiet hours, or for as long as a mock interview lasts; nil when it may go.
    private var holdsPushes: Instant? {
        [quietEnd(around: now), person.loop.mock?.holdsPushes(at: now)].compactMap { $0 }.max()
    }
}

/// What a subscription that was due has come to.
package struct FiredSubscription: Sendable {
    /// As it is now, with when it fires next.
    package var subscription: Subscription
    /// Whether more of it has changed than when it fires next.
    package var isChanged = false
    /// Whether its question comes with the word that all of the selection have been seen.
    package var saysAllSeen = false
    /// When what it sends was due; nil when it sends nothing any more.
    package var dueAt: Instant?
    /// Whether the bank has none of its topics. Another server's may have them.
    package var lacksTopics = false
    /// That its topics have left the bank, which it says in place of a question; nil when there is one, or this is known.
    package var loss: Info?
    /// What it sends, if anything: in flight when it goes at once.
    package var delivery: Delivery?
    /// What that says, when it goes at once.
    package var messages: [Message]?

    init(_ subscription: Subscription, next: Occurrence?) {
        self.subscription = subscription
        self.subscription.nextOccurrence = next?.day
        self.subscription.nextAt = next?.at
    }

    /// One that is left to other servers, which may have its topics; nil when they have had time enough.
    package func leaving(_ before: Subscription, at now: Instant) -> FiredSubscription? {
        guard lacksTopics, let dueAt, now < dueAt.advanced(bySeconds: Self.otherBanksSeconds) else { return nil }
        let again = now.advanced(bySeconds: PushFate.otherBanksSeconds)
        return FiredSubscription(before, next: before.nextOccurrence.map { Occurrence(day: $0, at: again) })
    }

    /// For how long what this server's bank lacks is left to others: until then a new bank should be at all of them.
    private static let otherBanksSeconds: Int64 = 3_600

    /// Notes what its question is: whether all of the selection have been seen, and whether that is news.
    fileprivate mutating func note(_ pick: Pick, before: Subscription) {
        saysAllSeen = pick.allSeen && !before.saidAllSeen
        isChanged = pick.allSeen != before.saidAllSeen
        subscription.saidAllSeen = pick.allSeen
    }
}

/// What becomes of a delivery whose turn it is.
package enum PushFate: Hashable, Sendable {
    case goes([Message])
    case waits(until: Instant)
    case ends
    /// Another server may have its question.
    case isNotInTheBank

    /// How long a delivery whose question is not in this server's bank is left to the others before it is looked at again.
    package static let otherBanksSeconds: Int64 = 10

    /// What becomes of a delivery whose question is not in this server's bank: it is left to servers that have it; where there are no others
    /// it ends.
    ///
    /// A bridge's is put off, since only its connection's server would look at it; a person's own may be shown by another just now.
    package static func leaving(_ delivery: Delivery, hasOthers: Bool, at now: Instant) -> PushFate {
        let again = now.advanced(bySeconds: otherBanksSeconds)
        guard hasOthers, again < delivery.expiresAt else { return .ends }
        return delivery.address.isHuman ? .isNotInTheBank : .waits(until: again)
    }
}
