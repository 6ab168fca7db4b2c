extension Ledger {
    /// The days as `/streak` shows them: repaired days under their own kind, each with its zone and cause.
    ///
    /// A day that a later one repaired is recognised when that later one is among `days`.
    package static func entries(_ days: [SettledDay], facts: LedgerFacts) -> [StreakFacts.Entry] {
        var repairedBy: [Day: Day] = [:]
        for day in days { if let missed = day.repairs { repairedBy[missed] = day.day } }
        return days.map { settled in
            let repair = repairedBy[settled.day]
            let zone = facts.calendar.period(of: settled.day).zone
            return StreakFacts.Entry(
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
