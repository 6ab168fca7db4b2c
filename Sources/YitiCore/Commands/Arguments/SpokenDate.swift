/// A date as somebody said it, which is another on another day.
enum SpokenDate: Hashable {
    /// `2026-12-01`.
    case exact(Day)
    /// `12-01`: of this year or another; nil is the last of the month.
    case yearless(month: Int, day: Int?)
    /// `明年3月1日`: so many years from now.
    case ofYear(ahead: Int, month: Int, day: Int?)
    /// `15号`: the next such.
    case ofMonth(day: Int)
    /// `下个月15号`; nil is the last of the month.
    case ofMonthAhead(Int, day: Int?)
    /// `tomorrow`, `in 10 days`.
    case ahead(days: Int)
    /// `in 2 months`.
    case aheadMonths(Int)
    /// `3 days`: as long as that, from whatever day.
    case long(days: Int)
    /// `friday`: the next after today.
    case weekday(Int)
    /// `this friday`, `next friday`: of the week so many after this one, Monday to Sunday.
    case weekdayOfWeek(Int, ahead: Int)
    /// `12/1/2026`: the month and the day may each be the other.
    case either(Day, Day)
    /// There is no such date (`2026-02-30`).
    case impossible
}

/// How a date is to be read.
struct DateRules {
    /// The person's learning day.
    var today: Day
    /// How far back one may lie.
    var pastDays = 0
    /// Whether a weekday is the last such, today among them (`since monday`).
    var isPast = false
    /// What it comes after, when it is the second of a span.
    var after: Day?

    /// How far from today a date may lie: ten years.
    static let reachDays = 3_653
    /// A date without a year that lies so far back may as well be the past one.
    static let doubtfulDays = 60
}

extension SpokenDate {
    /// The day that it is, or why it can't be one.
    func day(_ rules: DateRules, typed: String) -> Result<Day, DateFault> {
        guard let found = found(rules) else { return .failure(.noDate(typed: typed)) }
        guard case .success(let day) = found else { return found }
        guard abs(day.days(since: rules.today)) <= DateRules.reachDays else { return .failure(.tooFar) }
        return found
    }

    private func found(_ rules: DateRules) -> Result<Day, DateFault>? {
        let today = rules.today
        switch self {
        case .exact(let day): return .success(day)
        case .yearless(let month, let day): return Self.next(month, day, rules)
        case .ofYear(let ahead, let month, let day):
            return Self.date(today.civil.year + ahead, month, day).map { .success($0) }
        case .ofMonth(let day): return Self.next(day, rules).map { .success($0) }
        case .ofMonthAhead(let ahead, let day): return Self.day(day, ahead, today).map { .success($0) }
        case .ahead(let days): return .success(today.advanced(byDays: days))
        case .aheadMonths(let months): return Self.months(months, today).map { .success($0) }
        case .long(let days): return .success((rules.after ?? today).advanced(byDays: days))
        case .weekday(let weekday) where rules.isPast:
            return .success(today.advanced(byDays: -((today.weekday - weekday + 7) % 7)))
        case .weekday(let weekday):
            let start = rules.after ?? today
            let distance = (weekday - start.weekday + 7) % 7
            return .success(start.advanced(byDays: distance == 0 ? 7 : distance))
        case .weekdayOfWeek(let weekday, let ahead): return Self.of(weekday, ahead, rules)
        case .either(let first, let second): return .failure(.either(first, second))
        case .impossible: return nil
        }
    }

    /// The next such, today included; the one at most so many days back. One that lies a little farther back is asked for.
    private static func next(_ month: Int, _ day: Int?, _ rules: DateRules) -> Result<Day, DateFault>? {
        let start = rules.after?.advanced(byDays: 1) ?? rules.today.advanced(byDays: -rules.pastDays)
        // Eight years hold a 29 February whatever the century.
        let days = (-1...8).compactMap { date(start.civil.year + $0, month, day) }
        guard let next = days.first(where: { $0 >= start }) else { return nil }
        let past = days.last { $0 < start }
        if let after = rules.after, let past, after.days(since: past) <= DateRules.doubtfulDays {
            return .failure(.notAfter(past, beginning: after, orNext: next))
        }
        if rules.after == nil, let past, rules.today.days(since: past) <= DateRules.doubtfulDays {
            return .failure(.past(past, orNext: next))
        }
        return .success(next)
    }

    /// A date; without a day the last of the month.
    static func date(_ year: Int, _ month: Int, _ day: Int?) -> Day? {
        Day(year: year, month: month, day: day ?? Day.length(ofMonth: month, year: year))
    }

    private static func next(_ day: Int, _ rules: DateRules) -> Day? {
        let start = rules.after?.advanced(byDays: 1) ?? rules.today
        return (0...12).lazy.compactMap { Self.day(day, $0, start) }.first { $0 >= start }
    }

    private static func day(_ day: Int?, _ ahead: Int, _ today: Day) -> Day? {
        let (year, month, _) = today.civil
        guard abs(ahead) <= 1_200 else { return nil }
        let months = year * 12 + month - 1 + ahead
        let length = Day.length(ofMonth: months % 12 + 1, year: months / 12)
        return Day(year: months / 12, month: months % 12 + 1, day: day ?? length)
    }

    /// The same day of a later month, or its last.
    private static func months(_ ahead: Int, _ today: Day) -> Day? {
        Self.day(today.civil.day, ahead, today) ?? Self.day(nil, ahead, today)
    }

    private static func of(_ weekday: Int, _ ahead: Int, _ rules: DateRules) -> Result<Day, DateFault> {
        let day = rules.today.advanced(byDays: 7 * ahead + weekday - rules.today.weekday)
        guard day >= rules.today.advanced(byDays: -rules.pastDays) || ahead < 0 else {
            return .failure(.past(day, orNext: day.advanced(byDays: 7)))
        }
        return .success(day)
    }
}
