/// What a learning day was like, before freezes and repairs are looked at.
package enum LedgerCause: Hashable, Sendable {
    /// So many rated answers stand for it.
    case rated(Int)
    /// It is today, and nothing is rated yet.
    case today
    /// It lies in a pause; `until` is the first day pushes return.
    case paused(until: Day?)
    /// For some or all of it no platform could reach the person.
    case unreachable
    /// A change of zone or rollover, or the zone itself, left it without any instant.
    case noSuchDay
    /// There was no subscription.
    case noSubscription
    /// There were subscriptions, and none had an occurrence.
    case nothingScheduled
    /// The first occurrence was then, and nothing of the day's deliveries arrived before the day ended.
    case nothingArrived(due: Instant)
    /// A question arrived then, and no answer was rated.
    case asked(at: Instant)

    /// The kind of such a day without freezes and repairs.
    package var kind: DayKind {
        switch self {
        case .rated: .answered
        case .today: .open
        case .paused, .unreachable: .paused
        case .noSuchDay: .travel
        case .nothingScheduled: .rest
        case .nothingArrived: .notAsked
        case .noSubscription, .asked: .missed
        }
    }
}

/// Finds the cause of one learning day after another.
struct LedgerCauses {
    private struct Generation {
        let schedule: Schedule
        let from: Instant
        let until: Instant
    }

    private let facts: LedgerFacts
    private let generations: [Generation]

    init(_ facts: LedgerFacts) {
        self.facts = facts
        generations = facts.schedules.map {
            let schedule = Schedule(
                minuteOfDay: $0.minuteOfDay, weekdays: $0.weekdays, zone: facts.zones.zone($0.zone))
            return Generation(schedule: schedule, from: $0.from, until: $0.until ?? Instant(seconds: .max))
        }
    }

    /// The cause of the day that lasts from `start` up to but not including `end`.
    func cause(of day: Day, from start: Instant, until end: Instant) -> LedgerCause {
        if let count = facts.ratedAnswers[day], count > 0 { return .rated(count) }
        if day >= facts.today { return .today }
        if let pause = facts.pauses.first(where: { $0.from <= day && day < ($0.until ?? Self.never) }) {
            return .paused(until: pause.until)
        }
        guard start < end else { return .noSuchDay }
        if facts.suspensions.contains(where: { $0.from < end && ($0.until ?? Instant(seconds: .max)) > start }) {
            return .unreachable
        }
        let inForce = generations.filter { $0.from < end && $0.until > start }
        guard !inForce.isEmpty else { return .noSubscription }
        guard let due = inForce.compactMap({ Self.occurrence(of: $0, from: start, until: end) }).min() else {
            return .nothingScheduled
        }
        guard let arrival = facts.arrivals[day], arrival < end else { return .nothingArrived(due: due) }
        return .asked(at: arrival)
    }

    private static let never = Day(number: .max)

    /// The first occurrence in the day. A generation has those after it was made, up to the instant it ended: the scheduler
    /// looks for what comes after `from`, and fires what is due before a command of the same instant is run.
    private static func occurrence(of generation: Generation, from start: Instant, until end: Instant) -> Instant? {
        let after = max(start.advanced(bySeconds: -1), generation.from)
        guard let at = generation.schedule.next(after: after)?.at, at < end, at <= generation.until else { return nil }
        return at
    }
}
