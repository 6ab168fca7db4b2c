/// Days without pushes, from `from` up to but not including `until`.
package struct PauseRecord: Hashable, Sendable {
    package var id: Int64
    package var from: Day
    /// The first day pushes return; nil when no end was named.
    package var until: Day?

    package init(id: Int64, from: Day, until: Day?) {
        self.id = id
        self.from = from
        self.until = until
    }

    /// Whether a learning day lies in it.
    package func covers(_ day: Day) -> Bool { from <= day && (until.map { day < $0 } ?? true) }
}

/// A time in which none of a person's identities could be reached.
package struct SuspensionRecord: Hashable, Sendable {
    package var from: Instant
    /// The person's next command; nil while it lasts.
    package var until: Instant?

    package init(from: Instant, until: Instant?) {
        self.from = from
        self.until = until
    }
}

/// One generation of a subscription's schedule, kept so that the ledger knows what would have fired when.
package struct ScheduleRecord: Hashable, Sendable {
    package var subscription: Int64
    /// Counts the changes of time, days and zone, from 1.
    package var generation: Int
    package var minuteOfDay: Int
    package var weekdays: WeekdaySet
    /// The zone it fires in, the person's own filled in.
    package var zone: String
    package var from: Instant
    /// When another generation took over or the subscription ended; nil while it is in force.
    package var until: Instant?

    package init(
        subscription: Int64, generation: Int, minuteOfDay: Int, weekdays: WeekdaySet, zone: String, from: Instant,
        until: Instant? = nil
    ) {
        self.subscription = subscription
        self.generation = generation
        self.minuteOfDay = minuteOfDay
        self.weekdays = weekdays
        self.zone = zone
        self.from = from
        self.until = until
    }
}

/// A settled day as it is kept: its kind, and the state of the fold after it.
package struct LedgerRow: Hashable, Sendable {
    package var day: Day
    package var kind: DayKind
    /// The missed day that this day's answers repaired.
    package var repairs: Day?
    /// The fold's state after the day, in the core's own coding.
    package var state: String

    package init(day: Day, kind: DayKind, repairs: Day?, state: String) {
        self.day = day
        self.kind = kind
        self.repairs = repairs
        self.state = state
    }
}

/// A question that comes back at an instant (`/later`); a question is put off once.
package struct LaterRecord: Hashable, Sendable {
    package var person: Int64
    package var question: String
    package var pick: PickRecord?
    package var address: Address
    package var fireAt: Instant

    package init(person: Int64, question: String, pick: PickRecord?, address: Address, fireAt: Instant) {
        self.person = person
        self.question = question
        self.pick = pick
        self.address = address
        self.fireAt = fireAt
    }
}
