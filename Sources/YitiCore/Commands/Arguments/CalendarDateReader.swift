/// Dates by month and day.
extension ArgumentScanner {
    /// `2026-12-01`, `12/1`, `12月1日`, `Dec 1, 2026`, `1st of December`, `明年3月1日`.
    mutating func calendarDate(mayHaveDots: Bool = true) -> SpokenDate? {
        attempt { $0.yearFirst() } ?? attempt { $0.chineseMonth(ofYear: nil) } ?? attempt { $0.dayOfLaterMonth() }
            ?? attempt { $0.monthEnd() } ?? attempt { $0.namedMonth() }
            ?? attempt { $0.numberedMonth(mayHaveDots: mayHaveDots) } ?? attempt { $0.ofAnotherYear() }
            ?? attempt { $0.take(DateWords.festivals).map { .yearless(month: $0.month, day: $0.day) } }
    }

    // MARK: In digits

    /// `2026-12-01`, `2026/12/1`, `2026年12月1日`, `20261201`.
    private mutating func yearFirst() -> SpokenDate? {
        if let digits = attempt({ $0.digits(8...8) }), let number = Int(digits) {
            return Self.date(number / 10_000, number / 100 % 100, number % 100)
        }
        guard let year = year() else { return nil }
        if attempt({ $0.yearMark() }) != nil {
            skipSpaces()
            return chineseMonth(ofYear: year)
        }
        guard let separator = dateSeparator("-/. "), let month = digits(1...2), dateSeparator("-/. ") == separator,
            let day = digits(1...2)
        else { return nil }
        return Self.date(year, Int(month), Int(day))
    }

    private mutating func yearMark() -> Bool? {
        skipSpaces()
        return take("年") ? true : nil
    }

    private mutating func year() -> Int? {
        if let digits = attempt({ $0.digits(4...4) }) { return Int(digits) }
        return attempt { scanner in
            guard let year = scanner.chineseNumber(), (1_000...9_999).contains(year) else { return nil }
            return year
        }
    }

    private static func date(_ year: Int?, _ month: Int?, _ day: Int?) -> SpokenDate {
        guard let year, let month, let day else { return .impossible }
        return Day(year: year, month: month, day: day).map { .exact($0) } ?? .impossible
    }

    private mutating func dateSeparator(_ signs: String = "-/.") -> Character? {
        guard let character = next(), signs.contains(character) else { return nil }
        advance()
        return character
    }

    /// `12-01`, `12/1`, `25/12`, `1/12/2026`, `4.5.`: the month first, unless it can't be, there or in the other date of the text.
    private mutating func numberedMonth(mayHaveDots: Bool = true) -> SpokenDate? {
        guard let first = digits(1...2).flatMap({ Int($0) }), let separator = dateSeparator(),
            let second = digits(1...2).flatMap({ Int($0) }), mayHaveDots || separator != "."
        else { return nil }
        if let year = attempt({ $0.yearBehind(separator) }) {
            return Self.date(year: year, first, second, isDayFirst: separator == ".")
        }
        if standsAtShortYear(separator) { return nil }
        if let next = next(), next == ":" || next == "点" || next == "h" || next == "年" || next.isNumber { return nil }
        let isGerman = standsAtClosingDot(separator)
        if isGerman { advance() }
        _ = take(DateWords.dayMarks)
        let isDayFirst = first > 12 || (second <= 12 && (isGerman || hasDayFirst(separator)))
        return isDayFirst ? Self.yearless(second, first) : Self.yearless(first, second)
    }

    /// Whether some date of the text can only have its day first (`20/3 - 4/5`): then the others have, too.
    private func hasDayFirst(_ separator: Character) -> Bool {
        var scanner = ArgumentScanner(whole: self)
        while !scanner.isAtEnd {
            if let (first, second) = scanner.attempt({ $0.pair(separator) }) {
                if (13...31).contains(first) || scanner.standsAtClosingDot(separator), (1...12).contains(second) {
                    return true
                }
            } else {
                scanner.advance()
            }
        }
        return false
    }

    /// The dot behind `4.5.`, as dates with dots are written in German.
    private func standsAtClosingDot(_ separator: Character) -> Bool {
        separator == "." && next() == "." && !(next(1)?.isNumber ?? false)
    }

    private mutating func pair(_ separator: Character) -> (Int, Int)? {
        guard let first = digits(1...4).flatMap({ Int($0) }), dateSeparator() == separator,
            let second = digits(1...2).flatMap({ Int($0) })
        else { return nil }
        return (first, second)
    }

    private mutating func yearBehind(_ separator: Character) -> Int? {
        guard dateSeparator() == separator else { return nil }
        return digits(4...4).flatMap { Int($0) }
    }

    /// `12-01-26` may be many dates; `12-01-12-05` are two.
    private func standsAtShortYear(_ separator: Character) -> Bool {
        var ahead = self
        guard ahead.dateSeparator() == separator, ahead.digits(1...2) != nil else { return false }
        return !(ahead.next().map { "-/.月".contains($0) } ?? false)
    }

    private static func date(year: Int, _ first: Int, _ second: Int, isDayFirst: Bool) -> SpokenDate {
        let monthFirst = Day(year: year, month: first, day: second)
        let dayFirst = Day(year: year, month: second, day: first)
        if isDayFirst, let dayFirst { return .exact(dayFirst) }
        if let monthFirst, let dayFirst, monthFirst != dayFirst { return .either(monthFirst, dayFirst) }
        return (monthFirst ?? dayFirst).map { .exact($0) } ?? .impossible
    }

