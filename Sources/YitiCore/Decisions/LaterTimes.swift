/// `/later` with a day or a time of day.
extension Decision {
    /// The open question comes back at a local time, on a day or the next time that it is so late.
    mutating func later(day: Day?, minute: Int, _ named: String?) throws(Pending) -> [Message] {
        try later(until: try instant(day: day, minute: minute), named)
    }

    /// The open question comes back at a local time of the learning day or, where that has passed, of the day that the clocks have.
    mutating func laterToday(minute: Int, endsDay: Bool, _ named: String?) throws(Pending) -> [Message] {
        let instants = [today, zone.local(at: now).day].map {
            zone.instant(of: endsDay ? $0.advanced(byDays: 1) : $0, second: minute * 60)
        }
        return try later(until: instants.first { $0 > now } ?? now, named)
    }

    /// The open question comes back as late as it is now, some days from now, whatever the clocks do between.
    mutating func later(days: Int, _ named: String?) throws(Pending) -> [Message] {
        let (day, second) = zone.local(at: now)
        let instant = zone.instant(of: day.advanced(byDays: days), second: second)
        return try later(seconds: instant.seconds - now.seconds, named)
    }

    /// The open question comes back on a day that was named, as late as it is now. Whoever is up past midnight means the morning: as late
    /// as it is now would be on the day after.
    mutating func later(on day: Day, _ named: String?) throws(Pending) -> [Message] {
        let (civil, second) = zone.local(at: now)
        let isPastMidnight = civil > today
        return try later(
            until: zone.instant(of: day, second: isPastMidnight ? Subscription.usualMinute * 60 : second), named)
    }

    /// The open question comes back at an instant.
    mutating func later(until instant: Instant, _ named: String?) throws(Pending) -> [Message] {
        let seconds = instant.seconds - now.seconds
        guard seconds > 0 else { throw .refused(Self.refusal(.timePast)) }
        guard seconds <= LaterReader.seconds.upperBound else { throw .refused(Self.refusal(.durationOutOfRange)) }
        return try later(seconds: seconds, named)
    }

    private func instant(day: Day?, minute: Int) throws(Pending) -> Instant {
        let civil = zone.local(at: now).day
        let at = zone.instant(of: day ?? civil, second: minute * 60)
        if at > now { return at }
        guard day == nil else { throw .refused(Self.refusal(.timePast)) }
        return zone.instant(of: civil.advanced(byDays: 1), second: minute * 60)
    }

    /// When what is put off to an instant comes: after pauses and quiet hours. Nil while a pause has no end.
    func comesBack(at instant: Instant) throws(Pending) -> Instant? {
        let plan = try FiringPlan(file, zones: zones)
        return (plan.isPaused(at: instant) ? plan.firstUnpaused(after: instant) : instant).map(afterQuiet)
    }

    private static func refusal(_ fault: ArgumentFault) -> Refusal {
        Refusal(.invalidTime, .arguments(fault, verb: "later"))
    }
}
