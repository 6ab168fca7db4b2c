/// Dates as people type them: `2026-12-01`, `12-01`, `12月1日`, `tomorrow`, `+3`, `3d`, `friday`, `下周一`.
enum DayWords {
    /// How far from today a date may lie.
    static let reachDays = 3_650

    /// The date at the start of `words`, and how many words it takes; nil when there is none within ten years.
    ///
    /// A date without a year is the next such, today included, or one at most `pastDays` ago; a weekday is the next after today.
    static func read(_ words: ArraySlice<String>, today: Day, pastDays: Int = 0) -> (day: Day, count: Int)? {
        guard let first = words.first?.lowercased() else { return nil }
        if let unit = words.dropFirst().first?.lowercased(), dayUnits.contains(unit) || weekUnits.contains(unit),
            let day = day(first + unit, today: today, pastDays: pastDays)
        {
            return (day, 2)
        }
        return day(first, today: today, pastDays: pastDays).map { ($0, 1) }
    }

    private static let near: [String: Int] = [
        "today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "yesterday": -1,
        "昨天": -1, "前天": -2,
    ]
    private static let dayUnits = ["d", "day", "days", "天", "日后", "天后"]
    private static let weekUnits = ["w", "week", "weeks", "周", "周后", "星期", "个星期"]

    private static func day(_ word: String, today: Day, pastDays: Int) -> Day? {
        let distance = near[word] ?? relative(word)
        let day =
            distance.map { today.advanced(byDays: $0) } ?? weekday(word, today: today)
            ?? date(word, today: today, pastDays: pastDays)
        guard let day, abs(day.days(since: today)) <= reachDays else { return nil }
        return day
    }

    /// `+3`, `-2`, `3d`, `2weeks`, `3天`; at most six digits, so nothing overflows.
    private static func relative(_ word: String) -> Int? {
        if let sign = word.first, sign == "+" || sign == "-" {
            let rest = String(word.dropFirst())
            let distance = Numerals.decimal(rest) ?? counted(rest)
            return distance.map { sign == "-" ? -$0 : $0 }
        }
        return counted(word)
    }

    private static func counted(_ word: String) -> Int? {
        for unit in dayUnits where word.hasSuffix(unit) {
            if let number = Numerals.number(word.dropLast(unit.count)) { return number }
        }
        for unit in weekUnits where word.hasSuffix(unit) {
            if let number = Numerals.number(word.dropLast(unit.count)) { return number * 7 }
        }
        return nil
    }

    private static func weekday(_ word: String, today: Day) -> Day? {
        let isNextWeek = word.hasPrefix("下周") || word.hasPrefix("下星期")
        guard let weekday = WeekdayWords.weekday(isNextWeek ? String(word.dropFirst()) : word) else { return nil }
        if isNextWeek { return today.advanced(byDays: 7 - today.weekday + weekday) }
        let distance = (weekday - today.weekday + 7) % 7
        return today.advanced(byDays: distance == 0 ? 7 : distance)
    }

    /// `2026-12-01`, `2026/12/1`, `2026年12月1日`, `12-01`, `12/1`, `12月1号`.
    private static func date(_ word: String, today: Day, pastDays: Int) -> Day? {
        let bare = word.last.map { "日号".contains($0) } == true ? word.dropLast() : word[...]
        let fields = bare.split(omittingEmptySubsequences: false, whereSeparator: { "-/.年月".contains($0) })
        let numbers = fields.compactMap { Numerals.decimal($0) }
        guard numbers.count == fields.count else { return nil }
        switch numbers.count {
        case 3: return Day(year: numbers[0], month: numbers[1], day: numbers[2])
        case 2: return next(month: numbers[0], day: numbers[1], from: today.advanced(byDays: -pastDays))
        default: return nil
        }
    }

    private static func next(month: Int, day: Int, from start: Day) -> Day? {
        // Eight years hold a 29 February whatever the century.
        (0...8).lazy.compactMap { Day(year: start.civil.year + $0, month: month, day: day) }.first { $0 >= start }
    }
}
