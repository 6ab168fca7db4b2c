/// Weekdays as people type them: `mon-fri`, `weekends`, `mon,wed,fri`, `一三五`, `周一到周五`, `工作日`, `每天`.
enum WeekdayWords {
    /// The weekdays at the start of `words`, and how many words they take; nil when there are none.
    static func read(_ words: ArraySlice<String>) -> (days: WeekdaySet, count: Int)? {
        guard let first = words.first?.lowercased() else { return nil }
        if first == "every", let second = words.dropFirst().first?.lowercased() {
            if second == "day" { return (.everyDay, 2) }
            if let days = days(second) { return (days, 2) }
        }
        return days(first).map { ($0, 1) }
    }

    /// The one weekday a word names, 0 for Monday; nil for none or several.
    static func weekday(_ word: String) -> Int? {
        let lower = word.lowercased()
        if let latin = latinDay(lower[...]) { return latin }
        let days = lower.containsChinese && prefixes.contains { lower.hasPrefix($0) } ? chineseDays(lower) : nil
        guard let days, days.rawValue.nonzeroBitCount == 1 else { return nil }
        return days.rawValue.trailingZeroBitCount
    }

    /// Whether a word was meant as weekdays, right or wrong (`mon-fry`, `周八`).
    static func isLike(_ word: String) -> Bool {
        let lower = word.lowercased()
        if prefixes.contains(where: { lower.hasPrefix($0) }) { return true }
        return lower.split(whereSeparator: { isRange($0) }).contains { latinDay($0) != nil }
    }

    private static let named: [String: WeekdaySet] = [
        "daily": .everyDay, "everyday": .everyDay, "每天": .everyDay, "每日": .everyDay, "天天": .everyDay,
        "weekdays": .workdays, "weekday": .workdays, "workdays": .workdays, "工作日": .workdays, "平日": .workdays,
        "weekends": .weekends, "weekend": .weekends, "周末": .weekends, "双休日": .weekends,
    ]
    private static let latin = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    private static let chinese: [Character: Int] = [
        "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6,
    ]
    private static let prefixes = ["周", "星期", "礼拜"]

    private static func days(_ word: String) -> WeekdaySet? {
        if let days = named[word] { return days }
        return word.containsChinese ? chineseDays(word) : latinDays(word)
    }

    private static func isRange(_ character: Character) -> Bool { "-–—~到至".contains(character) }

    /// All days from one to another, past Sunday when the second comes first.
    private static func range(_ from: Int, _ until: Int) -> WeekdaySet {
        let length = (until - from + 7) % 7
        return (0...length).reduce(into: WeekdaySet()) { $0.formUnion(day((from + $1) % 7)) }
    }

    private static func day(_ weekday: Int) -> WeekdaySet { WeekdaySet(rawValue: 1 << UInt8(weekday)) }

    // MARK: Latin

    private static func latinDays(_ word: String) -> WeekdaySet? {
        var days = WeekdaySet()
        for part in word.split(separator: "/", omittingEmptySubsequences: false) {
            let ends = part.split(omittingEmptySubsequences: false, whereSeparator: isRange).map { latinDay($0) }
            guard ends.count <= 2, let first = ends.first, let from = first, let last = ends.last, let until = last
            else { return nil }
            days.formUnion(range(from, until))
        }
        return days
    }

    /// `mon`, `tues`, `mondays`: three letters or more of a day's name.
    private static func latinDay(_ word: Substring) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        let singular = word.hasSuffix("days") ? word.dropLast() : word
        return latin.firstIndex { $0.hasPrefix(singular) }
    }

    // MARK: Chinese

    private static func chineseDays(_ word: String) -> WeekdaySet? {
        var rest = word[...]
        if rest.first == "每" { rest.removeFirst() }
        let isNamed = prefixes.contains { rest.hasPrefix($0) }
        var days = WeekdaySet()
        var last: Int?
        var isOpen = false
        var count = 0
        while let character = rest.first {
            if let prefix = prefixes.first(where: { rest.hasPrefix($0) }) {
                rest.removeFirst(prefix.count)
                continue
            }
            rest.removeFirst()
            if isRange(character) {
                guard last != nil, !isOpen else { return nil }
                isOpen = true
            } else if let weekday = chinese[character] {
                days.formUnion(isOpen ? range(last ?? weekday, weekday) : day(weekday))
                (last, isOpen, count) = (weekday, false, count + 1)
            } else {
                return nil
            }
        }
        // A single numeral without 周 before it is a number, not a day.
        return !isOpen && count >= (isNamed ? 1 : 2) ? days : nil
    }
}
