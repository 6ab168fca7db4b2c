/// The time of day that a subscription is asked for: an hour, and parts of the day that may stand apart from it (`8:30 fri night`).
struct SubscriptionClock {
    private var said: ClockTime?
    /// Parts of the day that stand apart from the hour.
    var periods: [DayPeriod.Word] = []
    /// What was typed of a part of the day that lacks its hour so far.
    var lacking: String?

    /// Whether an hour was said.
    var isSet: Bool { said != nil }

    /// Takes an hour; false when another was said before.
    mutating func take(_ time: ClockTime) -> Bool {
        if let said, said.reckoned?.minute != time.reckoned?.minute { return false }
        said = said ?? time
        return true
    }

    /// The hour with all the parts of the day; nil when no hour was said.
    var time: ClockTime? {
        guard var time = said else { return nil }
        time.periods += periods.map(\.period)
        time.dayOffset = time.dayOffset ?? periods.lazy.compactMap(\.dayOffset).first
        return time
    }
}
