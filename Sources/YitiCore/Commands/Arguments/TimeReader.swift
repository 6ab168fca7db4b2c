/// Times of day as people type them: `8:30`, `8点一刻`, `早上八点半`, `20h`, `8.30pm`, `half past eight in the evening`.
extension ArgumentScanner {
    /// The time that stands here, right or wrong; nil when none was meant. With `bare`, an hour alone is one.
    mutating func time(bare: Bool = false) -> TimeFinding? { attempt { $0.readTime(bare: bare) } }

    private mutating func readTime(bare: Bool) -> TimeFinding? {
        let start = position
        if attempt({ $0.vagueTime() }) != nil { return .fault(.vagueTime(typed: Refusal.quoted(typed(from: start)))) }
        let words = periodsBefore()
        guard var time = clock(bare: bare) else { return words.isEmpty ? nil : alone(words, from: start) }
        let behind = periodsBehind()
        time.periods = (words + behind).map(\.period)
        time.dayOffset = (words + behind).lazy.compactMap(\.dayOffset).first
        if time.isHourAlone, time.periods.isEmpty, !bare { return nil }
        return checked(time, from: start)
    }

    private func checked(_ time: ClockTime, from start: Int) -> TimeFinding {
        let typed = Refusal.quoted(typed(from: start))
        guard time.isPossible else { return .fault(.noTime(typed: typed)) }
        return time.reckoned == nil ? .fault(.contradictoryTime(typed: typed)) : .time(time)
    }

    /// `早一点`, `晚些`: earlier or later than what stands, and no hour, unless one is said in full (`早一点半`).
    private mutating func vagueTime() -> Bool? {
        guard take(Self.vague) != nil, next().map({ !"半钟整一二两三四五零刻过差".contains($0) && !$0.isNumber }) ?? true
        else { return nil }
        var ahead = self
        ahead.skipSpaces()
        return ahead.clock() == nil ? true : nil
    }

    private static let vague = Lexicon([
        (
            ["早", "晚", "迟"].flatMap { word in
                ["一点", "一点点", "一点儿", "点", "点儿", "些", "一些"].map { word + $0 }
            }.joined(separator: "|"), true
        )
    ])

    // MARK: Parts of the day

    private mutating func periodsBefore() -> [DayPeriod.Word] {
        var words: [DayPeriod.Word] = []
        while let word = attempt({ $0.periodBefore() }) { words.append(word) }
        return words
    }

    private mutating func periodBefore() -> DayPeriod.Word? {
        let start = position
        guard let word = take(DayPeriod.before) else { return nil }
        let length = position - start
        skipSpaces()
        _ = take(Self.links)
        skipSpaces()
        // 早 and 晚 begin other words, too: an hour has to follow. So it has to `am`, which is a word of its own.
        let needsHour = length == 1 || word.period == .am || word.period == .pm
        if needsHour, !standsAtHour { return nil }
        return word
    }

    /// Parts of the day that no hour belongs to (`fri night` behind `8:30`); nil when none stands here alone.
    mutating func lonelyPeriods() -> [DayPeriod.Word]? {
        attempt { scanner in
            var words: [DayPeriod.Word] = []
            while let word = scanner.takeAfterSpaces(DayPeriod.before) { words.append(word) }
            // 早 and 晚 begin other words, too.
            guard !words.isEmpty,
                scanner.next().map({ $0.isSeparator || ",.)".contains($0) }) ?? true
                    || (scanner.previous.map { !"早晚夜".contains($0) } ?? true)
            else { return nil }
            return words
        }
    }

    private static let links = Lexicon([("at|@|的|，|,|:", true)])

    private var standsAtHour: Bool {
        var ahead = self
        return ahead.clock() != nil
    }

    private mutating func periodsBehind() -> [DayPeriod.Word] {
        var words: [DayPeriod.Word] = []
        while let word = attempt({ $0.periodBehind() }) { words.append(word) }
        return words
    }

    /// A part of the day behind an hour, unless it belongs to the next one.
    private mutating func periodBehind() -> DayPeriod.Word? {
        guard let word = takeAfterSpaces(DayPeriod.behind) else {
            return previous?.isNumber ?? false ? take(DayPeriod.letters) : nil
        }
        if word.period == .am || word.period == .pm { return word }
        var ahead = self
        ahead.skipSpaces()
        _ = ahead.take(Self.links)
        ahead.skipSpaces()
        return ahead.clock() == nil ? word : nil
    }

    /// `noon` and `midnight` are times by themselves; `早上` lacks its hour.
    private func alone(_ words: [DayPeriod.Word], from start: Int) -> TimeFinding {
        let hours = Set(words.compactMap(\.period.aloneHour))
        if hours.count == 1, let hour = hours.first {
            let time = ClockTime(
                hour: hour == 24 ? 0 : hour, minute: 0, periods: words.map(\.period),
                dayOffset: words.lazy.compactMap(\.dayOffset).first)
            return checked(time, from: start)
        }
        return .fault(.noHour(typed: Refusal.quoted(typed(from: start))))
    }
}
