/// What `/subscribe` and `/change` ask for; nil means the default, or what stands.
package struct SubscriptionRequest: Hashable, Sendable {
    /// Topic ids.
    package var topics: [String]?
    /// Local time in minutes after midnight.
    package var minuteOfDay: Int?
    /// Weekdays.
    package var weekdays: WeekdaySet?
    /// A zone's name.
    package var zone: String?
    /// The first local date that it may fire on; nil is at once.
    package var from: Day?
    /// Whether the time is after the midnight that ends the days which stand already (`晚上12点`).
    package var endsDays = false

    /// A request from what was named.
    package init(
        topics: [String]? = nil, minuteOfDay: Int? = nil, weekdays: WeekdaySet? = nil, zone: String? = nil,
        from: Day? = nil,
        endsDays: Bool = false
    ) {
        self.topics = topics
        self.minuteOfDay = minuteOfDay
        self.weekdays = weekdays
        self.zone = zone
        self.from = from
        self.endsDays = endsDays
    }
}