    private static func yearless(_ month: Int, _ day: Int) -> SpokenDate {
        guard (1...12).contains(month), (1...Day.length(ofMonth: month, year: 2_000)).contains(day) else {
            return .impossible
        }
        return .yearless(month: month, day: day)
    }

    // MARK: In words

    /// `12月1日`, `十二月一号`, `12月1`.
    private mutating func chineseMonth(ofYear year: Int?) -> SpokenDate? {
        guard let month = number() else { return nil }
        skipSpaces()
        guard take("月份") || take("月") else { return nil }
        skipSpaces()
        if take(DateWords.endsBehind) != nil {
            guard (1...12).contains(month) else { return .impossible }
            return year.map { SpokenDate.date($0, month, nil).map { .exact($0) } ?? .impossible }
                ?? .yearless(month: month, day: nil)
        }
        guard let day = number() else { return nil }
        if next() == ":" || next() == "点" || (next() == "-" && !standsAtLastDay) { return nil }
        skipSpaces()
        _ = take(DateWords.dayMarks)
        let year = year ?? attempt { $0.yearBehind() }
        return year.map { Self.date($0, month, day) } ?? Self.yearless(month, day)
    }

    /// `-5日` behind `4月1`.
    private var standsAtLastDay: Bool {
        var ahead = self
        return ahead.take("-") && ahead.number() != nil && ahead.take(DateWords.dayMarks) != nil
    }

    /// The first day of `1-5 April`: the month comes with the last.
    private mutating func dayOfLaterMonth() -> SpokenDate? {
        _ = take(DateWords.the)
        guard let day = ordinal() else { return nil }
        var ahead = self
        guard ahead.takeRange(), let (month, _) = ahead.attempt({ $0.dayAndMonth() }) else { return nil }
        if let year = ahead.attempt({ $0.yearBehind() }) { return Self.date(year, month, day) }
        return Self.yearless(month, day)
    }

    /// `end of March`, `the last day of Feb 2028`.
    private mutating func monthEnd() -> SpokenDate? {
        guard take(DateWords.ends) != nil else { return nil }
        skipSpaces()
        guard let month = monthName() else { return nil }
        if let year = attempt({ $0.yearBehind() }) { return SpokenDate.date(year, month, nil).map { .exact($0) } }
        if let ahead = takeAfterSpaces(DateWords.yearsBehind) { return .ofYear(ahead: ahead, month: month, day: nil) }
        return .yearless(month: month, day: nil)
    }

    /// `Dec 1`, `December 1st, 2026`, `1 Dec`, `1st of December`.
    private mutating func namedMonth() -> SpokenDate? {
        _ = take(DateWords.the)
        skipSpaces()
        guard let (month, day) = attempt({ $0.monthAndDay() }) ?? attempt({ $0.dayAndMonth() }) else { return nil }
        if let year = attempt({ $0.yearBehind() }) { return Self.date(year, month, day) }
        if let ahead = takeAfterSpaces(DateWords.yearsBehind) { return .ofYear(ahead: ahead, month: month, day: day) }
        return Self.yearless(month, day)
    }

    private mutating func monthAndDay() -> (month: Int, day: Int)? {
        guard let month = monthName() else { return nil }
        skipSpaces()
        _ = take(DateWords.the)
        skipSpaces()
        guard let day = ordinal(), next() != ":", !(next() == "." && next(1)?.isNumber ?? false) else { return nil }
        return (month, day)
    }

    private mutating func dayAndMonth() -> (month: Int, day: Int)? {
        guard let day = ordinal() else { return nil }
        while let character = next(), character == " " || character == "-" || character == "." { advance() }
        _ = take("of")
        skipSpaces()
        return monthName().map { ($0, day) }
    }

    private mutating func monthName() -> Int? {
        guard let month = take(DateWords.monthNames) else { return nil }
        if next() == "." || next() == "-" { advance() }
        return month
    }

    private mutating func ordinal() -> Int? {
        if let day = attempt({ $0.take(DateWords.ordinalNames) }) { return day }
        guard let day = number(), day <= 99 else { return nil }
        _ = take(DateWords.ordinals)
        return day
    }

    private mutating func yearBehind() -> Int? {
        while let character = next(), character == " " || character == "," || character == "-" { advance() }
        guard let year = digits(4...4).flatMap({ Int($0) }), (1_900...9_999).contains(year), next() != ":" else {
            return nil
        }
        _ = take("年")
        return year
    }

    /// `明年3月1日`.
    private mutating func ofAnotherYear() -> SpokenDate? {
        guard let ahead = take(DateWords.years) else { return nil }
        skipSpaces()
        _ = take("的")
        switch attempt({ $0.chineseMonth(ofYear: nil) }) ?? attempt({ $0.numberedMonth() }) {
        case .yearless(let month, let day): return .ofYear(ahead: ahead, month: month, day: day)
        case let other: return other
        }
    }
}

extension DateWords {
    private static let ones = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    ]

    /// `first` to `thirty first`.
    static let ordinalNames = Lexicon(ordinalRows)

    private static var ordinalRows: [(words: String, value: Int)] {
        var rows: [(words: String, value: Int)] = [("thirtieth", 30), ("thirty first|thirty-first", 31)]
        for (place, name) in ones.enumerated() {
            rows.append((name, place + 1))
            if place < 9 { rows.append(("twenty \(name)|twenty-\(name)", place + 21)) }
        }
        return rows
    }
}
