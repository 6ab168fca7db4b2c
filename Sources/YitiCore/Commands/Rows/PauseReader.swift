/// Reads what follows `/pause`: a day to begin, a day of return, a span of days that are all paused.
struct PauseReader {
    private let arguments: CommandArguments
    private var scanner: ArgumentScanner
    private var from: Day?
    private var until: Day?
    /// How long it is, said by itself (`3 days from friday`).
    private var length: PauseLength?
    /// Whether the one day that was named, with no word for what it is, stands as the return: with a length it is the beginning.
    private var isBareReturn = false
    /// Whether the return follows from the one day that was named (`on friday`): a length overrules it.
    private var isReturnImplied = false
    /// Whether the day that was named as the end is paused as well (`through Friday`, `到周五为止`).
    private var includesEnd = false
    /// A date that can be read and not be had.
    private var fault: DateFault?

    /// The most days back that a pause may begin.
    static let maxDaysBack = 3

    private init(_ arguments: CommandArguments) {
        self.arguments = arguments
        scanner = arguments.scanner
    }

    static func read(_ arguments: CommandArguments) throws(Refusal) -> Command {
        if CommandArguments.isOff(arguments.onlyWord) || ends.contains(arguments.onlyWord ?? "") { return .resume }
        var reader = PauseReader(arguments)
        guard arguments.words.count <= 24 else { throw arguments.misread() }
        while true {
            reader.skip()
            if reader.scanner.isAtEnd { break }
            try reader.readNext()
        }
        if reader.includesEnd, reader.from == nil { reader.until = reader.until?.advanced(byDays: 1) }
        try reader.settleLength()
        try reader.check()
        return .pause(from: reader.from, until: reader.until)
    }

    /// `/pause end`: besides what turns anything off.
    private static let ends: Set<String> = ["end", "over", "结束", "恢复"]

    private mutating func skip() {
        while !scanner.standsAtDots {
            scanner.skipSeparators()
            if scanner.standsAtDots { return }
            if scanner.take(Self.endings) != nil {
                includesEnd = true
            } else if scanner.take(Self.fillers) == nil {
                return
            }
        }
    }

    private mutating func readNext() throws(Refusal) {
        if try readLength() { return }
        if scanner.take(Self.starts) != nil {
            from = try day(pastDays: Self.maxDaysBack, isFree: from == nil)
            _ = scanner.takeBeginning()
            return
        }
        if scanner.take(Self.pasts) != nil {
            from = try day(pastDays: Self.maxDaysBack, isPast: true, isFree: from == nil)
            return
        }
        if scanner.take(Self.returns) != nil {
            until = try day(after: from, isFree: until == nil)
            return
        }
        if scanner.attempt({ $0.take(Self.singles) != nil && $0.standsAtDay(arguments.today) ? true : nil }) != nil {
            return try readSingleDay()
        }
        if scanner.take(Self.onlys) != nil || readWeek() || readWeekdays() { return }
        if scanner.standsAtThrough { includesEnd = true }
        // Alone it names the return; behind a beginning it is the end of a span, and paused as well.
        // A minus is no range: nothing stands before it.
        if from == nil, until == nil, scanner.next() == "-" { throw arguments.misread(.invalidDate) }
        if scanner.takeRange() || (from != nil && until == nil && scanner.take(Self.ands) != nil) {
            // `-3 days` behind a beginning may be three days, or four.
            if scanner.attempt({ $0.pauseLength() }) != nil { throw arguments.misread(.invalidDate) }
            until = try day(after: from, isFree: until == nil, mayBeNumber: true)
            if from != nil { until = until?.advanced(byDays: 1) }
            return
        }
        try readDay()
    }

    /// `3 days`, `一周`: how long, wherever the beginning stands. Zero days are no pause.
    private mutating func readLength() throws(Refusal) -> Bool {
        guard let found = scanner.attempt({ $0.pauseLength() }) else { return false }
        guard length == nil, found.isPositive else { throw arguments.misread(.invalidDate) }
        length = found
        return true
    }

