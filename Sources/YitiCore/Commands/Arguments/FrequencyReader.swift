/// How often a question is asked for.
enum Frequency {
    /// What every subscription is.
    case onceADay
    /// More often, or less: no subscription is that.
    case other
}

/// `一天一题`, `2 questions a day`, `三天一次`, `every 3 days`, `3 days`: numbers of questions and of days, which are no time, no weekday and
/// no topic.
extension ArgumentScanner {
    mutating func frequency() -> Frequency? {
        guard !standsAtWeekdaySet else { return nil }
        if take(FrequencyWords.intervals) != nil { return .other }
        return attempt { $0.timesAPeriod() } ?? attempt { $0.periodOfDays() } ?? attempt { $0.countedQuestions() }
    }

    /// `7 days a week` are weekdays.
    private var standsAtWeekdaySet: Bool {
        var ahead = self
        return ahead.take(WeekdayWords.sets) != nil
    }

    /// `2 questions a day`, `once a week`, `1/day`, `3 days a week`.
    private mutating func timesAPeriod() -> Frequency? {
        guard let count = take(FrequencyWords.times) ?? number() else { return nil }
        let isCounted = takeAfterSpaces(FrequencyWords.measures) != nil
        let isDays = !isCounted && takeAfterSpaces(FrequencyWords.days) != nil
        guard takeAfterSpaces(isCounted ? FrequencyWords.eachOfCounted : FrequencyWords.each) != nil,
            let period = takeAfterSpaces(FrequencyWords.periods)
        else { return nil }
        return count == 1 && period == .day && !isDays ? .onceADay : .other
    }

    /// `一天一题`, `每周三题`, `三天`, `every 3 days`.
    private mutating func periodOfDays() -> Frequency? {
        let isEach = take(FrequencyWords.every) != nil
        skipSpaces()
        let length = attempt { $0.number() }
        if length != nil { skipSpaces() }
        guard isEach || length != nil, let period = take(FrequencyWords.periods) else { return nil }
        if let count = attempt({ $0.countOfPeriod(period) }) {
            return count == 1 && period == .day && length ?? 1 == 1 ? .onceADay : .other
        }
        // `每周一` is a weekday, `3天后` a date, and `一日` one of the month.
        guard length != nil, period == .day, previous != "日", takeAfterSpaces(DateWords.directions) == nil else {
            return nil
        }
        return .other
    }

    private mutating func countOfPeriod(_ period: DateWords.Unit) -> Int? {
        skipSeparators()
        let count = take(FrequencyWords.times) ?? number()
        guard let count else { return nil }
        // `一周五天` are five days, whichever they are.
        if period != .day, take("天") { return max(count, 2) }
        return take(FrequencyWords.measures) == nil ? nil : count
    }

    /// `一题`, `3 questions`.
    private mutating func countedQuestions() -> Frequency? {
        guard let count = number(), takeAfterSpaces(FrequencyWords.measures) != nil else { return nil }
        return count == 1 ? .onceADay : .other
    }

    /// Whether questions are counted here, whatever number stands before.
    var standsAtMeasure: Bool { next().map { "题道次问".contains($0) } ?? false }
}

private enum FrequencyWords {
    static let times = Lexicon<Int>([("once", 1), ("twice", 2), ("thrice", 3), ("one", 1), ("two", 2), ("three", 3)])
    static let measures = Lexicon([("道题|道题目|道|题|个题|个题目|个问题|问|次|回|questions|question|times|time|x", true)])
    static let days = Lexicon([("days|day|天", true)])
    static let each = Lexicon([("a|per|in a|/|each day of a", true)])
    static let eachOfCounted = Lexicon([("a|per|in a|/|each|every|每", true)])
    static let every = Lexicon([("每隔|每|隔|every|each|平均每|for", true)])
    static let periods = Lexicon<DateWords.Unit>([
        ("days|day|天|日", .day), ("weeks|week|个星期|星期|周|个礼拜|礼拜", .week), ("months|month|个月|月", .month),
    ])
    static let intervals = Lexicon([
        (
            "every other day|every second day|every two days|隔天|隔日|每隔一天|twice daily|once weekly|weekly|biweekly|fortnightly|monthly|"
                + "每隔天|隔一天|隔两天|隔三天|单日|双日|单号|双号|逢单|逢双|单数日|双数日|alternate days|every alternate day|on alternate days|every few days|每小时|every hour|hourly",
            true
        )
    ])
}
