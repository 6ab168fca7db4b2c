/// Zones that are an offset and nothing else: `+08:00`, and what people type for it (`UTC+8`, `GMT-03:30`, `+0800`, `东八区`).
enum FixedOffset {
    /// What a text that was meant as an offset came to.
    enum Finding: Hashable {
        /// The canonical name.
        case name(String)
        /// No place on Earth keeps it.
        case unused
    }

    /// Reads what was typed, in small letters; nil when it was meant as something else.
    static func find(_ text: String) -> Finding? {
        if text == "z" { return .name("UTC") }
        // `utc + 8` is one offset, `utc+8 0:00` is not.
        let words = text.split(separator: " ")
        let isBroken = zip(words, words.dropFirst()).contains {
            $0.last?.isNumber ?? false && $1.first?.isNumber ?? false
        }
        guard !isBroken, let minutes = minutes(words.joined()) else { return nil }
        guard inUse.contains(minutes) else { return .unused }
        return .name(name(seconds: minutes * 60))
    }

    /// The canonical name of seconds east of UTC.
    static func name(seconds: Int) -> String { (seconds < 0 ? "-" : "+") + Day.clock(abs(seconds) / 60) }

    /// The offsets that are kept somewhere, in minutes east of UTC.
    private static let inUse: Set<Int> = Set((-12...14).map { $0 * 60 })
        .union([-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825])

    /// Seconds east of UTC of a canonical name, or nil when it is none.
    static func seconds(_ name: String) -> Int? {
        if name == "UTC" { return 0 }
        guard name.utf8.count == 6, name.dropFirst(3).first == ":", let minutes = signed(name) else { return nil }
        return abs(minutes) <= 18 * 60 ? minutes * 60 : nil
    }

    private static func minutes(_ text: String) -> Int? {
        if let east = chinese(text) { return east * 60 }
        for prefix in ["utc", "gmt", "ut"] where text.hasPrefix(prefix) {
            let rest = text.dropFirst(prefix.count)
            if let east = chinese(String(rest)) { return east * 60 }
            return signed(rest.drop { $0 == "时" || $0 == "区" || $0 == ":" })
        }
        return signed(text)
    }

    /// `东八区`, `西5区`, `零时区`.
    private static func chinese(_ text: String) -> Int? {
        if text == "零时区" || text == "中时区" { return 0 }
        guard let side = text.first, side == "东" || side == "西" else { return nil }
        let unit = ["时区", "区"].first(where: text.hasSuffix) ?? ""
        let number = text.dropFirst().dropLast(unit.count)
        return Numerals.number(number).map { side == "东" ? $0 : -$0 }
    }

    /// Minutes of `+8`, `-0330`, `+08:00`, `+5.5`, at most 99 hours.
    private static func signed(_ text: some StringProtocol) -> Int? {
        guard let sign = text.first, "+-−–±".contains(sign) else { return nil }
        let digits = text.dropFirst()
        let parts = digits.split(omittingEmptySubsequences: false, whereSeparator: { $0 == ":" || $0 == "." })
        guard let first = parts.first, let total = total(String(first), parts, isDecimal: digits.contains(".")) else {
            return nil
        }
        return sign == "-" || sign == "−" || sign == "–" ? -total : total
    }

    private static func total(_ first: String, _ parts: [some StringProtocol], isDecimal: Bool) -> Int? {
        guard let number = Numerals.decimal(first), first.count <= 4, parts.count <= 2 else { return nil }
        if parts.count == 1 {
            return first.count > 2 ? number / 100 * 60 + (number % 100 < 60 ? number % 100 : 60) : number * 60
        }
        guard let last = parts.last, first.count <= 2, let rest = Numerals.decimal(last) else { return nil }
        if isDecimal {
            return ["5": 30, "50": 30, "30": 30, "75": 45, "45": 45, "25": 15, "0": 0][String(last)].map {
                number * 60 + $0
            }
        }
        return last.count == 2 && rest < 60 ? number * 60 + rest : nil
    }
}
