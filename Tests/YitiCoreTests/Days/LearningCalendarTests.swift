import Testing
import YitiCore
import YitiTestKit

@Suite struct LearningCalendarTests {
    private func calendar(_ zone: String, rollover: Int = 4) -> LearningCalendar {
        LearningCalendar(zone: zone, rolloverHour: rollover)
    }

    private func day(_ calendar: LearningCalendar, _ instant: String) throws -> String {
        calendar.day(at: try DayExamples.instant(instant), zones: try DayExamples.zones()).text
    }

    @Test("a learning day is the local date, less one day before the rollover")
    func plain() throws {
        let shanghai = calendar("Asia/Shanghai")
        #expect(try day(shanghai, "2026-03-09T19:59:59Z") == "2026-03-09")
        #expect(try day(shanghai, "2026-03-09T20:00:00Z") == "2026-03-10")
        #expect(try day(calendar("Asia/Shanghai", rollover: 0), "2026-03-09T16:00:00Z") == "2026-03-10")
        #expect(try day(calendar("America/New_York", rollover: 6), "2026-03-10T09:59:59Z") == "2026-03-09")
    }

    @Test("a rollover in a gap of the clocks falls on the gap")
    func rolloverInGap() throws {
        // Berlin, 2026-03-29: 02:00 to 03:00 does not exist; the day begins at 01:00 UTC.
        let berlin = calendar("Europe/Berlin", rollover: 2)
        let zones = try DayExamples.zones()
        let sunday = try DayExamples.day("2026-03-29")
        #expect(berlin.start(of: sunday, zones: zones).text == "2026-03-29T01:00:00Z")
        #expect(try day(berlin, "2026-03-29T00:59:59Z") == "2026-03-28")
        #expect(try day(berlin, "2026-03-29T01:00:00Z") == "2026-03-29")
    }

    /// The calendar after a change made at an instant.
    private func changed(_ calendar: LearningCalendar, zone: String? = nil, rollover: Int? = nil, at instant: String)
        throws -> LearningCalendar
    {
        calendar.changing(
            zone: zone, rolloverHour: rollover, at: try DayExamples.instant(instant), zones: try DayExamples.zones())
    }

    @Test("flying west: the day lasts until the new zone ends it")
    func west() throws {
        let moved = try changed(calendar("Asia/Shanghai"), zone: "America/New_York", at: "2026-03-10T04:00:00Z")
        #expect(try day(moved, "2026-03-10T04:00:00Z") == "2026-03-10")
        #expect(try day(moved, "2026-03-11T07:59:59Z") == "2026-03-10")
        #expect(try day(moved, "2026-03-11T08:00:00Z") == "2026-03-11")
        #expect(try day(moved, "2026-03-12T08:00:00Z") == "2026-03-12")
        #expect(moved.current.zone == "America/New_York")
    }

    @Test("flying east: the day lasts until the old zone ends it, the next one is short")
    func east() throws {
        let moved = try changed(calendar("America/New_York"), zone: "Asia/Shanghai", at: "2026-03-10T16:00:00Z")
        #expect(try day(moved, "2026-03-11T07:59:59Z") == "2026-03-10")
        #expect(try day(moved, "2026-03-11T08:00:00Z") == "2026-03-11")
        #expect(try day(moved, "2026-03-11T19:59:59Z") == "2026-03-11")
        #expect(try day(moved, "2026-03-11T20:00:00Z") == "2026-03-12")
    }

    @Test("a whole day ahead: one date has no instant")
    func skipped() throws {
        let zones = try DayExamples.zones()
        let moved = try changed(calendar("Pacific/Honolulu"), zone: "Pacific/Kiritimati", at: "2026-03-03T22:00:00Z")
        #expect(try day(moved, "2026-03-04T13:59:59Z") == "2026-03-03")
        #expect(try day(moved, "2026-03-04T14:00:00Z") == "2026-03-05")
        #expect(!moved.exists(try DayExamples.day("2026-03-04"), zones: zones))
        #expect(moved.exists(try DayExamples.day("2026-03-05"), zones: zones))
    }

