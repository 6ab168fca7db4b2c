import Testing
import YitiCore
import YitiTestKit

@Suite struct ScheduleGoldenTests {
    private struct Row {
        var schedule: Schedule
        var first: Day
        /// For each local date from the first on; nil where the date does not exist.
        var instants: [Instant?]
        var name: String

        init(_ text: Substring) throws {
            let fields = text.split(separator: " ")
            let clock = fields[1].split(separator: ":").compactMap { Int($0) }
            schedule = Schedule(
                minuteOfDay: clock[0] * 60 + clock[1], weekdays: .everyDay,
                zone: try DayExamples.zone(String(fields[0])))
            first = try DayExamples.day(String(fields[2]))
            instants = try fields.dropFirst(3).map {
                $0 == "-" ? nil : try DayExamples.instant($0.dropLast() + ":00Z")
            }
            name = fields.prefix(3).joined(separator: " ")
        }

        var occurrences: [Occurrence] {
            instants.enumerated().compactMap { index, at in
                at.map { Occurrence(day: first.advanced(byDays: index), at: $0) }
            }
        }
    }

    private func rows() throws -> [Row] { try ScheduleExamples.rows.split(separator: "\n").map(Row.init) }

    @Test("fires when Python's zoneinfo says, in gaps, overlaps and dates that don't exist")
    func occurrences() throws {
        let rows = try rows()
        #expect(rows.count == 70)
        for row in rows {
            for (index, expected) in row.instants.enumerated() {
                let found = row.schedule.occurrence(on: row.first.advanced(byDays: index))
                #expect(found?.at == expected, "\(row.name) +\(index)")
            }
        }
    }

    @Test("goes from each occurrence to the next and back, passing over dates that don't exist")
    func nextAndLatest() throws {
        for row in try rows() {
            let expected = row.occurrences
            for (occurrence, following) in zip(expected, expected.dropFirst()) {
                #expect(row.schedule.next(after: occurrence.at) == following, "\(row.name)")
                #expect(row.schedule.next(after: following.at.advanced(bySeconds: -1)) == following, "\(row.name)")
                #expect(
                    row.schedule.latest(notAfter: following.at.advanced(bySeconds: -1)) == occurrence, "\(row.name)")
                #expect(row.schedule.latest(notAfter: following.at) == following, "\(row.name)")
            }
        }
    }

    @Test("keeps to its weekdays, and passes over a weekday that does not exist")
    func weekdays() throws {
        let zone = try DayExamples.zone("Pacific/Apia")
        // 2011-12-30, which Apia left out, was a Friday.
        let fridays = Schedule(minuteOfDay: 540, weekdays: WeekdaySet(rawValue: 1 << 4), zone: zone)
        let before = try DayExamples.instant("2011-12-24T00:00:00Z")
        let next = try #require(fridays.next(after: before))
        #expect(next.day.text == "2012-01-06" && next.at.text == "2012-01-05T19:00:00Z")
        #expect(fridays.latest(notAfter: next.at.advanced(bySeconds: -1))?.day.text == "2011-12-23")
        #expect(Schedule(minuteOfDay: 0, weekdays: [], zone: zone).next(after: before) == nil)
    }

    @Test("the latest occurrence is found at once, however long ago the one before was")
    func longAgo() throws {
        let schedule = Schedule(minuteOfDay: 540, weekdays: .everyDay, zone: try DayExamples.zone("Europe/Berlin"))
        let now = try DayExamples.instant("2125-07-01T12:00:00Z")
        #expect(schedule.latest(notAfter: now)?.day.text == "2125-07-01")
    }
}

@Suite struct SchedulePropertyTests {
    @Test(
        "every date fires once, at its local time or a gap later, around every change of the clocks", arguments: 1...6)
    func everyChange(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for change in try ClockChange.all() {
            let schedule = Schedule(
                minuteOfDay: random.below(1440), weekdays: .everyDay, zone: try DayExamples.zone(change.zone))
            var now = change.at.advanced(bySeconds: -3 * 86_400)
            var last: Occurrence?
            while let next = schedule.next(after: now), next.at < change.at.advanced(bySeconds: 3 * 86_400) {
                let (day, second) = schedule.zone.local(at: next.at)
                let wanted = next.day.number * 1440 + schedule.minuteOfDay
                let late = day.number * 1440 + second / 60 - wanted
                let gap = max(0, change.after - change.before) / 60
                #expect(late == 0 || late == gap, "seed \(seed), \(change) \(schedule.minuteOfDay)")
                if let last { #expect(next.day > last.day && next.at > last.at, "seed \(seed), \(change)") }
                #expect(schedule.latest(notAfter: next.at) == next, "seed \(seed), \(change)")
                last = next
                now = next.at
            }
            #expect(last != nil)
        }
    }
}
