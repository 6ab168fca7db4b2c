import YitiCore
import YitiStore

/// When a person's subscriptions fire: their schedules, less pauses and occurrences that have had a delivery.
struct FiringPlan {
    private let transaction: Transaction
    private let zones: ZoneBook
    private let person: Person
    private let pauses: [PauseRecord]

    init(_ transaction: Transaction, _ zones: ZoneBook, _ person: Person) throws {
        self.transaction = transaction
        self.zones = zones
        self.person = person
        pauses = person.id == 0 ? [] : try transaction.pauses(of: person.id)
    }

    /// The next firing after an instant; nil while held or paused without an end.
    func next(of subscription: Subscription, after instant: Instant) throws -> Occurrence? {
        let last = subscription.id == 0 ? nil : try transaction.lastOccurrence(ofSubscription: subscription.id)
        return next(of: subscription, after: instant, last: last)
    }

    /// The next firing after an instant and after the `last` occurrence that has had a delivery.
    func next(of subscription: Subscription, after instant: Instant, last: Day?) -> Occurrence? {
        guard !subscription.isHeld, subscription.endedAt == nil else { return nil }
        let schedule = schedule(of: subscription)
        var found = schedule.next(after: instant)
        if let last, let first = found, first.day <= last { found = schedule.next(onOrAfter: last.advanced(byDays: 1)) }
        return skippingPauses(from: found, schedule)
    }

    /// The latest firing at or before an instant; nil when there was none or its day is paused.
    func latest(of subscription: Subscription, notAfter instant: Instant) -> Occurrence? {
        schedule(of: subscription).latest(notAfter: instant).flatMap { pause(at: $0) == nil ? $0 : nil }
    }

    /// The schedule of a subscription, in its own zone or the person's.
    func schedule(of subscription: Subscription) -> Schedule {
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
    func isPaused(at instant: Instant) -> Bool {
        let today = person.calendar.day(at: instant, zones: zones)
        return pauses.contains { $0.covers(today) }
    }

    private func pause(at occurrence: Occurrence) -> PauseRecord? {
        let day = person.calendar.day(at: occurrence.at, zones: zones)
        return pauses.first { $0.covers(day) }
    }
}
