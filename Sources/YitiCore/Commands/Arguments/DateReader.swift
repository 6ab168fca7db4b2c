/// Dates as people type them: `2026-12-01`, `Dec 1`, `十二月一日`, `in 10 days`, `下周五`, and as replies show them.
extension ArgumentScanner {
    /// The day that stands here, or why it can't be one; nil when no date was meant. A weekday or a second date beside it has to agree.
    mutating func day(_ rules: DateRules) -> Result<Day, DateFault>? {
        let start = position
        guard let first = said(), var result = first.day(rules, start, self) else { return nil }
        while let next = attempt({ $0.saidAgain(afterDate: first.isCalendarDate) }) {
            result = next.confirming(result, rules, typed: Refusal.quoted(typed(from: start)))
        }
        return result
    }

    /// A weekday, a date, or both: the date counts, the weekday has to agree.
    private mutating func said() -> SaidDate? {
        if let both = attempt({ $0.weekdayAndDate() }) { return both }
        guard let date = spokenDate() else { return nil }
        return SaidDate(date: date, weekday: nil)
    }

    private mutating func weekdayAndDate() -> SaidDate? {
        _ = take(DateWords.the)
        guard let weekday = weekday() else { return nil }
        passJoints()
        guard let date = calendarDate() else { return nil }
        return SaidDate(date: date, weekday: weekday)
    }

    /// Another way to say the same day: `12 天后（12月7日周一）`, `Dec 1 (Tue)`. A second date without brackets is another day.
    private mutating func saidAgain(afterDate: Bool) -> SaidDate? {
        let isBracketed = passJoints()
        defer { if isBracketed { _ = take(")") } }
        if afterDate, !isBracketed { return weekday().map { SaidDate(date: nil, weekday: $0) } }
        if let both = attempt({ $0.weekdayAndDate() }) { return both }
        // `周五 8.30` goes on with a time.
        if let date = attempt({ $0.calendarDate(mayHaveDots: false) }) { return SaidDate(date: date, weekday: nil) }
        return weekday().map { SaidDate(date: nil, weekday: $0) }
    }

    /// Passes over what stands between two ways to say a day; says whether a bracket was among it.
    @discardableResult
    private mutating func passJoints() -> Bool {
        let start = position
        while let character = next(), " ,(，".contains(character) { advance() }
        return passed(since: start).contains("(")
    }

    private mutating func spokenDate() -> SpokenDate? {
        attempt { $0.calendarDate() } ?? attempt { $0.distance() } ?? attempt { $0.weekdayOfWeek() }
            ?? attempt { $0.dayOfMonth() }
    }

    // MARK: Distances

    private mutating func distance() -> SpokenDate? {
        if let days = take(DateWords.near) { return .ahead(days: days) }
        if let sign = next(), sign == "+" || sign == "-" { return signed(sign) }
        let isAhead = take(DateWords.within) != nil
        skipSpaces()
        if let span = take(DateWords.spans) { return directed(span, isAhead: isAhead) }
        guard let count = take(DateWords.one) ?? number() else { return nil }
        skipSpaces()
        // `5日` is a day of the month, `5日后` is not.
        let isDayMark = next() == "日"
        guard let unit = isDayMark ? dayMark() : take(DateWords.units), count <= 9_999 else { return nil }
        let direction = takeAfterSpaces(DateWords.directions)
        if isDayMark, direction == nil { return nil }
        let days = count * (unit == .week ? 7 : 1) * (direction ?? 1)
        if unit == .month { return .aheadMonths(count * (direction ?? 1)) }
        if unit == .year { return isAhead || direction != nil ? .aheadMonths(12 * count * (direction ?? 1)) : nil }
        return isAhead || direction != nil ? .ahead(days: days) : .long(days: days)
    }

    /// A span with what says from where: a number of days is as long as that, or so far from today.
    private mutating func directed(_ span: SpokenDate, isAhead: Bool) -> SpokenDate {
        let direction = takeAfterSpaces(DateWords.directions)
        switch span {
        case .long(let days) where isAhead || direction != nil: return .ahead(days: days * (direction ?? 1))
        case .aheadMonths(let months): return .aheadMonths(months * (direction ?? 1))
        default: return span
        }
    }