    @Test("Apia had no 2011-12-30 with a rollover at midnight, and four hours of it with one at four")
    func apia() throws {
        let zones = try DayExamples.zones()
        let friday = try DayExamples.day("2011-12-30")
        #expect(!calendar("Pacific/Apia", rollover: 0).exists(friday, zones: zones))
        #expect(calendar("Pacific/Apia").start(of: friday, zones: zones).text == "2011-12-30T10:00:00Z")
        #expect(calendar("Pacific/Apia").end(of: friday, zones: zones).text == "2011-12-30T14:00:00Z")
    }

    @Test("a change of rollover takes effect at the later of the two ends")
    func rollover() throws {
        let later = try changed(calendar("Europe/Berlin"), rollover: 6, at: "2026-06-01T10:00:00Z")
        #expect(try day(later, "2026-06-02T03:59:59Z") == "2026-06-01")
        #expect(try day(later, "2026-06-02T04:00:00Z") == "2026-06-02")
        // 03:00 local: it is still 31 May, and with the new rollover it would be over.
        let earlier = try changed(calendar("Europe/Berlin"), rollover: 0, at: "2026-06-01T01:00:00Z")
        #expect(try day(earlier, "2026-06-01T01:59:59Z") == "2026-05-31")
        #expect(try day(earlier, "2026-06-01T02:00:00Z") == "2026-06-01")
        #expect(try day(earlier, "2026-06-01T22:00:00Z") == "2026-06-02")
    }

    @Test("a change that has not taken effect is replaced, and taking it back leaves nothing of it")
    func replaced() throws {
        let start = calendar("Asia/Shanghai")
        let there = try changed(start, zone: "America/New_York", at: "2026-03-10T04:00:00Z")
        #expect(try changed(there, zone: "Asia/Shanghai", at: "2026-03-10T05:00:00Z") == start)
        let elsewhere = try changed(there, zone: "Europe/Berlin", at: "2026-03-10T05:00:00Z")
        #expect(elsewhere.periods.map(\.zone) == ["Asia/Shanghai", "Europe/Berlin"])
    }

    @Test("reads back the text it writes, and nothing else")
    func text() throws {
        let moved = try changed(calendar("Asia/Shanghai"), zone: "America/New_York", at: "2026-03-10T04:00:00Z")
        #expect(LearningCalendar(text: moved.text) == moved)
        for wrong in ["", "Asia/Shanghai", "Asia/Shanghai,7", "Asia/Shanghai,4;1,2,UTC", "Asia/Shanghai,4;a,2,UTC,4"] {
            #expect(LearningCalendar(text: wrong) == nil, "\(wrong)")
        }
    }
}

@Suite struct LearningCalendarPropertyTests {
    /// Troll's clocks go back from 03:00 to 01:00: with a rollover at 2 the hour before it comes twice, on either side of it.
    private func comesTwice(_ change: ClockChange, rollover: Int) -> Bool {
        let end = change.at.advanced(bySeconds: Int64(change.before)).seconds
        let start = change.at.advanced(bySeconds: Int64(change.after)).seconds
        let rolloverSecond = (end / 86_400) * 86_400 + Int64(rollover) * 3600
        return start < rolloverSecond && rolloverSecond < end
    }

