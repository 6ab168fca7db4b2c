import YitiCore
import YitiStore
import YitiWords

/// One subscription that is due: the question is chosen, the delivery row written and the next instant set, in one
/// transaction (behaviour, section 4).
struct Firing {
    private let batch: WriteBatch
    private let subscription: Subscription
    /// Whether the address can't be reached: the question waits for its next word, which ``Reachability`` hears.
    private let isSuspended: Bool
    /// Whether the question may go out without having waited, when there is room.
    private let sendsAtOnce: Bool
    private let zones: ZoneBook
    private var transaction: Transaction { batch.transaction }

    init(_ batch: WriteBatch, _ subscription: Subscription, isSuspended: Bool, sendsAtOnce: Bool) {
        self.batch = batch
        self.subscription = subscription
        self.isSuspended = isSuspended
        self.sendsAtOnce = sendsAtOnce && !isSuspended
        zones = batch.state.services.zones
    }

    func run() throws {
        let decider = Decider(batch, address: subscription.address)
        guard var file = try decider.file(of: subscription.person) else {
            return try transaction.setNext(nil, subscription: subscription.id)
        }
        if let zone = subscription.zone, zones.known(zone) == nil {
            throw StoreFailure(
                .damaged,
                """
                the time zones of this system lack \(zone), which a subscription of person \(file.person.id) has; update tzdata
                """)
        }
        let plan = try decider.plan(of: &file)
        // After downtime only the latest that is due: the ones before it are reckoned away, not looped over.
        let latest = plan.latest(of: subscription, notAfter: batch.now)
        // Every occurrence that has had a delivery is earlier than the one that is due.
        let next = plan.next(
            of: subscription, after: batch.now, last: subscription.nextOccurrence?.advanced(byDays: -1))
        if let latest, let first = subscription.nextOccurrence, latest.day >= first {
            let expires = min(latest.at.advanced(bySeconds: 86_400), next?.at ?? Instant(seconds: .max))
            if expires > batch.now {
                try deliver(latest, expires: expires, to: &file, isPaused: plan.isPaused(at: batch.now))
            }
        }
        try transaction.setNext(next, subscription: subscription.id)
    }

    /// The question, and the learning day it is for; nil when everything was shown today or put off, and the next day has candidates again.
    private func choice(for file: inout PersonFile, at instant: Instant) throws -> Choice? {
        let decider = Decider(batch, address: subscription.address, at: instant)
        let topics = subscription.chosenTopics(selected: file.person.topics)
        do {
            return try decider.decide(&file) { (decision) throws(Pending) in
                Choice(pick: try decision.choose(topics: topics), day: decision.today)
            }
        } catch is Refusal {
            return nil
        }
    }

    private struct Choice {
        var pick: Pick
        var day: Day
    }

    private func deliver(
        _ occurrence: Occurrence, expires: Instant, to file: inout PersonFile, isPaused: Bool
    ) throws {
        guard let chosen = try choice(for: &file, at: occurrence.at) else { return }
        let choice = chosen.pick
        let saysAllSeen = choice.allSeen && !subscription.saidAllSeen
        let delivery = Delivery(
            person: file.person.id, subscription: subscription.id, occurrence: occurrence.day, kind: .daily,
            address: subscription.address, question: choice.question.id, pick: choice.record,
            remark: saysAllSeen ? RemarkWords.text(of: .allSeen) : nil, day: chosen.day, dueAt: occurrence.at,
            notBefore: isSuspended ? expires : occurrence.at, expiresAt: expires)
        if sendsAtOnce, !isPaused, let post = Dispatcher.openPost(for: delivery, to: file.person, batch) {
            try Dispatcher.sendNew(delivery, to: &file, through: post, batch)
        } else if let written = try transaction.insert(delivery, isSurelyNew: !batch.isCareful) {
            Dispatcher.noteNew(written, batch)
        }
        if choice.allSeen != subscription.saidAllSeen {
            var changed = subscription
            changed.saidAllSeen = choice.allSeen
            try transaction.update(changed)
        }
    }
}