    /// A length behind a beginning makes the return; one that a return contradicts is refused.
    private mutating func settleLength() throws(Refusal) {
        guard let length, fault == nil else { return }
        if from == nil, isBareReturn { (from, until) = (until, nil) }
        if isReturnImplied { until = nil }
        guard let end = length.end(from: from ?? arguments.today) else {
            throw arguments.refusal(.invalidDate, .date(.tooFar))
        }
        if let until, until != end {
            throw arguments.refusal(.invalidDate, .contradictoryPause(typed: Refusal.quoted(arguments.text)))
        }
        until = end
    }

    /// `on April 1`: that day, unless it begins a span.
    private mutating func readSingleDay() throws(Refusal) {
        let day = try day(pastDays: Self.maxDaysBack, isFree: from == nil && until == nil)
        from = day
        guard !standsAtRange else { return }
        until = day.advanced(byDays: 1)
        isReturnImplied = true
    }

    /// `下周`, `this weekend`: from its first day to its last, what is left of it when it has begun.
    private mutating func readWeek() -> Bool {
        guard from == nil, until == nil else { return false }
        let monday = arguments.today.advanced(byDays: -arguments.today.weekday)
        for (words, firstDay) in [(DateWords.weekends, 5), (DateWords.wholeWeeks, 0)] {
            guard let weeks = scanner.attempt({ $0.wholeWeek(words) }) else { continue }
            from = max(arguments.today, monday.advanced(byDays: 7 * weeks + firstDay))
            until = monday.advanced(byDays: 7 * weeks + 7)
            return true
        }
        return false
    }

    /// `周六周日`, `sat and sun`: days in a row, one by one.
    private mutating func readWeekdays() -> Bool {
        guard from == nil, until == nil, let days = scanner.attempt({ $0.daysInRow() }) else { return false }
        let first = arguments.today.advanced(byDays: (days.lowerBound - arguments.today.weekday + 6) % 7 + 1)
        (from, until) = (first, first.advanced(byDays: days.count))
        return true
    }

    /// A day without a word before it: the first of a span, the beginning when 起 follows, else the return.
    private mutating func readDay() throws(Refusal) {
        let pastDays = namesBeginning ? Self.maxDaysBack : 0
        let day = try day(pastDays: pastDays, after: from, isFree: until == nil || from == nil)
        if scanner.takeAfterSpaces(Self.onlys) != nil, from == nil, until == nil {
            (from, until) = (day, day.advanced(byDays: 1))
            isReturnImplied = true
            return
        }
        if let first = until, from == nil {
            isBareReturn = false
            (from, until) = (first, day.advanced(byDays: 1))
            return
        }
        // Nothing can return today: the day itself is meant.
        if day == arguments.today, !standsAtRange {
            (from, until) = (day, day.advanced(byDays: 1))
            isReturnImplied = true
            _ = scanner.takeBeginning()
            return
        }
        guard scanner.attempt({ $0.takeBeginning() ? true : nil }) != nil || standsAtRange else {
            isBareReturn = from == nil
            return until = day
        }
        guard from == nil else { throw arguments.misread() }
        from = day
    }

    /// Whether the day that stands here is one that a pause begins with.
    private var namesBeginning: Bool {
        var ahead = scanner
        guard ahead.day(DateRules(today: arguments.today, pastDays: Self.maxDaysBack)) != nil else { return false }
        return ahead.takeBeginning() || ahead.takeRange()
    }

    private var standsAtRange: Bool {
        var ahead = scanner
        return ahead.takeRange()
    }

    private mutating func day(
        pastDays: Int = 0, isPast: Bool = false, after: Day? = nil, isFree: Bool, mayBeNumber: Bool = false
    ) throws(Refusal) -> Day {
        skip()
        let rules = DateRules(today: arguments.today, pastDays: pastDays, isPast: isPast, after: after)
        guard let found = scanner.day(rules) ?? (mayBeNumber ? dayOfSameMonth() : nil) else {
            throw arguments.refusal(.invalidDate, .date(.noDate(typed: Refusal.quoted(scanner.restTyped))))
        }
        guard isFree else { throw arguments.misread() }
        switch found {
        case .success(let day): return day
        case .failure(let fault):
            // Whether it is a command is not for the date to say: the rest has to be readable first.
            if fault.isMisreading { throw arguments.refusal(.invalidDate, .date(fault)) }
            self.fault = self.fault ?? fault
            return after ?? arguments.today
        }
    }

