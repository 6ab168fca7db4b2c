/// Times of day as people type them: `8:30`, `0830`, `8am`, `20:15`, `8点半`, `早上8点`, `晚上八点三十分`.
enum ClockTime {
    /// The time at the start of `words` in minutes after midnight, and how many words it takes; nil when there is none.
    static func read(_ words: ArraySlice<String>) -> (minute: Int, count: Int)? {
        guard let first = words.first else { return nil }
        if let second = words.dropFirst().first, belong(first, second), let minute = minute(first + second) {
            return (minute, 2)
        }
        return minute(first).map { ($0, 1) }
    }

    /// Whether a word was meant as a time, right or wrong (`25:00`, `8点70`).
    static func isLike(_ word: String) -> Bool {
        guard word.contains(where: \.isNumber) else { return false }
        return word.contains(":") || word.contains("点") || word.hasSuffix("am") || word.hasSuffix("pm")
    }

    /// The time that a word is, in minutes after midnight.
    static func minute(_ word: String) -> Int? {
        let typed = word.lowercased()
        let lower = typed.hasSuffix(".m.") ? typed.filter { $0 != "." } : typed
        if lower == "noon" { return 720 }
        if lower == "midnight" { return 0 }
        if let half = half(of: lower) {
            return hourAndMinute(half.digits, mayBeBare: true).flatMap { time($0, half.isAfternoon) }
        }
        for (name, part) in parts where lower.hasPrefix(name) {
            let rest = String(lower.dropFirst(name.count))
            return hourAndMinute(rest, mayBeBare: true).flatMap { time($0, part) }
        }
        return hourAndMinute(lower, mayBeBare: false).flatMap { time($0.hour, $0.minute) }
    }

    // MARK: Parts of a day

    private enum Part {
        case night
        case morning
        case noon
        case afternoon
        case evening
    }

    private static let parts: [(String, Part)] = [
        ("凌晨", .night), ("半夜", .night), ("早上", .morning), ("早晨", .morning), ("清晨", .morning), ("上午", .morning),
        ("中午", .noon), ("下午", .afternoon), ("傍晚", .evening), ("晚上", .evening), ("夜里", .evening),
    ]

    private static func belong(_ first: String, _ second: String) -> Bool {
        let isHalf = ["am", "pm", "a.m.", "p.m."].contains(second.lowercased())
        return isHalf || second.hasPrefix("点") || parts.contains { $0.0 == first }
    }

    private static func half(of word: String) -> (digits: String, isAfternoon: Bool)? {
        guard word.hasSuffix("am") || word.hasSuffix("pm") else { return nil }
        return (String(word.dropLast(2)), word.hasSuffix("pm"))
    }

    // MARK: Numbers

    private static func time(_ clock: (hour: Int, minute: Int), _ isAfternoon: Bool) -> Int? {
        guard (1...12).contains(clock.hour) else { return nil }
        return time(clock.hour % 12 + (isAfternoon ? 12 : 0), clock.minute)
    }

    private static func time(_ clock: (hour: Int, minute: Int), _ part: Part) -> Int? {
        let (hour, minute) = clock
        switch part {
        case .night, .morning: return time(hour == 12 && part == .night ? 0 : hour, minute)
        case .noon: return time(hour < 11 ? hour + 12 : hour, minute)
        case .afternoon: return time(hour < 12 ? hour + 12 : hour, minute)
        case .evening: return time(hour == 12 ? 0 : hour < 12 ? hour + 12 : hour, minute)
        }
    }

    private static func time(_ hour: Int, _ minute: Int) -> Int? {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        return hour * 60 + minute
    }

    /// Hour and minute of `8:30`, `8.30`, `0830`, `8点`, `八点半`, `8点05分`; an hour alone where a part of the day says what it is.
    private static func hourAndMinute(_ text: String, mayBeBare: Bool) -> (hour: Int, minute: Int)? {
        if let parts = halves(text, at: ":") ?? halves(text, at: ".") {
            guard parts.1.count == 2, let hour = Numerals.decimal(parts.0), let minute = Numerals.decimal(parts.1)
            else {
                return nil
            }
            return (hour, minute)
        }
        if let parts = halves(text, at: "点") ?? halves(text, at: "时") {
            guard let hour = Numerals.number(parts.0), let minute = spokenMinute(parts.1) else { return nil }
            return (hour, minute)
        }
        if text.utf8.count == 4, let number = Numerals.decimal(text) { return (number / 100, number % 100) }
        return mayBeBare ? Numerals.number(text).map { ($0, 0) } : nil
    }

    private static func spokenMinute(_ text: Substring) -> Int? {
        switch text {
        case "", "整", "钟": return 0
        case "半": return 30
        case "一刻": return 15
        case "三刻": return 45
        default: return Numerals.number(text.hasSuffix("分") ? text.dropLast() : text)
        }
    }

    private static func halves(_ text: String, at separator: Character) -> (Substring, Substring)? {
        guard let place = text.firstIndex(of: separator) else { return nil }
        return (text[..<place], text[text.index(after: place)...])
    }
}
