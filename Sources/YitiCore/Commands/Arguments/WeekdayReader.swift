/// Weekdays as people type them: `mon-fri`, `Mon to Fri`, `weekends`, `一三五`, `周一至周五`, `每天`, `every Monday`.
extension ArgumentScanner {
    /// The weekdays that stand here; nil when there are none.
    mutating func weekdays() -> WeekdaySet? {
        attempt { scanner in
            if let days = scanner.take(WeekdayWords.sets) { return scanner.isInsideWord ? nil : days }
            let isEach = scanner.take(WeekdayWords.each) != nil
            scanner.skipSpaces()
            // `every morning`, `每晚`: the hour is read next.
            if isEach, scanner.standsAtPeriod { return .everyDay }
            return scanner.take(WeekdayWords.sets) ?? scanner.latinWeekdays() ?? scanner.chineseWeekdays()
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

    /// Without 周 a single numeral is a number and no day.
    private mutating func chineseWeekdays() -> WeekdaySet? {
        var days = WeekdaySet()
        var isNamed = false
        var count = 0
        while let item = attempt({ $0.chineseItem(isNamed: isNamed, isFirst: count == 0) }) {
            days.formUnion(.from(item.first, to: item.last))
            isNamed = isNamed || item.isNamed
            count += item.first == item.last ? 1 : 2
        }
        return count >= (isNamed ? 1 : 2) ? days : nil
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
