/// One day of the ledger with its cause.
package struct StreakDay: Hashable, Sendable {
    package var day: Day
    package var kind: DayKind
    /// The zone the day was reckoned in.
    package var zone: String
    /// What it was like (`/streak why`).
    package var cause: LedgerCause
    /// The local time of the instant that ``cause`` names, in minutes after midnight.
    package var minute: Int?
    /// The missed day that this day's answers repaired.
    package var repairs: Day?
    /// The day whose answers repaired this one.
    package var repairedBy: Day?

    package init(
        day: Day, kind: DayKind, zone: String, cause: LedgerCause, minute: Int? = nil, repairs: Day? = nil,
        repairedBy: Day? = nil
    ) {
        self.day = day
        self.kind = kind
        self.zone = zone
        self.cause = cause
        self.minute = minute
        self.repairs = repairs
        self.repairedBy = repairedBy
    }
}

extension Ledger {
    /// The days as `/streak` shows them: repaired days under their own kind, each with its zone and cause.
    ///
    /// A day that a later one repaired is recognised when that later one is among `days`.
    package static func entries(_ days: [SettledDay], facts: LedgerFacts) -> [StreakDay] {
        var repairedBy: [Day: Day] = [:]
        for day in days { if let missed = day.repairs { repairedBy[missed] = day.day } }
        return days.map { settled in
            let repair = repairedBy[settled.day]
            let zone = facts.calendar.period(of: settled.day).zone
            return StreakDay(
                day: settled.day, kind: repair == nil ? settled.kind : .repaired, zone: zone, cause: settled.cause,
                minute: settled.cause.instant.map { facts.zones.zone(zone).local(at: $0).second / 60 },
                repairs: settled.repairs, repairedBy: repair)
        }
    }
}

extension LedgerCause {
    /// When the question was due, or arrived.
    fileprivate var instant: Instant? {
        switch self {
        case .nothingArrived(let due): due
        case .asked(let arrival): arrival
        default: nil
        }
    }
}
