/// Where and when a person's learning days begin, with every change there was.
///
/// A learning day is the local date, less one day while the local hour is before the rollover. A change of zone or rollover
/// takes effect at the end of the learning day it is made on, as the old or the new reckoning ends it, whichever is later:
/// until then it stays that day, so no date is opened twice, and a date that the new reckoning has passed by then
/// has no instant at all.
package struct LearningCalendar: Hashable, Sendable {
    /// A zone and a rollover hour, in force from an instant on.
    package struct Period: Hashable, Sendable {
        /// The zone's name.
        package var zone: String
        /// The local hour at which a learning day begins, 0 to 6.
        package var rolloverHour: Int
        /// The first instant it is in force; the first period's is the beginning of time.
        package var from: Instant
        /// The last learning day it is in force; nil for the last period.
        package var lastDay: Day?

        package init(zone: String, rolloverHour: Int, from: Instant, lastDay: Day? = nil) {
            self.zone = zone
            self.rolloverHour = rolloverHour
            self.from = from
            self.lastDay = lastDay
        }
    }

    /// The periods, oldest first; never empty.
    package private(set) var periods: [Period]
    /// The period that is, or soon will be, in force: what the settings show.
    package private(set) var current: Period

    /// A calendar that has always been in one zone.
    package init(zone: String, rolloverHour: Int = 4) {
        current = Period(zone: zone, rolloverHour: rolloverHour, from: Instant(seconds: .min))
        periods = [current]
    }

    private init?(periods: [Period]) {
        guard let last = periods.last else { return nil }
        self.periods = periods
        current = last
    }

    /// The period in force at an instant.
    package func period(at instant: Instant) -> Period {
        periods.last { $0.from <= instant } ?? current
    }

    /// The period a learning day belongs to.
    package func period(of day: Day) -> Period {
        periods.first { $0.lastDay.map { $0 >= day } ?? true } ?? current
    }

    /// The learning day at an instant.
    package func day(at instant: Instant, zones: ZoneBook) -> Day {
        let period = period(at: instant)
        let day = Self.day(at: instant, zone: zones.zone(period.zone), rolloverHour: period.rolloverHour)
        return period.lastDay.map { min($0, day) } ?? day
    }

    /// The first instant of a learning day; of a day that has none, the first instant after it.
    package func start(of day: Day, zones: ZoneBook) -> Instant {
        let period = period(of: day)
        let start = Self.start(of: day, zone: zones.zone(period.zone), rolloverHour: period.rolloverHour)
        return max(period.from, start)
    }

    /// The first instant after a learning day.
    package func end(of day: Day, zones: ZoneBook) -> Instant {
        start(of: day.advanced(byDays: 1), zones: zones)
    }

    /// Whether a learning day has any instant; one that has none is `travel`.
    package func exists(_ day: Day, zones: ZoneBook) -> Bool {
        start(of: day, zones: zones) < end(of: day, zones: zones)
    }

    /// The calendar after a change of zone or rollover (nil keeps what stands) made at an instant.
    package func changing(zone: String? = nil, rolloverHour: Int? = nil, at now: Instant, zones: ZoneBook)
        -> LearningCalendar
    {
        let target = Period(
            zone: zone ?? current.zone, rolloverHour: rolloverHour ?? current.rolloverHour, from: now)
        let today = day(at: now, zones: zones)
        // A change that has not taken effect yet is replaced.
        var kept = periods.filter { $0.from <= now }
        guard var old = kept.popLast() else { return self }
        let tomorrow = today.advanced(byDays: 1)
        let oldEnd = Self.start(of: tomorrow, zone: zones.zone(old.zone), rolloverHour: old.rolloverHour)
        let isSame = old.zone == target.zone && old.rolloverHour == target.rolloverHour
        if isSame, oldEnd > now {
            old.lastDay = nil
            return LearningCalendar(periods: kept + [old]) ?? self
        }
        let newEnd = Self.start(of: tomorrow, zone: zones.zone(target.zone), rolloverHour: target.rolloverHour)
        old.lastDay = today
        // A day that only a change replaced by this one has held open ends now: no instant before now gets another day.
        let from = max(oldEnd, newEnd, now)
        let next = Period(zone: target.zone, rolloverHour: target.rolloverHour, from: from)
        return LearningCalendar(periods: kept + [old, next]) ?? self
    }

    private static func day(at instant: Instant, zone: Zone, rolloverHour: Int) -> Day {
        let (day, second) = zone.local(at: instant)
        return second / 3600 < rolloverHour ? day.advanced(byDays: -1) : day
    }

    /// The first instant that ``day(at:zone:rolloverHour:)`` counts for the day or a later one.
    private static func start(of day: Day, zone: Zone, rolloverHour: Int) -> Instant {
        let usual = zone.instant(of: day, second: rolloverHour * 3600)
        guard self.day(at: usual.advanced(bySeconds: -1), zone: zone, rolloverHour: rolloverHour) >= day else {
            return usual
        }
        // The rollover falls into a gap of the clocks: the day begins with the gap.
        var low = usual.seconds - 26 * 3600
        var high = usual.seconds
        while low + 1 < high {
            let middle = (low + high) / 2
            let reached = self.day(at: Instant(seconds: middle), zone: zone, rolloverHour: rolloverHour) >= day
            if reached { high = middle } else { low = middle }
        }
        return Instant(seconds: high)
    }
}

extension LearningCalendar {
    /// The calendar in one line: `zone,rollover` of the first period, then `;from,lastDayBefore,zone,rollover` of each later one.
    package var text: String {
        var text = ""
        for (index, period) in periods.enumerated() {
            if index > 0 { text += ";\(period.from.seconds),\(periods[index - 1].lastDay?.number ?? 0)," }
            text += "\(period.zone),\(period.rolloverHour)"
        }
        return text
    }

    /// Reads ``text``; nil when it is not one.
    package init?(text: String) {
        var periods: [Period] = []
        // By octets: every person who is read has one.
        for part in text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            let fields = part.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .map { Substring($0) }
            guard let rollover = fields.last.flatMap({ Int($0) }), (0...6).contains(rollover) else { return nil }
            if periods.isEmpty {
                guard fields.count == 2 else { return nil }
                periods.append(Period(zone: String(fields[0]), rolloverHour: rollover, from: Instant(seconds: .min)))
            } else {
                guard fields.count == 4, let from = Int64(fields[0]), let last = Int(fields[1]) else { return nil }
                periods[periods.count - 1].lastDay = Day(number: last)
                periods.append(Period(zone: String(fields[2]), rolloverHour: rollover, from: Instant(seconds: from)))
            }
        }
        self.init(periods: periods)
    }
}
