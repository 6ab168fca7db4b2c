package import YitiCore

/// Rated answers of a year as an SVG without text but its description: the cells that the page draws, fuller for more.
package struct YearChart {
    /// How far back it goes, in days.
    package static let days = 370
    private static let weeks = 53
    private static let step = 13
    private static let side = 11
    private static let levels: [(least: Int, side: Int, color: String)] = [
        (7, 11, "#0f5f58"), (4, 9, "#1f8578"), (2, 7, "#4aa695"), (1, 5, "#8fcdbf"),
    ]

    private let answers: [Day: Int]
    private let today: Day

    /// A chart of counts by day that ends today.
    package init(_ answers: [Day: Int], today: Day) {
        self.answers = answers
        self.today = today
    }

    /// The lines of the file.
    package var lines: [String] {
        let (width, height) = (Self.weeks * Self.step, 7 * Self.step)
        let total = answers.values.reduce(0, +)
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\">"
        let title = "<title>\(today.text): 一年 \(total) 次回答 / \(total) answers in a year</title>"
        let monday = today.advanced(byDays: -today.weekday - 7 * (Self.weeks - 1))
        let shown = (0..<Self.weeks * 7).map { (place: $0, day: monday.advanced(byDays: $0)) }
        return [head, title] + shown.filter { $0.day <= today }.flatMap { cell($0.place, $0.day) } + ["</svg>"]
    }

    private func cell(_ place: Int, _ day: Day) -> [String] {
        let (x, y) = (place / 7 * Self.step, place % 7 * Self.step)
        let empty = Self.square(x, y, Self.side, "#e7e9e4")
        let count = answers[day] ?? 0
        guard let level = Self.levels.first(where: { count >= $0.least }) else { return [empty] }
        let inset = (Self.side - level.side) / 2
        return [empty, Self.square(x + inset, y + inset, level.side, level.color)]
    }

    private static func square(_ x: Int, _ y: Int, _ side: Int, _ color: String) -> String {
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(side)\" height=\"\(side)\" rx=\"2\" fill=\"\(color)\"/>"
    }
}
