/// A span of time as it was said.
struct SpanOfTime {
    /// How long it is; a day of 24 hours.
    let seconds: Int64
    /// Whether it was said in days or what is longer: then it ends at the same time of day, whatever the clocks do.
    let isOfDays: Bool

    /// The days that it was said in; nil when it was not, or half of one is among them.
    var days: Int? { isOfDays && seconds % 86_400 == 0 ? Int(seconds / 86_400) : nil }
}

/// Spans of time as people type them: `2h`, `1h30m`, `90分钟`, `一个半小时`, `半天`, `an hour and a half`, `in 20 minutes`.
extension ArgumentScanner {
    /// The seconds that the span which stands here makes; nil when there is none.
    mutating func duration() -> Int64? { span()?.seconds }

    /// The span that stands here; nil when there is none.
    mutating func span() -> SpanOfTime? {
        attempt { scanner in
            var total: SpanOfTime?
            var last: Int64 = 0
            while let part = scanner.attempt({ $0.durationPart(after: last) }) {
                total = SpanOfTime(
                    seconds: (total?.seconds ?? 0) + part.seconds,
                    isOfDays: part.unit >= 86_400 && total?.isOfDays ?? true)
                last = part.unit
            }
            return total
        }
    }

    /// An amount with its unit. After hours a bare number is minutes (`1h30`), and 半 or `and a half` half an hour.
    private mutating func durationPart(after last: Int64) -> (seconds: Int64, unit: Int64)? {
        skipSpaces()
        if last > 0 {
            if take(Self.halfMore) != nil { return (last / 2, 1) }
            _ = take(Self.joints)
            skipSpaces()
        }
        if let fixed = take(Self.fixed) { return (fixed, 1) }
        guard let halves = halves() else { return nil }
        skipSpaces()
        if take("个半") { return takeAfterSpaces(Self.units).map { ((halves + 1) * $0 / 2, $0) } }
        if take(Self.andAHalf) != nil { return takeAfterSpaces(Self.units).map { ((halves + 1) * $0 / 2, $0) } }
        if let unit = take(Self.units) { return (halves * unit / 2, unit) }
        return last == 3_600 && isAtEnd && halves < 120 ? (halves * 30, 1) : nil
    }

    /// Twice the amount: whole, or with a half.
    private mutating func halves() -> Int64? {
        if let few = take(Self.few) { return few }
        let isWithoutWhole = next() == "." && next(1)?.isNumber ?? false
        guard let whole = isWithoutWhole ? 0 : number() else { return nil }
        if next() == "½" {
            advance()
            return Int64(whole) * 2 + 1
        }
        guard next() == ".", let decimals = attempt({ $0.decimals() }) else { return Int64(whole) * 2 }
        return Int64(whole) * 2 + decimals
    }

    private mutating func decimals() -> Int64? {
        advance()
        guard let digits = digits(1...2) else { return nil }
        return digits == "5" || digits == "50" ? 1 : digits.allSatisfy({ $0 == "0" }) ? 0 : nil
    }

    private static let few = Lexicon<Int64>([
        ("半个|半|half a|half an|half|a half|½|1/2|1/2 an|½ an", 1), ("an|a|one|a full", 2),
        ("a couple of|couple of|俩", 4),
    ])
    private static let halfMore = Lexicon([("半|and a half", true)])
    private static let andAHalf = Lexicon([("and a half", true)])
    private static let joints = Lexicon([("and|又|零|,", true)])
    private static let fixed = Lexicon<Int64>([
        ("一刻钟|1刻钟|a quarter of an hour|quarter of an hour|a quarter hour|quarter hour", 900),
        ("两刻钟|二刻钟|2刻钟", 1_800),
        ("三刻钟|3刻钟|three quarters of an hour", 2_700), ("半天|half a day", 43_200), ("半个月", 1_296_000),
    ])
    private static let units = Lexicon<Int64>([
        ("seconds|second|secs|sec|s|秒钟|秒", 1), ("minutes|minute|mins|min|m|分钟|分", 60),
        ("hours|hour|hrs|hr|h|个小时|小时|个钟头|钟头|个钟|钟|个钟点", 3_600), ("days|day|d|天|个白天", 86_400),
        ("weeks|week|wks|wk|w|个星期|星期|周|个礼拜|礼拜", 604_800), ("个月|months|month", 2_592_000),
    ])
}

/// Spans of time that are the whole of a text.
enum DurationWords {
    /// The seconds that the words make together; nil when they are no span of time.
    static func seconds(_ words: [String]) -> Int64? {
        var scanner = ArgumentScanner(words.joined(separator: " "))
        guard let seconds = scanner.duration(), scanner.isAtEnd else { return nil }
        return seconds
    }
}
