/// One generation of a subscription's schedule: what would have fired when.
package struct ScheduledPeriod: Hashable, Sendable {
    /// The local time, in minutes after midnight.
    package var minuteOfDay: Int
    /// On which weekdays.
    package var weekdays: WeekdaySet
    /// The zone's name, the person's own filled in.
    package var zone: String
    /// When it was made or changed to this; an occurrence at that instant or before does not count.
    package var from: Instant
    /// When another generation took over, or the subscription ended or was held; nil while it is in force.
    package var until: Instant?

    package init(minuteOfDay: Int, weekdays: WeekdaySet, zone: String, from: Instant, until: Instant? = nil) {
        self.minuteOfDay = minuteOfDay
        self.weekdays = weekdays
        self.zone = zone
        self.from = from
        self.until = until
    }
}

/// A question that a subscription has sent, or tried to.
package struct AskedQuestion: Hashable, Sendable {
    /// The learning day that it counts for: that of the instant it was due, or of the end of the quiet hours around that.
    package var day: Day
    /// When it was due.
    package var dueAt: Instant
    /// When it was acked, or began to wait for a human's login; nil as long as neither is so.
    package var arrivedAt: Instant?

    package init(day: Day, dueAt: Instant, arrivedAt: Instant?) {
        self.day = day
        self.dueAt = dueAt
        self.arrivedAt = arrivedAt
    }
}

/// Everything a person's ledger follows from. Nothing else is looked at, so the same facts give the same ledger.
///
/// To settle from a day on, answers and questions of earlier days may be left out; the other facts are always whole.
package struct LedgerFacts: Sendable {
    /// When the person's learning days begin and end.
    package var calendar: LearningCalendar
    /// The zones that ``calendar`` and ``schedules`` name.
    package var zones: ZoneBook
    /// How many rated answers stand for each learning day; days without are absent.
    package var ratedAnswers: [Day: Int]
    /// Pauses: from a day up to but not including another, or without an end.
    package var pauses: [(from: Day, until: Day?)]
    /// Times in which no platform could reach the person.
    package var suspensions: [(from: Instant, until: Instant?)]
    /// Every generation of every subscription there ever was.
    package var schedules: [ScheduledPeriod]
    /// The questions of the day that each counts for; days without are absent.
    package var asked: [Day: [AskedQuestion]]
    /// The learning day it is.
    package var today: Day

    /// Facts from their parts; what is left out never happened.
    package init(
        calendar: LearningCalendar, zones: ZoneBook, today: Day, ratedAnswers: [Day: Int] = [:],
        pauses: [(from: Day, until: Day?)] = [], suspensions: [(from: Instant, until: Instant?)] = [],
        schedules: [ScheduledPeriod] = [], asked: [Day: [AskedQuestion]] = [:]
    ) {
        self.calendar = calendar
        self.zones = zones
        self.today = today
        self.ratedAnswers = ratedAnswers
        self.pauses = pauses
        self.suspensions = suspensions
        self.schedules = schedules
        self.asked = asked
    }
}
