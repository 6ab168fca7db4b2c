/// One firing of a schedule: its nominal local date, and the instant it falls on.
package struct Occurrence: Hashable, Sendable {
    /// The local date in the subscription's zone, before any shift by a gap or quiet hours.
    package var day: Day
    /// When.
    package var at: Instant

    package init(day: Day, at: Instant) {
        self.day = day
        self.at = at
    }
}

/// A time on some weekdays in a zone: *08:30 in Europe/Berlin*, never a UTC time.
package struct Schedule: Hashable, Sendable {
    /// The local time, in minutes after midnight.
    package var minuteOfDay: Int
    /// On which weekdays.
    package var weekdays: WeekdaySet
    /// Where.
    package var zone: Zone

    package init(minuteOfDay: Int, weekdays: WeekdaySet, zone: Zone) {
        self.minuteOfDay = minuteOfDay
        self.weekdays = weekdays
        self.zone = zone
    }

    /// The occurrence on a local date; nil when the weekday doesn't fit or the date doesn't exist there.
    package func occurrence(on day: Day) -> Occurrence? {
        guard weekdays.rawValue >> UInt8(day.weekday) & 1 == 1, zone.exists(day) else { return nil }
        return Occurrence(day: day, at: zone.instant(of: day, second: minuteOfDay * 60))
    }

    /// The first occurrence on a local date or later; nil when no weekday is chosen.
    package func next(onOrAfter day: Day) -> Occurrence? {
        for ahead in 0...Self.reach {
            if let found = occurrence(on: day.advanced(byDays: ahead)) { return found }
        }
        return nil
    }

    /// The first occurrence after an instant.
    package func next(after instant: Instant) -> Occurrence? {
        var day = zone.local(at: instant).day.advanced(byDays: -1)
        for _ in 0...Self.reach {
            guard let found = next(onOrAfter: day) else { return nil }
            if found.at > instant { return found }
            day = found.day.advanced(byDays: 1)
        }
        return nil
    }

    /// The last occurrence at or before an instant, reckoned directly: however long ago the one before was.
    package func latest(notAfter instant: Instant) -> Occurrence? {
        let today = zone.local(at: instant).day.advanced(byDays: 1)
        for back in 0...Self.reach {
            if let found = occurrence(on: today.advanced(byDays: -back)), found.at <= instant { return found }
        }
        return nil
    }

    /// How many days are looked at: a weekday comes within 7, and a date that does not exist may cost a week more.
    private static let reach = 15
}

extension QuietHours {
    /// Whether a local minute is quiet.
    package func contains(minute: Int) -> Bool {
        fromMinute <= untilMinute
            ? (fromMinute..<untilMinute).contains(minute) : minute >= fromMinute || minute < untilMinute
    }

    /// When the quiet around an instant ends; nil when the instant isn't quiet.
    package func end(around instant: Instant, in zone: Zone) -> Instant? {
        let (day, second) = zone.local(at: instant)
        guard contains(minute: second / 60) else { return nil }
        let runsOver = second / 60 >= untilMinute
        let end = zone.instant(of: runsOver ? day.advanced(byDays: 1) : day, second: untilMinute * 60)
        // A change of the clocks may set the end before the instant; then the quiet is over.
        return end > instant ? end : nil
    }
}
