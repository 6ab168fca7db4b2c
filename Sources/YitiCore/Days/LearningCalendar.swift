/// Where and when a person's learning days begin, with every change there was.
package struct LearningCalendar: Hashable, Sendable {
    /// A zone and a rollover hour, in force from an instant on.
    package struct Period: Hashable, Sendable {
        /// The zone's name.
        package var zone: String
        /// The local hour at which a learning day begins, 0 to 6.
        package var rolloverHour: Int
        /// The first instant it is in force; the first period's is the beginning of time.
        package var from: Instant

        /// A period from its parts.
        package init(zone: String, rolloverHour: Int, from: Instant) {
            self.zone = zone
            self.rolloverHour = rolloverHour
            self.from = from
        }
    }

    /// The periods, oldest first; never empty.
    package private(set) var periods: [Period]

    /// A calendar that has always been in one zone.
    package init(zone: String, rolloverHour: Int = 4) {
        self.periods = [Period(zone: zone, rolloverHour: rolloverHour, from: Instant(seconds: .min))]
    }
}
