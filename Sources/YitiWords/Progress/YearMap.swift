import YitiCore

/// Rated answers of a year as blocks: a week a column, a weekday a line, darker for more.
struct YearMap {
    private static let weeks = 53
    private static let label = 4
    private static let blocks: [(least: Int, block: String)] = [(5, "█"), (3, "▓"), (2, "▒"), (1, "░")]

    private let answers: [Day: Int]
    private let today: Day
    private let monday: Day

    init(_ answers: [Day: Int], today: Day) {
        self.answers = answers
        self.today = today
        monday = today.advanced(byDays: -today.weekday - 7 * (Self.weeks - 1))
    }

    /// The months, seven lines and what the blocks mean.
    func lines(in language: Language) -> [String] {
        let rows = (0..<7).map { weekday -> String in
            let name = WeekdaySet.names[weekday].wording(in: language)
            let label = language == .zh ? String(name.suffix(1)) : String(name.prefix(2))
            let cells = (0..<Self.weeks).map { block(monday.advanced(byDays: 7 * $0 + weekday)) }.joined()
            return (label.padded(toColumns: Self.label) + cells).withoutTrailingSpaces
        }
        return [months(in: language)] + rows + ["· 0  ░ 1  ▒ 2  ▓ 3-4  █ 5+"]
    }

    private func block(_ day: Day) -> String {
        guard day <= today else { return " " }
        let count = answers[day] ?? 0
        return Self.blocks.first { count >= $0.least }?.block ?? "·"
    }

    /// Each month's name over the week that has its first day, where there is room.
    private func months(in language: Language) -> String {
        var line = ""
        for week in 0..<Self.weeks {
            let first = monday.advanced(byDays: 7 * week)
            let last = first.advanced(byDays: 6).civil
            // 月 ends a name well enough; letters need a space between them.
            let gap = language == .zh || line.isEmpty ? 0 : 1
            guard last.day <= 7, line.displayWidth + gap <= Self.label + week else { continue }
            let name = language == .zh ? "\(last.month)月" : Day.months[last.month - 1]
            line = line.padded(toColumns: Self.label + week) + name
        }
        return line
    }
}
