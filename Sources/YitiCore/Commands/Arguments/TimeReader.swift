/// Times of day as people type them: `8:30`, `8点一刻`, `早上八点半`, `20h`, `8.30pm`, `half past eight in the evening`.
extension ArgumentScanner {
    /// The time that stands here, right or wrong; nil when none was meant. With `bare`, an hour alone is one.
    mutating func time(bare: Bool = false) -> TimeFinding? { attempt { $0.readTime(bare: bare) } }

    private mutating func readTime(bare: Bool) -> TimeFinding? {
        let start = position
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
        if previous?.isNumber ?? false, let word = take(DayPeriod.letters) { return word }
        guard let word = takeAfterSpaces(DayPeriod.behind) else { return nil }
        if word.period == .am || word.period == .pm { return word }
        var ahead = self
        ahead.skipSpaces()
        _ = ahead.take(Self.links)
        ahead.skipSpaces()
        return ahead.clock() == nil ? word : nil
    }

    /// `noon` and `midnight` are times by themselves; `早上` lacks its hour.
    private func alone(_ words: [DayPeriod.Word], from start: Int) -> TimeFinding {
        if words.count == 1, let word = words.first, let hour = word.period.aloneHour {
            return .time(
                ClockTime(
                    hour: hour == 24 ? 0 : hour, minute: 0, periods: [word.period], dayOffset: word.dayOffset))
        }
        return .fault(.noHour(typed: Refusal.quoted(typed(from: start))))
    }

    // MARK: Hours and minutes

    /// Hour and minute, an hour alone among them. What is not a whole number of its own is none.
    private mutating func clock(bare: Bool = false) -> ClockTime? {
        attempt { scanner in
            guard !(scanner.previous.map { $0.isASCII && $0.isNumber } ?? false) else { return nil }
            guard let time = scanner.toTheHour(bare: bare) ?? scanner.digitClock(bare: bare) ?? scanner.spokenClock()
            else { return nil }
            if let next = scanner.next(), next.isASCII, next.isNumber { return nil }
            return time
        }
    }

    /// `差一刻九点`, `half past eight`, `ten to nine`.
    private mutating func toTheHour(bare: Bool) -> ClockTime? {
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
    private static let oClock = Lexicon([("o'clock|oclock|o clock|o' clock", true)])
    /// `2100hrs`, `21:00 Uhr`.
    private static let clockUnit = Lexicon([("uhr|hrs|hours|h", true)])
    private static let uhr = Lexicon([("uhr", true)])
    private static let minuteLetter = Lexicon([("m|min", true)])
    private static let hourUnit = Lexicon([("点钟|点整|点|时整|时", true)])

    private static let fractions = Lexicon([("half|a half", 30), ("quarter|a quarter", 15)])
    private static let minuteUnit = Lexicon([("minutes|minute|min|mins", true)])

    private mutating func englishMinutes() -> (minutes: Int, isBare: Bool)? {
        if let fraction = take(Self.fractions) { return (fraction, false) }
        guard let minutes = number(), (1...59).contains(minutes) else { return nil }
        return (minutes, takeAfterSpaces(Self.minuteUnit) == nil)
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
            return time
        }
        if takeAfterSpaces(Self.uhr) != nil {
            return ClockTime(hour: number, minute: attempt { $0.minuteApart() } ?? 0)
        }
        if takeAfterSpaces(Self.oClock) != nil { return ClockTime(hour: number, minute: 0) }
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
    private func hourAlone(_ hour: Int, isOfTwentyFour: Bool = false) -> ClockTime? {
        if let next = next(), next.isLatin, !isPeriod { return nil }
        if let next = next(), "天日号周个月年小秒题道分:.".contains(next) { return nil }
        return ClockTime(hour: hour, minute: 0, isOfTwentyFour: isOfTwentyFour, isHourAlone: true)
    }

    /// Whether a part of the day follows at once (`8am`).
    private var isPeriod: Bool {
        var ahead = self
        return ahead.take(DayPeriod.behind) != nil || ahead.take(DayPeriod.letters) != nil
    }

    // MARK: Chinese and English words

    /// `八点半`, `eight thirty`, `eight`.
    private mutating func spokenClock() -> ClockTime? {
        if let hour = chineseNumber() { return attempt { $0.chineseMinute(behind: hour) } ?? hourAlone(hour) }
        guard let hour = take(Numerals.english) else { return nil }
        if takeAfterSpaces(Self.oClock) != nil { return ClockTime(hour: hour, minute: 0) }
        if let minute = attempt({ $0.englishMinute() }) { return ClockTime(hour: hour, minute: minute) }
        return hourAlone(hour)
    }

    /// `thirty`, `oh five` behind an hour.
    private mutating func englishMinute() -> Int? {
        guard next() == " " || next() == "-" else { return nil }
        advance()
        let isSmall = take("oh ") || take("o ")
        guard let minute = take(Numerals.english), isSmall ? (1...9).contains(minute) : minute > 9 else { return nil }
        return minute
    }

    /// `点`, `点半`, `点一刻`, `点零五`, `点差五分` behind an hour.
    private mutating func chineseMinute(behind hour: Int) -> ClockTime? {
        skipSpaces()
        let isHour = next() == "点" || (next() == "时" && next(1) != "区" && next(1) != "间")
        guard isHour else { return nil }
        advance()
        if let minutes = attempt({ $0.take("差") ? $0.chineseMinutes() : nil }) { return Self.before(hour, minutes) }
        return ClockTime(hour: hour, minute: attempt { $0.chineseMinuteWord() } ?? 0)
    }

    private mutating func chineseMinuteWord() -> Int? {
        if take("钟") || take("整") { return 0 }
        let start = position
        skipSpaces()
        if next() == "半", !"夜天年小个".contains(next(1) ?? " ") {
            advance()
            return 30
        }
        _ = take("过")
        let isSpaced = position > start && next(-1) == " "
        if let minutes = attempt({ $0.chineseMinutes() }) { return minutes }
        let isChinese = !(next()?.isASCII ?? true)
        // `八点 三` may go on with a topic or a weekday.
        guard let minute = number(), !standsAtUnit, !isSpaced || (isChinese && minute >= 10) else { return nil }
        return minute
    }

    private var standsAtUnit: Bool { next().map { ":点时个天日号月年周小".contains($0) } ?? false }

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
