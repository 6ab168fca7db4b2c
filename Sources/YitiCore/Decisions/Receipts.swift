/// What bridges say of pushes: a platform took one, or why it did not (docs/protocol.md, section 7).
extension Decision {
    /// The platform took a push, or a person's connection wrote it. What follows is sent later: a nudge, or, where the file is the room's
    /// own, what the question has come to when the room's day is over.
    package mutating func take(_ delivery: Delivery, isOfRoom: Bool) throws(Pending) -> [Delivery] {
        guard delivery.kind != .notice else { return [] }
        try arrive(delivery)
        guard delivery.kind == .daily else { return [] }
        var following: [Delivery] = []
        if isOfRoom {
            let end = person.calendar.end(of: delivery.day, zones: zones)
            following.append(
                .keyPoints(of: delivery.question, to: delivery.address, of: person, at: max(end, now), zones))
        }
        let due = now.advanced(bySeconds: Self.nudgeSeconds)
        if person.nudge, due < delivery.expiresAt {
            // Since it was sent its person may have become another.
            let address = delivery.address.isHuman ? .human(person.id) : delivery.address
            following.append(
                Delivery(
                    person: person.id, subscription: nil, occurrence: nil, kind: .nudge, address: address,
                    question: delivery.question, pick: delivery.pick, day: delivery.day, dueAt: due, notBefore: due,
                    expiresAt: delivery.expiresAt))
        }
        return following
    }

    /// How long after a push the one nudge may come.
    private static let nudgeSeconds: Int64 = 4 * 3600

    /// The platform can't reach an identity any more. When nobody can reach the person by that, their days are paused.
    package mutating func suspend(_ identity: Identity) throws(Pending) {
        let places = try file.places()
        let isReached = places.identities.contains {
            $0.suspendedAt == nil && ($0.bridge, $0.user) != (identity.bridge, identity.user)
        }
        let isLast = !isReached && !places.hasKey
        if isLast {
            try concerns(today)
            log(.suspend)
        }
        file.record(.suspended(identity, isLast: isLast, since: firstUnderWay))
    }

    /// The platform reaches an identity again.
    package mutating func restore(_ identity: Identity) {
        log(.restore)
        file.record(.reached(identity, since: firstUnderWay))
    }

    /// An identity has spoken, under another name or for the first time in private.
    package mutating func hear(_ identity: Identity) { file.record(.heard(identity)) }

    /// The first learning day that something which is under way can be of.
    private var firstUnderWay: Day { today.advanced(byDays: -Delivery.daysUnderWay) }

    /// A question that was put off comes back: what brings it, without its words. To an address that can't be reached nothing goes before
    /// its next word; nil when the day is paused, and it waits for the end of that.
    package mutating func bringBack(_ later: LaterRecord, isSuspended: Bool) throws(Pending) -> Delivery? {
        let plan = try FiringPlan(file, zones: zones)
        if plan.isPaused(at: now) {
            // A pause may be ended by hand: one without an end is looked at again a day later.
            var waiting = later
            waiting.fireAt = plan.firstUnpaused(after: now) ?? now.advanced(bySeconds: 86_400)
            file.record(.putOff(waiting))
            return nil
        }
        file.record(.putOffEnds(question: later.question))
        let expires = later.fireAt.advanced(bySeconds: 86_400)
        return Delivery(
            person: person.id, subscription: nil, occurrence: nil, kind: .later, address: later.address,
            question: later.question, pick: later.pick, day: person.calendar.day(at: later.fireAt, zones: zones),
            dueAt: later.fireAt, notBefore: isSuspended ? expires : later.fireAt, expiresAt: expires)
    }
}

extension Delivery {
    /// The key points of a question, or what it has come to in a room, told to an address at an instant.
    package static func keyPoints(
        of question: String, to address: Address, of person: Person, at due: Instant, _ zones: ZoneBook
    ) -> Delivery {
        Delivery(
            person: person.id, subscription: nil, occurrence: nil, kind: .notice, address: address, question: question,
            pick: nil, day: person.calendar.day(at: due, zones: zones), dueAt: due, notBefore: due,
            expiresAt: due.advanced(bySeconds: 86_400))
    }
}

/// Why a platform did not take a push; delays in seconds, as far as it names them.
package enum PushRefusal: Hashable, Sendable {
    /// Too long, or in no form that it takes: a bug of ours.
    case malformed
    /// Its user has blocked us, or is gone.
    case unreachable
    case temporary(retryAfter: Int?)
    /// So much is too much, of one user's or of everybody's.
    case tooFast(retryAfter: Int?, isForAll: Bool)
}

/// What becomes of a push that was not taken.
package enum PushSetback: Hashable, Sendable {
    case dead
    /// It waits for the next word of whom it is for, until it ends.
    case unreachable(until: Instant)
    case failed(until: Instant)
    /// What waits for the same address, or with `isForAll` for the same bridge, is delayed with it.
    case delayed(until: Instant, isForAll: Bool)

    /// The first delay after `temporary`; it doubles up to the longest.
    private static let firstDelaySeconds: Int64 = 30
    private static let longestDelaySeconds: Int64 = 3_600
    /// The delay a platform asks for is believed up to a day.
    private static let maxDelaySeconds: Int64 = 86_400

    /// What becomes of a delivery that has failed so often before; nil when it is not under way any more, or this is known.
    package init?(_ refusal: PushRefusal, of delivery: Delivery, failures: Int, at now: Instant) {
        guard delivery.state == .inFlight || delivery.state == .pending else { return nil }
        let until = { (asked: Int?, otherwise: Int64) in
            now.advanced(bySeconds: asked.map { min(Int64($0), Self.maxDelaySeconds) } ?? otherwise)
        }
        switch refusal {
        case .malformed: self = .dead
        case .unreachable: self = .unreachable(until: delivery.expiresAt)
        case .temporary(let asked):
            // One that has failed and waits again was counted: it is the same word once more.
            guard delivery.state == .inFlight || failures == 0 else { return nil }
            let doubled = min(Self.longestDelaySeconds, Self.firstDelaySeconds << min(failures, 7))
            self = .failed(until: until(asked, doubled))
        case .tooFast(let asked, let isForAll):
            self = .delayed(until: until(asked, Self.firstDelaySeconds), isForAll: isForAll)
        }
    }
}