    /// `4月1日到5`, `Apr 1-5`.
    private mutating func dayOfSameMonth() -> Result<Day, DateFault>? {
        guard let from, let number = scanner.attempt({ $0.number() }) else { return nil }
        _ = scanner.take(DateWords.dayMarks)
        _ = scanner.take(DateWords.ordinals)
        return SpokenDate.ofMonth(day: number).day(
            DateRules(today: arguments.today, after: from), typed: String(number))
    }

    private func check() throws(Refusal) {
        if let fault { throw arguments.refusal(.invalidDate, .date(fault)) }
        if let from, from < arguments.today.advanced(byDays: -Self.maxDaysBack) {
            throw arguments.refusal(.invalidDate, .pauseTooEarly)
        }
        if let until, until <= from ?? arguments.today {
            throw arguments.refusal(.invalidDate, .pauseEndsTooEarly)
        }
    }

    private static let starts = Lexicon([("from|starting|starting from|beginning|between|从|自|打", true)])
    /// What begins with these has begun.
    private static let pasts = Lexicon([("since|ever since|自从", true)])
    private static let returns = Lexicon([("until|till|til|恢复于|return on|returns on|back on", true)])
    private static let singles = Lexicon([("on|only on|just on|just|only|只在|仅在|只|仅|就", true)])
    private static let onlys = Lexicon([("only|just|alone|一天|这一天|那天|这天|当天|而已", true)])
    /// `between Dec 30 and Jan 3`.
    private static let ands = Lexicon([("and|和|与|跟", true)])
    private static let endings = Lexicon([("为止|inclusive|included", true)])
    private static let fillers = Lexicon([
        (
            "for|the|my|please|pushes|push|everything|请|推送|我要|我想|想|要|暂停|停|先|一下|吧|止|恢复|期间|休息|出差|旅游|度假|放假|all|forever|indefinitely|一直|永久|永远|长期|全部|所有|都",
            true
        )
    ])
}

extension ArgumentScanner {
    /// Dots that make a span, which are no punctuation.
    fileprivate var standsAtDots: Bool { next() == "…" || (next() == "." && next(1) == ".") }

    /// Whether `through` stands here, which takes the day that follows in.
    fileprivate var standsAtThrough: Bool {
        var ahead = self
        return ahead.take(Self.throughs) != nil
    }

    private static let throughs = Lexicon([("through|thru", true)])

    fileprivate func standsAtDay(_ today: Day) -> Bool {
        var ahead = self
        ahead.skipSpaces()
        return ahead.day(DateRules(today: today)) != nil
    }

    /// Two weekdays or more, each the day after the one before: the first, 0 for Monday, and as many behind it as there are.
    fileprivate mutating func daysInRow() -> Range<Int>? {
        guard let first = weekday() else { return nil }
        var last = first
        while let next = attempt({ $0.nextWeekday() }) {
            guard next == (last + 1) % 7 else { return nil }
            last += 1
        }
        return last > first ? first..<last + 1 : nil
    }

    private mutating func nextWeekday() -> Int? {
        skipSpaces()
        _ = take(WeekdayWords.joints) ?? take("and")
        skipSpaces()
        return weekday()
    }

    /// A week that no day of it follows (`下周五`).
    fileprivate mutating func wholeWeek(_ words: Lexicon<Int>) -> Int? {
        guard let week = take(words) else { return nil }
        var ahead = self
        ahead.skipSpaces()
        _ = ahead.take("的")
        if ahead.next().map({ WeekdayWords.chinese[$0] != nil }) ?? false || ahead.weekday() != nil { return nil }
        return week
    }

    /// `起`, `开始`, `on` behind the day that a pause begins.
    fileprivate mutating func takeBeginning() -> Bool {
        attempt { scanner in
            scanner.skipSpaces()
            return scanner.take(Self.beginnings)
        } ?? false
    }

    private static let beginnings = Lexicon([("起|开始|以后|之后|onwards|onward|on|start|starting", true)])
}
