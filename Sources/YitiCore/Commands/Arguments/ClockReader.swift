/// Hours and minutes in digits: `8:30`, `8.30`, `0830`, `8h30`, `8 30 pm`.
extension ArgumentScanner {
    /// Hour and minute, an hour alone among them. What is not a whole number of its own is none.
    mutating func clock(bare: Bool = false) -> ClockTime? {
        attempt { scanner in
            guard !(scanner.previous.map { $0.isASCII && $0.isNumber } ?? false) else { return nil }
            guard let time = scanner.toTheHour(bare: bare) ?? scanner.digitClock(bare: bare) ?? scanner.spokenClock()
            else { return nil }
            if let next = scanner.next(), next.isASCII, next.isNumber { return nil }
            return time
        }
    }

    /// `8:30`, `8.30`, `0830`, `8h30`, `8点半`, `8 o'clock`, `8`.
    private mutating func digitClock(bare: Bool) -> ClockTime? {
        guard let digits = digits(1...4), let number = Int(digits) else { return nil }
        if digits.count > 2 {
            let isYear = next() == "-" && (next(2) == "-" || next(3) == "-")
            guard !isYear, !(next().map { "年/.".contains($0) } ?? false) else { return nil }
            let hasUnit = takeAfterSpaces(Self.clockUnit) != nil
            return ClockTime(
                hour: number / 100, minute: number % 100, isOfTwentyFour: digits.count == 4,
                isHourAlone: digits.count == 3 && !hasUnit)
        }
        let isOfTwentyFour = digits.count == 2 && digits.first == "0"
        if var time = attempt({ $0.minuteBehind(number) }) ?? attempt({ $0.chineseMinute(behind: number) }) {
            time.isOfTwentyFour = isOfTwentyFour
            _ = takeAfterSpaces(Self.clockUnit)
            _ = takeSharp()
            return time
        }
        if takeAfterSpaces(Self.uhr) != nil {
            return ClockTime(hour: number, minute: attempt { $0.minuteApart() } ?? 0)
        }
        if takeAfterSpaces(Self.oClock) != nil { return ClockTime(hour: number, minute: 0) }
        if digits.count == 2, takeAfterSpaces(Self.hours) != nil { return ClockTime(hour: number, minute: 0) }
        if next() == " ", let minute = attempt({ $0.englishMinute() }) {
            return ClockTime(hour: number, minute: minute)
        }
        if let minute = attempt({ $0.minuteApart(beforePeriod: !bare) }) {
            return ClockTime(hour: number, minute: minute)
        }
        return hourAlone(number, isOfTwentyFour: isOfTwentyFour)
    }

    /// `:30`, `.30`, `h30` and `h` behind an hour. One digit, or three, make it a time that there is not.
    private mutating func minuteBehind(_ hour: Int) -> ClockTime? {
        if next() == " ", next(1) == ":" { advance() }
        guard let sign = next(), ":.。h".contains(sign) else { return nil }
        advance()
        if sign == ":" { skipSpaces() }
        if sign == "h" {
            if next()?.isLatin ?? false { return nil }
            let minute = digits(2...2).flatMap { Int($0) }
            if minute != nil { _ = take(Self.minuteLetter) }
            return ClockTime(hour: hour, minute: minute ?? 0)
        }
        guard let digits = digits(sign == ":" ? 1...9 : 2...2) else { return nil }
        if next() == ".", next(1)?.isNumber ?? false { return nil }
        _ = attempt { $0.take(":") ? $0.digits(2...2) : nil }
        return ClockTime(hour: hour, minute: digits.count == 2 ? Int(digits) ?? 60 : 60)
    }

    /// `8 30`, as a voice is written down.
    private mutating func minuteApart(beforePeriod: Bool = false) -> Int? {
        guard next() == " " else { return nil }
        advance()
        guard let minute = digits(2...2).flatMap({ Int($0) }), minute < 60, !standsAtUnit, next() != "-" else {
            return nil
        }
        var ahead = self
        return beforePeriod && ahead.takeAfterSpaces(DayPeriod.behind) == nil ? nil : minute
    }

    /// An hour alone is a number and nothing else: no `8th`, `8d`, `8个`, `8-1`.
    func hourAlone(_ hour: Int, isOfTwentyFour: Bool = false) -> ClockTime? {
        if let next = next(), next.isLatin, !isPeriod { return nil }
        if let next = next(), "天日号周个月年小秒题道分:.".contains(next) { return nil }
        return ClockTime(hour: hour, minute: 0, isOfTwentyFour: isOfTwentyFour, isHourAlone: true)
    }

    /// Whether a part of the day follows at once (`8am`).
    private var isPeriod: Bool {
        var ahead = self
        return ahead.take(DayPeriod.behind) != nil || ahead.take(DayPeriod.letters) != nil
    }

    static let oClock = Lexicon([("o'clock|oclock|o clock|o' clock", true)])
    /// `2100hrs`, `21:00 Uhr`.
    static let clockUnit = Lexicon([("uhr|hrs|hours|h", true)])
    private static let hours = Lexicon([("hrs", true)])
    private static let uhr = Lexicon([("uhr", true)])
    private static let minuteLetter = Lexicon([("m|min", true)])
}
