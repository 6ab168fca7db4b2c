/// When a person's subscriptions fire: their schedules, less pauses and occurrences that have had a delivery.
package struct FiringPlan {
    private let zones: ZoneBook
    private let person: Person
    private let pauses: [PauseRecord]

    /// The plan of a person with these pauses.
    package init(_ person: Person, pauses: [PauseRecord], zones: ZoneBook) {
        self.zones = zones
        self.person = person
        self.pauses = pauses
    }

    /// The plan of a person as far as their file knows it.
    package init(_ file: PersonFile, zones: ZoneBook) throws(Pending) {
        self.init(file.person, pauses: try file.pauses.get(.pauses), zones: zones)
    }

    /// The next firing after an instant and after the `last` occurrence that has had a delivery; nil while held or paused without an end.
    package func next(of subscription: Subscription, after instant: Instant, last: Day?) -> Occurrence? {
        guard !subscription.isHeld, subscription.endedAt == nil else { return nil }
        let schedule = schedule(of: subscription)
        var found = schedule.next(after: instant)
        if let last, let first = found, first.day <= last { found = schedule.next(onOrAfter: last.advanced(byDays: 1)) }
        return skippingPauses(from: found, schedule)
    }

    /// The latest firing at or before an instant; nil when there was none or its day is paused.
    package func latest(of subscription: Subscription, notAfter instant: Instant) -> Occurrence? {
        schedule(of: subscription).latest(notAfter: instant).flatMap { pause(at: $0) == nil ? $0 : nil }
    }

    /// The schedule of a subscription, in its own zone or the person's.
    package func schedule(of subscription: Subscription) -> Schedule {
        Schedule(
            minuteOfDay: subscription.minuteOfDay, weekdays: subscription.weekdays,
            zone: zones.zone(subscription.zone ?? person.calendar.current.zone))
    }

    /// Every pause moves the firing at most once past its end, so as many rounds as there are pauses are enough.
    private func skippingPauses(from first: Occurrence?, _ schedule: Schedule) -> Occurrence? {
        var found = first
        for _ in 0...pauses.count {
            guard let occurrence = found, let pause = pause(at: occurrence) else { return found }
            guard let until = pause.until else { return nil }
            found = firstOccurrence(onLearningDay: until, schedule)
        }
        return found
    }

    private func firstOccurrence(onLearningDay day: Day, _ schedule: Schedule) -> Occurrence? {
        schedule.next(after: person.calendar.start(of: day, zones: zones).advanced(bySeconds: -1))
    }

    /// Whether the person's learning day at an instant is paused.
    package func isPaused(at instant: Instant) -> Bool {
        let today = person.calendar.day(at: instant, zones: zones)
        return pauses.contains { $0.covers(today) }
    }

    /// The first nine in the morning after an instant whose learning day is not paused; nil when a pause without an end comes before.
    package func firstUnpaused(after instant: Instant) -> Instant? {
        let nine = Schedule(
            minuteOfDay: Subscription.usualMinute, weekdays: .everyDay, zone: zones.zone(person.calendar.current.zone))
        return skippingPauses(from: nine.next(after: instant), nine)?.at
    }

    private func pause(at occurrence: Occurrence) -> PauseRecord? {
        let day = person.calendar.day(at: occurrence.at, zones: zones)
        return pauses.first { $0.covers(day) }
    }
}