    private mutating func dayMark() -> DateWords.Unit? { take("日") ? .day : nil }

    private mutating func signed(_ sign: Character) -> SpokenDate? {
        advance()
        guard let count = digits(1...6).flatMap({ Int($0) }), next() != "-", next() != ":" else { return nil }
        let unit = takeAfterSpaces(DateWords.units) ?? .day
        guard unit == .day || unit == .week else { return nil }
        return .ahead(days: (sign == "-" ? -count : count) * (unit == .week ? 7 : 1))
    }

    // MARK: Weekdays

    private mutating func weekdayOfWeek() -> SpokenDate? {
        if let coming = attempt({ $0.take(DateWords.coming) == nil ? nil : $0.weekday() }) { return .weekday(coming) }
        if let week = take(DateWords.weeks) {
            skipSpaces()
            _ = take("的")
            guard let weekday = weekdayOfNamedWeek() else { return nil }
            return .weekdayOfWeek(weekday, ahead: week)
        }
        _ = take(DateWords.the)
        guard let weekday = weekday() else { return nil }
        return takeAfterSpaces(DateWords.weeksBehind).map { .weekdayOfWeek(weekday, ahead: $0) } ?? .weekday(weekday)
    }

    /// Behind 下周 the day stands alone (`下周五`), behind 下 it has its 周.
    private mutating func weekdayOfNamedWeek() -> Int? {
        if let day = attempt({ $0.weekday() }) { return day }
        guard let character = next(), let day = WeekdayWords.chinese[character] else { return nil }
        guard let before = previous, "周期拜的".contains(before) else { return nil }
        advance()
        return day
    }

    // MARK: Days of a month

    private mutating func dayOfMonth() -> SpokenDate? {
        if let ahead = take(DateWords.monthEnds) { return .ofMonthAhead(ahead, day: nil) }
        if let ahead = take(DateWords.yearEnds) { return .ofYear(ahead: ahead, month: 12, day: 31) }
        if let ahead = take(DateWords.months) {
            skipSpaces()
            _ = take("的")
            guard let day = numberedDay() else { return nil }
            return .ofMonthAhead(ahead, day: day)
        }
        guard let day = numberedDay() else { return nil }
        if let ahead = takeAfterSpaces(DateWords.monthsBehind) { return .ofMonthAhead(ahead, day: day) }
        return (1...31).contains(day) ? .ofMonth(day: day) : nil
    }

    /// `15号`, `the 15th`.
    private mutating func numberedDay() -> Int? {
        _ = take(DateWords.the)
        guard let day = number(), take(DateWords.ordinals) != nil || take(DateWords.dayMarks) != nil else { return nil }
        return day
    }
}

/// What was said of a day: a date, a weekday, or both.
private struct SaidDate {
    var date: SpokenDate?
    var weekday: Int?

    func day(_ rules: DateRules, _ start: Int, _ scanner: ArgumentScanner) -> Result<Day, DateFault>? {
        let typed = Refusal.quoted(scanner.typed(from: start))
        guard let result = date?.day(rules, typed: typed) else { return nil }
        return SaidDate(date: nil, weekday: weekday).confirming(result, rules, typed: typed)
    }

    /// What a reading comes to with this beside it. A weekday also says which of two years is meant.
    func confirming(_ result: Result<Day, DateFault>, _ rules: DateRules, typed: String) -> Result<Day, DateFault> {
        switch result {
        case .success(let day): agrees(day, rules) ? result : .failure(.contradictory(typed: typed))
        case .failure(.past(_, orNext: let next)) where weekday == next.weekday: .success(next)
        case .failure: result
        }
    }

    var isCalendarDate: Bool {
        switch date {
        case .exact, .yearless, .ofYear: true
        default: false
        }
    }

    private func agrees(_ day: Day, _ rules: DateRules) -> Bool {
        if let weekday, day.weekday != weekday { return false }
        switch date {
        case nil: return true
        case .yearless(let month, let dayOfMonth?): return day.civil.month == month && day.civil.day == dayOfMonth
        case let date?: return (try? date.day(rules, typed: "").get()) == day
        }
    }
}
