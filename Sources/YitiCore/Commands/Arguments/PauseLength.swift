/// How long a pause is.
enum PauseLength {
    case days(Int)
    case months(Int)

    init?(_ date: SpokenDate) {
        switch date {
        case .long(let days): self = .days(days)
        case .aheadMonths(let months): self = .months(months)
        default: return nil
        }
    }

    var isPositive: Bool {
        switch self {
        case .days(let count), .months(let count): count > 0
        }
    }

    /// The first day after it; nil for one more than ten years away.
    func end(from start: Day) -> Day? {
        switch self {
        case .days(let count): count <= DateRules.reachDays ? start.advanced(byDays: count) : nil
        case .months(let count): try? SpokenDate.aheadMonths(count).day(DateRules(today: start), typed: "").get()
        }
    }
}

extension ArgumentScanner {
    /// `3 days`, `a fortnight`, `两个月` as a length: `in 3 days` and `3天后` are days to come.
    mutating func pauseLength() -> PauseLength? {
        var ahead = self
        guard ahead.take(DateWords.within) == nil, let length = amountOfDays() else { return nil }
        return takeAfterSpaces(DateWords.directions) == nil ? length : nil
    }

    private mutating func amountOfDays() -> PauseLength? {
        if let span = take(DateWords.spans) { return PauseLength(span) }
        let start = position
        guard let count = take(DateWords.one) ?? number() else { return nil }
        skipSpaces()
        // `两日` counts, `二日` is a day of the month.
        if passed(since: start).contains("两"), take("日") { return .days(count) }
        switch take(DateWords.units) {
        case .day: return .days(count)
        case .week: return .days(count * 7)
        case .month: return .months(count)
        case .year, nil: return nil
        }
    }
}
