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
    /// By when each was due.
    private let questions: [Instant: AskedQuestion]

    init(_ facts: LedgerFacts) {
        self.facts = facts
        generations = facts.schedules.map {
            let schedule = Schedule(
                minuteOfDay: $0.minuteOfDay, weekdays: $0.weekdays, zone: facts.zones.zone($0.zone))
            return Generation(schedule: schedule, from: $0.from, until: $0.until ?? Instant(seconds: .max))
        }
        questions = Dictionary(
            facts.asked.values.joined().map { ($0.dueAt, $0) }, uniquingKeysWith: { $0.day <= $1.day ? $0 : $1 })
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
        let asked = facts.asked[day] ?? []
        let postponed = asked.filter { $0.dueAt < start && isPostponed($0) }.map(\.dueAt)
        guard let due = (postponed + inForce.compactMap { occurrence(of: $0, from: start, until: end) }).min() else {
            return .nothingScheduled
        }
        guard let arrival = asked.compactMap(\.arrivedAt).min(), arrival < end else {
            return .nothingArrived(due: due)
        }
        return .asked(at: arrival)
    }

    /// Whether a question counts for a later day than that on which it was due. One that arrived before that day began was not kept back
    /// after all, or came to the person with whom they were somebody else.
    private func isPostponed(_ question: AskedQuestion) -> Bool {
        let start = facts.calendar.start(of: question.day, zones: facts.zones)
        return question.dueAt < start && question.arrivedAt.map { $0 >= start } ?? true
    }

    private static let never = Day(number: .max)

    /// The first occurrence in the day. A generation has those after it was made, up to the instant it ended: the scheduler
    /// looks for what comes after `from`, and fires what is due before a command of the same instant is run. What was postponed counts for
    /// another day.
    private func occurrence(of generation: Generation, from start: Instant, until end: Instant) -> Instant? {
        var after = max(start.advanced(bySeconds: -1), generation.from)
        while let at = generation.schedule.next(after: after)?.at, at < end, at <= generation.until {
            guard let question = questions[at], isPostponed(question) else { return at }
            after = at
        }
        return nil
    }
}
