extension Day {
    /// Minutes after midnight as `HH:MM`.
    package static func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }
}

/// An instant where somebody is, and their day, on which it is said.
package struct LocalInstant: Hashable, Sendable {
    package var at: Instant
    /// Seconds east of UTC there, then.
    package var offset: Int
    package var today: Day

    package init(at: Instant, offset: Int, today: Day) {
        self.at = at
        self.offset = offset
        self.today = today
    }
}

extension Instant {
    /// The local date and the minutes after local midnight, `offset` seconds east of UTC.
    package func local(offset: Int) -> (day: Day, minute: Int) {
        let local = advanced(bySeconds: Int64(offset)).seconds
        let day = Int((local >= 0 ? local : local - 86_399) / 86_400)
        return (Day(number: day), Int(local - Int64(day) * 86_400) / 60)
    }

    /// Local date and time in digits: `2026-11-25 08:30`.
    package func localText(offset: Int) -> String {
        let (day, minute) = local(offset: offset)
        return "\(day.text) \(Day.clock(minute))"
    }
}
