/// Hours and minutes in words: `差一刻九点`, `八点半`, `half past eight`, `eight thirty`.
extension ArgumentScanner {
    /// `差一刻九点`, `half past eight`, `ten to nine`.
    mutating func toTheHour(bare: Bool) -> ClockTime? {
        if let time = attempt({ $0.chineseTo() }) { return time }
        return attempt { scanner in
            guard let (minutes, isBare) = scanner.englishMinutes() else { return nil }
            scanner.skipSpaces()
            // `10 to 6` is a span as well.
            guard let isPast = scanner.take(Self.pastOrTo), isPast || !isBare || !bare else { return nil }
            scanner.skipSpaces()
            guard let hour = scanner.number(), hour <= 24 else { return nil }
            _ = scanner.takeAfterSpaces(Self.oClock)
            return isPast ? ClockTime(hour: hour, minute: minutes) : Self.before(hour, minutes)
        }
    }

    private mutating func chineseTo() -> ClockTime? {
        guard take("差"), let minutes = chineseMinutes() else { return nil }
        skipSpaces()
        _ = take("到")
        guard let hour = number(), hour <= 24, take(Self.hourUnit) != nil else { return nil }
        return Self.before(hour, minutes)
    }

    private static func before(_ hour: Int, _ minutes: Int) -> ClockTime {
        ClockTime(hour: hour == 0 ? 23 : hour - 1, minute: 60 - minutes)
    }

    private static let pastOrTo = Lexicon([("past|after", true), ("to|til|till|before", false)])
    private static let hourUnit = Lexicon([("点钟|点整|点|时整|时", true)])

    private static let fractions = Lexicon([("half|a half", 30), ("quarter|a quarter", 15)])
    private static let minuteUnit = Lexicon([("minutes|minute|min|mins", true)])

    private mutating func englishMinutes() -> (minutes: Int, isBare: Bool)? {
        if let fraction = take(Self.fractions) { return (fraction, false) }
        guard let minutes = number(), (1...59).contains(minutes) else { return nil }
        return (minutes, takeAfterSpaces(Self.minuteUnit) == nil)
    }

    /// `八点半`, `eight thirty`, `eight`.
    mutating func spokenClock() -> ClockTime? {
        if let hour = chineseNumber() { return attempt { $0.chineseMinute(behind: hour) } ?? hourAlone(hour) }
        guard let hour = take(Numerals.english) else { return nil }
        if takeAfterSpaces(Self.oClock) != nil { return ClockTime(hour: hour, minute: 0) }
        if let minute = attempt({ $0.englishMinute() }) { return ClockTime(hour: hour, minute: minute) }
        return hourAlone(hour)
    }

    /// `thirty`, `oh five` behind an hour.
    mutating func englishMinute() -> Int? {
        guard next() == " " || next() == "-" else { return nil }
        advance()
        let isSmall = take("oh ") || take("o ")
        guard let minute = take(Numerals.english), isSmall ? (1...9).contains(minute) : minute > 9 else { return nil }
        return minute
    }

    /// `点`, `点半`, `点一刻`, `点零五`, `点差五分` behind an hour.
    mutating func chineseMinute(behind hour: Int) -> ClockTime? {
        skipSpaces()
        let isHour = next() == "点" || (next() == "时" && next(1) != "区" && next(1) != "间")
        guard isHour else { return nil }
        advance()
        if let minutes = attempt({ $0.take("差") ? $0.chineseMinutes() : nil }) { return Self.before(hour, minutes) }
        let minute = attempt { $0.chineseMinuteWord() } ?? 0
        _ = takeSharp()
        return ClockTime(hour: hour, minute: minute)
    }

    /// `整`, `正` (sharp) behind an hour, unless it begins another word (`正则化`, `正午`).
    mutating func takeSharp() -> Bool {
        attempt { scanner in
            _ = scanner.take("钟")
            guard scanner.take("整") || scanner.take("正") else { return nil }
            return scanner.previous == "整" || !(scanner.next().map { "则午态向负交规确常式在".contains($0) } ?? false) ? true : nil
        } ?? false
    }

    private mutating func chineseMinuteWord() -> Int? {
        if takeSharp() || take("钟") { return 0 }
        let start = position
        skipSpaces()
        if next() == "半", !"夜天年小个".contains(next(1) ?? " ") {
            advance()
            return 30
        }
        _ = take("过")
        // `8点零5分`.
        if let zero = next(), "零〇".contains(zero), next(1).map({ $0.isASCII && $0.isNumber }) ?? false { advance() }
        let isSpaced = position > start && next(-1) == " "
        if let minutes = attempt({ $0.chineseMinutes() }) { return minutes }
        let isChinese = !(next()?.isASCII ?? true)
        // `八点 三` may go on with a topic or a weekday.
        guard let minute = number(), !standsAtUnit, !standsAtMeasure, !isSpaced || (isChinese && minute >= 10) else {
            return nil
        }
        return minute
    }

    var standsAtUnit: Bool { next().map { ":点时个天日号月年周小".contains($0) } ?? false }

    /// `一刻`, `三刻`, `5分`, `五分钟`.
    private mutating func chineseMinutes() -> Int? {
        guard let number = number() else { return nil }
        skipSpaces()
        if take("刻") {
            _ = take("钟")
            return number == 1 || number == 3 ? number * 15 : nil
        }
        return take("分钟") || take("分") ? number : nil
    }
}
