import Testing
import YitiCore

@Suite struct LedgerKindTests {
    private static let first = LedgerExample.firstDay

    /// Somebody in Shanghai who answered on the first day and is looked at so many days later, with a daily question at 09:00
    /// (01:00 UTC) since before.
    private func facts(days: Int, weekdays: WeekdaySet = .everyDay, zone: String = "Asia/Shanghai") throws
        -> LedgerFacts
    {
        var facts = LedgerFacts(
            calendar: LearningCalendar(zone: zone), zones: try DayExamples.zones(),
            today: Self.first.advanced(byDays: days), ratedAnswers: [Self.first: 1])
        facts.schedules = [
            ScheduledPeriod(
                minuteOfDay: 540, weekdays: weekdays, zone: "Asia/Shanghai",
                from: Instant(seconds: Int64(Self.first.number - 30) * 86_400))
        ]
        return facts
    }

    private func kinds(_ facts: LedgerFacts) -> String { LedgerExample.kinds(Ledger.replay(facts), facts) }

    /// 09:00 in Shanghai so many days after the first day.
    private func morning(_ days: Int) -> Instant {
        Instant(seconds: Int64(Self.first.number + days) * 86_400 + 3600)
    }

    private func at(_ days: Int, utcHour: Int) -> Instant {
        Instant(seconds: Int64(Self.first.number + days) * 86_400 + Int64(utcHour) * 3600)
    }

    @Test("a day whose question arrived and got no rated answer is missed, one whose question did not is not asked")
    func notAsked() throws {
        var facts = try facts(days: 4)
        facts.arrivals = [Self.first.advanced(byDays: 2): morning(2), Self.first.advanced(byDays: 3): morning(3)]
        #expect(kinds(facts) == "anmmo")
    }

    @Test("what arrives after the day has ended did not arrive that day")
    func lateArrival() throws {
        var facts = try facts(days: 3)
        // The learning day ends at 04:00 in Shanghai, 20:00 UTC.
        facts.arrivals = [
            Self.first.advanced(byDays: 1): at(1, utcHour: 20).advanced(bySeconds: -1),
            Self.first.advanced(byDays: 2): at(2, utcHour: 20),
        ]
        #expect(kinds(facts) == "amno")
    }

    /// At 23:00 in Shanghai on these days after the first, put off to 08:00 the next morning; what came then.
    private func atNight(_ days: ClosedRange<Int>, arrives: Bool = true) -> [Day: [AskedQuestion]] {
        let asked = days.map { day in
            AskedQuestion(
                day: Self.first.advanced(byDays: day + 1), dueAt: at(day, utcHour: 15),
                arrivedAt: arrives ? at(day + 1, utcHour: 0) : nil)
        }
        return Dictionary(grouping: asked, by: \.day)
    }

    @Test(
        "what quiet hours put off counts for the day on which they end: missed where it came, not asked where it did not"
    )
    func putOffByQuietHours() throws {
        var facts = try facts(days: 4)
        facts.schedules[0].minuteOfDay = 23 * 60
        facts.asked = atNight(0...3)
        #expect(kinds(facts) == "ammmo")
        facts.asked = atNight(0...3, arrives: false)
        #expect(kinds(facts) == "annno")
        // Thursdays: the question comes on Friday.
        facts = try self.facts(days: 6, weekdays: WeekdaySet(rawValue: 0b1000))
        facts.schedules[0].minuteOfDay = 23 * 60
        facts.asked = atNight(3...3)
        #expect(kinds(facts) == "asssmso")
    }

    @Test("a day without an occurrence is rest for who has a subscription, missed for who has none")
    func rest() throws {
        // The first day is a Monday; questions come on Mondays and Thursdays.
        var facts = try facts(days: 4, weekdays: WeekdaySet(rawValue: 0b1001))
        facts.arrivals = [Self.first.advanced(byDays: 3): morning(3)]
        #expect(kinds(facts) == "assmo")
        facts.schedules = []
        #expect(kinds(facts) == "ammmo")
    }

    @Test("occurrences before a subscription was made, or after it ended, do not count")
    func subscriptionsBeginAndEnd() throws {
        var facts = try facts(days: 5)
        // Made on the second day after its hour, ended on the fourth day before its hour.
        facts.schedules[0].from = morning(1).advanced(bySeconds: 60)
        facts.schedules[0].until = morning(3).advanced(bySeconds: -60)
        facts.arrivals = [Self.first.advanced(byDays: 2): morning(2)]
        #expect(kinds(facts) == "asmsmo")
    }

