/// Weekdays as people type them: `mon-fri`, `Mon to Fri`, `weekends`, `一三五`, `周一至周五`, `每天`, `every Monday`.
extension ArgumentScanner {
    /// The weekdays that stand here; nil when there are none.
    mutating func weekdays() -> WeekdaySet? {
        weekdayItems()?.reduce(into: WeekdaySet()) { $0.formUnion($1) }
    }

    /// The same, each day and each range by itself; never empty.
    mutating func weekdayItems() -> [WeekdaySet]? {
        attempt { scanner in
            if let days = scanner.take(WeekdayWords.sets) { return scanner.isInsideWord ? nil : [days] }
            let isEach = scanner.take(WeekdayWords.each) != nil
            scanner.skipSpaces()
            // `every morning`, `每晚`: the hour is read next.
            if isEach, scanner.standsAtPeriod { return [.everyDay] }
            if let days = scanner.take(WeekdayWords.sets) ?? scanner.latinWeekdays() { return [days] }
            return scanner.chineseWeekdays()
        }
    }

    /// The one weekday that stands here, 0 for Monday.
    mutating func weekday() -> Int? {
        attempt { scanner in
            if let day = scanner.latinWeekday() { return day }
            return scanner.take(WeekdayWords.prefixes) == nil ? nil : scanner.chineseDay(isNamed: true)
        }
    }

    private var standsAtPeriod: Bool {
        var ahead = self
        return ahead.take(DayPeriod.before) != nil
    }

    private var isInsideWord: Bool { previous?.isLatin ?? false && next()?.isLatin ?? false }

    /// A dash or a word that makes two days the ends of a range.
    mutating func takeRange() -> Bool {
        attempt { scanner in
            scanner.skipSpaces()
            var isRange = false
            while scanner.take("-") || scanner.take("...") || scanner.take("..") || scanner.take("…") { isRange = true }
            isRange = isRange || scanner.take(WeekdayWords.ranges) != nil
            scanner.skipSpaces()
            return isRange ? true : nil
        } ?? false
    }

    /// One numeral that stands alone: `六` may be an hour or a day.
    mutating func loneNumeral() -> (day: Int, character: Character)? {
        attempt { scanner in
            guard let character = scanner.next(), !character.isASCII, let day = WeekdayWords.chinese[character],
                scanner.previous.map(\.isSeparator) ?? true, scanner.next(1).map(\.isSeparator) ?? true
            else { return nil }
            scanner.advance()
            return (day, character)
        }
    }

    /// `135`, as `一三五` is shortened: three digits of weekdays or more, each later than the one before, which no part of the day makes a
    /// time.
    mutating func shortenedDays() -> (days: WeekdaySet, typed: String)? {
        attempt { scanner in
            let isTime = scanner.standsAtTime
            guard !(scanner.previous?.isNumber ?? false), let digits = scanner.digits(3...7),
                zip(digits, digits.dropFirst()).allSatisfy({ $0 < $1 }),
                digits.allSatisfy({ ("1"..."7").contains($0) }),
                scanner.standsApart || !(scanner.next()?.isASCII ?? true),
                !scanner.standsAtClockUnit, digits.count > 3 || !isTime
            else { return nil }
            let days = digits.compactMap(\.wholeNumberValue).reduce(into: WeekdaySet()) {
                $0.formUnion(WeekdaySet(rawValue: 1 << UInt8($1 - 1)))
            }
            return (days, digits)
        }
    }

    /// Whether what makes a number a time follows (`am`, `hrs`, `点`).
    private var standsAtClockUnit: Bool {
        var ahead = self
        ahead.skipSpaces()
        if let word = ahead.take(DayPeriod.behind), word.period == .am || word.period == .pm { return true }
        return ahead.take(Self.clockUnit) != nil
            || (ahead.next().map { "点时天日号题道年".contains($0) } ?? false)
    }

    // MARK: Latin

    private mutating func latinWeekdays() -> WeekdaySet? {
        guard let first = latinWeekday() else { return nil }
        let last = attempt { $0.takeRange() ? $0.latinWeekday() : nil }
        return .from(first, to: last ?? first)
    }

    private mutating func latinWeekday() -> Int? {
        guard let day = take(WeekdayWords.latin) else { return nil }
        if next() == ".", next(1) != "." { advance() }
        return day
    }

    // MARK: Chinese

    /// Without 周 a single numeral is a number and no day, and of two with 日 behind only `六日` are days: `一日` is a date.
    private mutating func chineseWeekdays() -> [WeekdaySet]? {
        var items: [(first: Int, last: Int, isNamed: Bool)] = []
        var isNamed = false
        while let item = attempt({ $0.chineseItem(isNamed: isNamed, isFirst: items.isEmpty) }) {
            items.append(item)
            isNamed = isNamed || item.isNamed
        }
        let count = items.reduce(0) { $0 + ($1.first == $1.last ? 1 : 2) }
        guard count >= (isNamed ? 1 : 2) else { return nil }
        if !isNamed, items.count == 2, previous == "日", items.first?.first != 5 { return nil }
        return items.map { .from($0.first, to: $0.last) }
    }

    /// A day or a range, with what parts it from the one before.
    private mutating func chineseItem(isNamed: Bool, isFirst: Bool) -> (first: Int, last: Int, isNamed: Bool)? {
        let start = position
        if !isFirst {
            skipSpaces()
            _ = take(WeekdayWords.joints)
            skipSpaces()
        }
        let isApart = position > start
        let isPrefixed = take(WeekdayWords.prefixes) != nil
        if isApart, !isPrefixed, next()?.isASCII ?? true, previous == " " { return nil }
        if !isPrefixed, standsAtTime { return nil }
        guard let first = chineseDay(isNamed: isPrefixed || isNamed) else { return nil }
        // `周一 一题` is one question on Mondays.
        if !isPrefixed, standsAtMeasure { return nil }
        let last = attempt { $0.chineseRangeEnd(isNamed: isPrefixed || isNamed) } ?? first
        return (first, last, isPrefixed)
    }

    private mutating func chineseRangeEnd(isNamed: Bool) -> Int? {
        guard takeRange() else { return nil }
        let isPrefixed = take(WeekdayWords.prefixes) != nil
        if !isPrefixed, standsAtTime { return nil }
        return chineseDay(isNamed: isNamed || isPrefixed)
    }

    private var standsAtTime: Bool {
        var ahead = self
        if case .time = ahead.time() { return true }
        return false
    }

    /// A digit is a day only behind 周.
    private mutating func chineseDay(isNamed: Bool) -> Int? {
        guard let character = next(), let day = WeekdayWords.chinese[character] else { return nil }
        if character.isASCII, !isNamed || (next(1).map { $0 == ":" || $0 == "月" || $0 == "." } ?? false) { return nil }
        // `三天` is a number of days.
        if !isNamed, character == "天" { return nil }
        advance()
        return day
    }
}

extension WeekdaySet {
    /// All days from one to another, past Sunday when the second comes first.
    fileprivate static func from(_ first: Int, to last: Int) -> WeekdaySet {
        (0...(last - first + 7) % 7).reduce(into: []) {
            $0.formUnion(WeekdaySet(rawValue: 1 << UInt8((first + $1) % 7)))
        }
    }

    /// The days after these.
    var dayAfter: WeekdaySet { WeekdaySet(rawValue: rawValue << 1 | rawValue >> 6) }
}
