import YitiCore

/// Four weeks of a streak, a week a line and a symbol a day.
struct WeekCalendar {
    private static let weeks = 4
    /// Columns of a day.
    private static let cell = 4

    private let kinds: [Day: DayKind]
    private let monday: Day
    private let today: Day

    init(_ days: [StreakDay], today: Day) {
        kinds = Dictionary(days.map { ($0.day, $0.kind) }, uniquingKeysWith: { _, last in last })
        self.today = today
        monday = today.advanced(byDays: -today.weekday - 7 * (Self.weeks - 1))
    }

    /// The lines with their heading and a legend of the symbols that occur; none when nothing is known.
    func lines(in language: Language) -> [String] {
        guard !shown.isEmpty else { return [] }
        let heading = WeekdaySet.names.map { $0.map { language == .zh ? String($0.suffix(1)) : String($0.prefix(2)) } }
        let head = line("", heading.map { $0.wording(in: language) })
        let rows = (0..<Self.weeks).map { week -> String in
            let first = monday.advanced(byDays: 7 * week)
            return line(
                String(first.text.dropFirst(5)),
                (0..<7).map { offset in kinds[first.advanced(byDays: offset)].map(Self.symbol) ?? "" })
        }
        return [head] + rows + legend(in: language)
    }

    private var shown: [DayKind] {
        let present = Set(
            (0..<7 * Self.weeks).compactMap { kinds[monday.advanced(byDays: $0)] })
        return DayKind.allCases.filter(present.contains)
    }

    private func line(_ label: String, _ cells: [String]) -> String {
        (label.padded(toColumns: 7) + cells.map { $0.padded(toColumns: Self.cell) }.joined()).withoutTrailingSpaces
    }

    private func legend(in language: Language) -> [String] {
        var lines: [String] = []
        for kind in shown {
            let part = "\(Self.symbol(kind)) \(kind.name.wording(in: language))"
            if let last = lines.last, last.displayWidth + part.displayWidth + 2 <= TextTable.columnLimit {
                lines[lines.count - 1] = "\(last)  \(part)"
            } else {
                lines.append(part)
            }
        }
        return lines
    }

    /// One column each, and none an emoji.
    static func symbol(_ kind: DayKind) -> String {
        switch kind {
        case .answered: "■"
        case .frozen: "✻"
        case .repaired: "◆"
        case .paused: "="
        case .rest: "·"
        case .travel: "→"
        case .notAsked: "○"
        case .missed: "×"
        case .open: "□"
        }
    }
}
