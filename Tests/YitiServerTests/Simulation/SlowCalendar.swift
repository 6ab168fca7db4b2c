import YitiCore

/// The learning days of one person by the letter of the rules, quarter of an hour by quarter of an hour. Everything in the
/// simulation happens on a quarter of an hour.
struct SlowCalendar: Equatable {
    /// How days are reckoned from an instant on, and the last day before another reckoning takes over.
    struct Reckoning: Equatable {
        var from: Int64
        var zone: Zone
        var rollover: Int
        var last: Int?
    }

    private(set) var reckonings: [Reckoning]
    static let quarter: Int64 = 900

    init(zone: Zone, rollover: Int = 4) {
        reckonings = [Reckoning(from: .min, zone: zone, rollover: rollover)]
    }

    /// What the settings show.
    var current: Reckoning { reckonings[reckonings.count - 1] }

    /// The local date, less one while the local hour is before the rollover.
    private static func plain(_ at: Int64, _ reckoning: Reckoning) -> Int {
        let (day, second) = reckoning.zone.local(at: Instant(seconds: at))
        return second / 3600 < reckoning.rollover ? day.number - 1 : day.number
    }

    /// The learning day at an instant.
    func day(at instant: Int64) -> Int {
        let reckoning = reckonings.last { $0.from <= instant } ?? current
        let day = Self.plain(instant, reckoning)
        return reckoning.last.map { min($0, day) } ?? day
    }

    private static func end(of day: Int, _ reckoning: Reckoning) -> Int64 {
        var at = Int64(day - 1) * 86_400
        while plain(at, reckoning) <= day { at += quarter }
        return at
    }

    /// A change takes effect when the learning day ends, as the old or the new reckoning has it, whichever is later.
    mutating func change(zone: Zone?, rollover: Int?, at now: Int64) {
        let today = day(at: now)
        var new = current
        new.zone = zone ?? new.zone
        new.rollover = rollover ?? new.rollover
        // A change that has not taken effect yet is replaced.
        reckonings.removeAll { $0.from > now }
        var old = reckonings.removeLast()
        let oldEnd = Self.end(of: today, old)
        if new.zone == old.zone, new.rollover == old.rollover, oldEnd > now {
            old.last = nil
            reckonings.append(old)
            return
        }
        old.last = today
        new.last = nil
        new.from = max(oldEnd, Self.end(of: today, new), now)
        reckonings += [old, new]
    }

    /// The first instant of each day from `first` on, up to the day after the one at `now`.
    func starts(from first: Int, to now: Int64) -> [Int: Int64] {
        var starts: [Int: Int64] = [:]
        var next = first
        var at = Int64(first - 2) * 86_400
        let last = day(at: now)
        while next <= last + 1 {
            while day(at: at) >= next {
                starts[next] = at
                next += 1
            }
            at += Self.quarter
        }
        return starts
    }
}

/// A schedule by the letter of the rules: a local time on some weekdays in a zone.
struct SlowSchedule {
    var minute: Int
    var weekdays: WeekdaySet
    var zone: Zone

    /// The instant of the local time on a date; nil when the weekday is not chosen.
    func instant(on day: Int) -> Int64? {
        guard weekdays.rawValue >> UInt8((day + 3) % 7) & 1 == 1 else { return nil }
        let local = Int64(day) * 86_400 + Int64(minute) * 60
        let before = local - Int64(zone.offset(at: Instant(seconds: local - 2 * 86_400)))
        let after = local - Int64(zone.offset(at: Instant(seconds: local + 2 * 86_400)))
        let fitting = [before, after].filter { local - Int64(zone.offset(at: Instant(seconds: $0))) == $0 }
        // In a gap neither fits: the offset before it counts. In an overlap both fit: the first of the two.
        return fitting.min() ?? before
    }

    /// The occurrences after one instant and up to another, as date and instant.
    func occurrences(after: Int64, through: Int64) -> [(day: Int, at: Int64)] {
        guard after < through else { return [] }
        return (Int(after / 86_400) - 2...Int(through / 86_400) + 2).compactMap { day in
            instant(on: day).map { (day, $0) }
        }.filter { $0.at > after && $0.at <= through }
    }
}
