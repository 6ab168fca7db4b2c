/// An identity that becomes a person of its own.
package struct Split: Hashable, Sendable {
    /// A subscription that goes on with somebody else.
    package struct Handover: Hashable, Sendable {
        /// As the former person keeps it.
        package var ended: Subscription
        /// As the new one has it.
        package var continued: Subscription
        /// When that fires from now on.
        package var schedule: ScheduleRecord
    }

    /// Whose identity it was.
    package var former: Int64
    /// Where the identity is.
    package var address: Address
    /// Who it is from now on.
    package var fresh: Person
    package var handovers: [Handover] = []

    init(former: Int64, address: Address, fresh: Person) {
        self.former = former
        self.address = address
        self.fresh = fresh
    }

    mutating func handOver(_ subscription: Subscription, as number: Int64, at now: Instant, _ zones: ZoneBook) {
        var ended = subscription
        ended.endedAt = now
        ended.nextAt = nil
        ended.nextOccurrence = nil
        fresh.subscriptionsMade += 1
        var continued = subscription
        continued.id = number
        continued.person = fresh.id
        continued.number = fresh.subscriptionsMade
        continued.createdAt = max(now, subscription.createdAt)
        let schedule = ScheduleRecord(
            subscription: number, generation: continued.generation, minuteOfDay: continued.minuteOfDay,
            weekdays: continued.weekdays, zone: zones.zone(continued.zone ?? fresh.calendar.current.zone).name,
            from: continued.createdAt)
        handovers.append(Handover(ended: ended, continued: continued, schedule: schedule))
    }
}

extension Person {
    /// Begins with the settings of somebody else, but for what they are called: what is asked of them and when goes on as it was.
    mutating func takeSettings(of other: Person) {
        language = other.language
        languageIsOwn = other.languageIsOwn
        calendar = LearningCalendar(
            zone: other.calendar.current.zone, rolloverHour: other.calendar.current.rolloverHour)
        zoneIsOwn = other.zoneIsOwn
        topics = other.topics
        interview = other.interview
        quiet = other.quiet
        nudge = other.nudge
    }
}
