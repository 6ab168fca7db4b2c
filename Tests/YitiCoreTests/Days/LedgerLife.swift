import Testing
import YitiCore
import YitiTestKit

/// A random person's days, lived event by event with rows kept as the store keeps them.
struct LedgerLife {
    private(set) var facts: LedgerFacts
    /// What is kept of each settled day.
    private(set) var rows: [Day: SettledDay] = [:]
    private var random: SeededRandom
    private var now: Instant
    private let zones: ZoneBook

    private static let zoneNames = [
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu",
        "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu",
    ]

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        zones = try DayExamples.zones()
        now = Instant(seconds: 1_770_000_000 + Int64(random.below(30_000_000)))
        let calendar = LearningCalendar(
            zone: Self.zoneNames[random.below(Self.zoneNames.count)], rolloverHour: random.below(7))
        facts = LedgerFacts(calendar: calendar, zones: zones, today: calendar.day(at: now, zones: zones))
        if random.below(4) > 0 { subscribe() }
    }

    /// What the kept rows say, in order.
    var kept: [SettledDay] { rows.values.sorted { $0.day < $1.day } }

    /// Lets one thing happen and settles what it concerns.
    mutating func live() {
        switch random.below(20) {
        case 0..<9: sleep(seconds: Int64(random.below(100_000)))
        case 9..<13: answer(on: facts.today)
        case 13: answer(on: facts.today.advanced(byDays: -random.below(4)))
        case 14: undo()
        case 15: pause()
        case 16: arrive()
        case 17: move()
        case 18: random.below(2) == 0 ? subscribe() : unsubscribe()
        default: suspend()
        }
    }

    /// Takes a rated answer of a random day back and gives it again: what was before comes back exactly.
    mutating func undoAndRedo() -> (before: [SettledDay], after: [SettledDay]) {
        let before = kept
        let day = facts.today.advanced(byDays: -random.below(20))
        facts.ratedAnswers[day, default: 0] += 1
        settle(from: day)
        facts.ratedAnswers[day, default: 1] -= 1
        settle(from: day)
        return (before, kept)
    }

    private mutating func sleep(seconds: Int64) {
        now = now.advanced(bySeconds: seconds)
        let day = facts.calendar.day(at: now, zones: zones)
        guard day > facts.today else { return }
        let last = facts.today
        facts.today = day
        settle(from: last)
    }

    private mutating func answer(on day: Day) {
        facts.ratedAnswers[day, default: 0] += 1
        settle(from: day)
    }

    private mutating func undo() {
        let days = facts.ratedAnswers.filter { $0.value > 0 }.keys.sorted().suffix(3)
        guard let day = days.isEmpty ? nil : days[days.startIndex + random.below(days.count)] else { return }
        facts.ratedAnswers[day, default: 1] -= 1
        settle(from: day)
    }

    private mutating func pause() {
        let from = facts.today.advanced(byDays: -random.below(4))
        facts.pauses.append((from, from.advanced(byDays: 1 + random.below(8))))
        settle(from: from)
    }

    private mutating func arrive() {
        facts.arrivals[facts.today] = min(facts.arrivals[facts.today] ?? now, now)
        settle(from: facts.today)
    }

    private mutating func move() {
        facts.calendar = facts.calendar.changing(
            zone: Self.zoneNames[random.below(Self.zoneNames.count)], rolloverHour: random.below(7), at: now,
            zones: zones)
        settle(from: facts.today)
    }

    private mutating func subscribe() {
        facts.schedules.append(
            ScheduledPeriod(
                minuteOfDay: random.below(1440), weekdays: WeekdaySet(rawValue: UInt8(1 + random.below(127))),
                zone: facts.calendar.current.zone, from: now))
        settle(from: facts.today)
    }

    private mutating func unsubscribe() {
        guard let index = facts.schedules.firstIndex(where: { $0.until == nil }) else { return }
        facts.schedules[index].until = now
        settle(from: facts.today)
    }

    private mutating func suspend() {
        if let index = facts.suspensions.firstIndex(where: { $0.until == nil }) {
            facts.suspensions[index].until = now
        } else {
            facts.suspensions.append((now, nil))
        }
        settle(from: facts.today)
    }

    /// Settles from a day on as the server does: from the row before it, whose state went through its text.
    private mutating func settle(from day: Day) {
        guard let first = facts.ratedAnswers.filter({ $0.value > 0 }).keys.min() else { return rows = [:] }
        let start = max(first, rows.isEmpty ? first : day)
        rows = rows.filter { $0.key >= first && $0.key < start }
        let before = start == first ? nil : rows.values.max { $0.day < $1.day }?.state
        let state = before.flatMap { LedgerState(text: $0.text) }
        let from = start == first ? first : (rows.keys.max() ?? first).advanced(byDays: 1)
        var known = facts
        known.ratedAnswers = facts.ratedAnswers.filter { $0.key >= from }
        known.arrivals = facts.arrivals.filter { $0.key >= from }
        for settled in Ledger.settle(after: state, from: from, facts: known) { rows[settled.day] = settled }
    }
}
