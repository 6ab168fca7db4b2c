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

    /// A request from what was named.
    package init(
        topics: [String]? = nil, minuteOfDay: Int? = nil, weekdays: WeekdaySet? = nil, zone: String? = nil
    ) {
        self.topics = topics
        self.minuteOfDay = minuteOfDay
        self.weekdays = weekdays
        self.zone = zone
    }
}