    @Test("days follow each other without gap or overlap around every change of the clocks, with every rollover")
    func partition() throws {
        let zones = try DayExamples.zones()
        for change in try ClockChange.all() {
            for rollover in 0...6 where !comesTwice(change, rollover: rollover) {
                let calendar = LearningCalendar(zone: change.zone, rolloverHour: rollover)
                var last: Day?
                for minutes in stride(from: -30 * 60, through: 30 * 60, by: 30) {
                    let instant = change.at.advanced(bySeconds: Int64(minutes) * 60)
                    let day = calendar.day(at: instant, zones: zones)
                    if let last { #expect(day >= last, "\(change) \(rollover)") }
                    if day != last { expect(day, has: instant, calendar, zones, "\(change) \(rollover)") }
                    last = day
                }
            }
        }
    }

    private func expect(
        _ day: Day, has instant: Instant, _ calendar: LearningCalendar, _ zones: ZoneBook, _ comment: String
    ) {
        let start = calendar.start(of: day, zones: zones)
        let end = calendar.end(of: day, zones: zones)
        #expect(start <= instant && instant < end, "\(comment)")
        #expect(calendar.day(at: start, zones: zones) == day, "\(comment)")
        #expect(calendar.day(at: end.advanced(bySeconds: -1), zones: zones) == day, "\(comment)")
        #expect(calendar.day(at: start.advanced(bySeconds: -1), zones: zones) < day, "\(comment)")
    }

    @Test("whoever travels has no date twice, and what an instant was counted for it stays", arguments: 1...80)
    func travel(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let zones = try DayExamples.zones()
        let names = zones.names
        var calendar = LearningCalendar(zone: random.pick(names), rolloverHour: random.below(7))
        var now = Instant(seconds: 1_770_000_000 + Int64(random.below(100_000_000)))
        var counted: [(at: Instant, day: Day)] = []
        for step in 0..<120 {
            now = now.advanced(bySeconds: Int64(1 + random.below(50_000)))
            let day = calendar.day(at: now, zones: zones)
            let comment = "seed \(seed), step \(step)"
            try #require(counted.last.map { $0.day <= day } ?? true, "\(comment)")
            expect(day, has: now, calendar, zones, comment)
            #expect(LearningCalendar(text: calendar.text) == calendar, "\(comment)")
            counted.append((now, day))
            guard random.below(3) == 0 else { continue }
            now = now.advanced(bySeconds: 1)
            calendar = calendar.changing(
                zone: random.below(3) == 0 ? nil : random.pick(names),
                rolloverHour: random.below(2) == 0 ? nil : random.below(7), at: now, zones: zones)
            for (at, day) in counted.suffix(8) { #expect(calendar.day(at: at, zones: zones) == day, "\(comment)") }
        }
    }

    @Test("taking a change back after the old zone's day is over ends the day at once")
    func takenBackLate() throws {
        let zones = try DayExamples.zones()
        let start = LearningCalendar(zone: "Asia/Shanghai", rolloverHour: 4)
        let noon = try DayExamples.instant("2026-03-10T04:00:00Z")
        let back = try DayExamples.instant("2026-03-10T22:00:00Z")
        let calendar = start.changing(zone: "America/New_York", at: noon, zones: zones)
            .changing(zone: "Asia/Shanghai", at: back, zones: zones)
        #expect(calendar.day(at: back.advanced(bySeconds: -1), zones: zones).text == "2026-03-10")
        #expect(calendar.day(at: back, zones: zones).text == "2026-03-11")
        #expect(calendar.end(of: calendar.day(at: back, zones: zones), zones: zones).text == "2026-03-11T20:00:00Z")
    }

    @Test("every date from year 1 to 9999 has its year, month and day, and comes back from them")
    func civil() throws {
        var expected = try DayExamples.day("0001-01-01")
        for year in 1...9999 {
            for month in 1...12 where month == 1 || month == 2 || year % 97 == 0 {
                for day in [1, Day.length(ofMonth: month, year: year)] {
                    let date = try #require(Day(year: year, month: month, day: day))
                    let civil = date.civil
                    try #require(civil.year == year && civil.month == month && civil.day == day)
                }
            }
            let first = try #require(Day(year: year, month: 1, day: 1))
            try #require(first == expected)
            expected = first.advanced(byDays: Day.length(ofMonth: 2, year: year) == 29 ? 366 : 365)
        }
        #expect(try DayExamples.day("2026-03-02").weekday == 0)
        #expect(Day(text: "2026-02-29") == nil && Day(text: "2024-02-29") != nil && Day(text: "2026-2-3") == nil)
    }
}
