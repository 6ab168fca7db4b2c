/// Spans of time as people type them: `2h`, `30m`, `1h30m`, `2小时`, `90分钟`, `半小时`, `1 day`.
enum DurationWords {
    private static let units: [(names: [String], seconds: Int64)] = [
        (["seconds", "second", "secs", "sec", "s", "秒钟", "秒"], 1),
        (["minutes", "minute", "mins", "min", "m", "分钟", "分"], 60),
        (["hours", "hour", "hrs", "hr", "h", "个小时", "小时", "个钟头", "钟头"], 3_600),
        (["days", "day", "d", "天"], 86_400), (["weeks", "week", "w", "个星期", "星期", "周"], 604_800),
    ]

    /// The seconds that the words make together; nil when they are no span of time.
    static func seconds(_ words: [String]) -> Int64? {
        var rest = words.joined().lowercased()[...]
        guard !rest.isEmpty else { return nil }
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let amount = amount(&rest), let unit = unit(&rest) else { return nil }
            // Six digits and a decimal times a week stay far from overflow.
            total += amount * unit / 2
        }
        return total
    }

    /// Twice the number at the start: whole, or with a half.
    private static func amount(_ rest: inout Substring) -> Int64? {
        if rest.first == "半" {
            rest.removeFirst()
            return 1
        }
        let number = rest.prefix { $0.isNumber || $0 == "两" }
        guard (1...6).contains(number.count), let whole = Numerals.number(number) else { return nil }
        rest = rest[number.endIndex...]
        guard rest.hasPrefix(".5") else { return Int64(whole) * 2 }
        rest.removeFirst(2)
        return Int64(whole) * 2 + 1
    }

    private static func unit(_ rest: inout Substring) -> Int64? {
        for (names, seconds) in units {
            guard let name = names.first(where: { rest.hasPrefix($0) }), isWhole(name, rest) else { continue }
            rest.removeFirst(name.count)
            return seconds
        }
        return nil
    }

    /// `m` is no minute in `mon`: after a Latin unit comes a digit or the end.
    private static func isWhole(_ name: String, _ rest: Substring) -> Bool {
        guard let after = rest.dropFirst(name.count).first else { return true }
        return !(after.isASCII && after.isLetter)
    }
}