    @Test("an occurrence at the instant a subscription is made is not its own, one at the instant it ends is")
    func subscriptionBoundaries() throws {
        var facts = try facts(days: 3)
        facts.schedules[0].from = morning(1)
        facts.schedules[0].until = morning(2)
        #expect(kinds(facts) == "asno")
    }

    @Test("a change of time in the middle of a day has the occurrences of each generation while it held")
    func generations() throws {
        var facts = try facts(days: 2)
        // From 09:00 to 08:00, changed at 08:30 on the second day: that day has neither.
        let change = morning(1).advanced(bySeconds: -1800)
        facts.schedules[0].until = change
        facts.schedules.append(
            ScheduledPeriod(minuteOfDay: 480, weekdays: .everyDay, zone: "Asia/Shanghai", from: change))
        #expect(kinds(facts) == "aso")
    }

    @Test("the days of a pause are paused up to the day pushes return")
    func paused() throws {
        var facts = try facts(days: 4)
        facts.pauses = [(Self.first.advanced(byDays: 1), Self.first.advanced(byDays: 3))]
        facts.arrivals = [Self.first.advanced(byDays: 3): morning(3)]
        #expect(kinds(facts) == "appmo")
        facts.pauses = [(Self.first.advanced(byDays: 1), nil)]
        #expect(kinds(facts) == "apppo")
    }

    @Test("an answer in a pause counts")
    func answeredInPause() throws {
        var facts = try facts(days: 3)
        facts.pauses = [(Self.first.advanced(byDays: 1), nil)]
        facts.ratedAnswers[Self.first.advanced(byDays: 2)] = 1
        #expect(kinds(facts) == "apao")
    }

    @Test("every day touched by a suspension is paused")
    func suspended() throws {
        var facts = try facts(days: 5)
        facts.suspensions = [(morning(2), at(4, utcHour: 2))]
        for day in 1...4 { facts.arrivals[Self.first.advanced(byDays: day)] = morning(day) }
        #expect(kinds(facts) == "ampppo")
        facts.suspensions = [(morning(2), nil)]
        #expect(kinds(facts) == "ampppo")
    }

    @Test("a learning day that a change of zone leaves without any instant is travel")
    func travel() throws {
        // From Honolulu to Kiritimati: 24 hours ahead of it.
        let zones = try DayExamples.zones()
        var facts = try facts(days: 4)
        facts.schedules = []
        facts.calendar = LearningCalendar(zone: "Pacific/Honolulu")
            .changing(zone: "Pacific/Kiritimati", at: at(1, utcHour: 22), zones: zones)
        facts.ratedAnswers = [Self.first: 1, Self.first.advanced(byDays: 1): 1]
        #expect(kinds(facts) == "aatmo")
    }

    @Test("a person who was away for forty years is settled, day for day")
    func awayForYears() throws {
        var facts = try facts(days: 14_610)
        facts.ratedAnswers[facts.today] = 1
        let days = Ledger.replay(facts)
        #expect(days.count == 14_611)
        #expect(days.filter { $0.kind == .notAsked }.count == 14_609)
        #expect(Ledger.numbers(days.last) == StreakNumbers(current: 2, longest: 2, today: true, freezes: 0))
    }

    @Test("every day has its zone, its cause and what it repaired")
    func causes() throws {
        var facts = try facts(days: 5)
        facts.arrivals = [Self.first.advanced(byDays: 2): morning(2)]
        facts.ratedAnswers[Self.first.advanced(byDays: 3)] = 2
        facts.pauses = [(Self.first.advanced(byDays: 4), facts.today)]
        let entries = Ledger.entries(Ledger.replay(facts), facts: facts)
        #expect(
            entries.map(\.cause) == [
                .rated(1), .nothingArrived(due: morning(1)), .asked(at: morning(2)), .rated(2),
                .paused(until: facts.today), .today,
            ])
        #expect(entries.map(\.minute) == [nil, 540, 540, nil, nil, nil])
        #expect(entries.map(\.kind) == [.answered, .notAsked, .repaired, .answered, .paused, .open])
        #expect(entries[2].repairedBy == entries[3].day && entries[3].repairs == entries[2].day)
        #expect(entries.allSatisfy { $0.zone == "Asia/Shanghai" })
    }
}
