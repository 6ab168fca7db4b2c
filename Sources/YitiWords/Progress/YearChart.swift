package import YitiCore

/// Rated answers of a year as cells, a week a column: fuller for more. As an SVG, whose only text is its description, and as a picture
/// for chats; the page draws the same.
package struct YearChart {
    /// How far back it goes, in days.
    package static let days = 370
    private static let weeks = 53
    private static let step = 13
    private static let side = 11
    private static let empty: UInt32 = 0xE7E9E4
    private static let levels: [(least: Int, side: Int, color: UInt32)] = [
        (7, 11, 0x0F5F58), (4, 9, 0x1F8578), (2, 7, 0x4AA695), (1, 5, 0x8FCDBF),
    ]

    private let answers: [Day: Int]
    private let today: Day

    private struct Square {
        var x: Int
        var y: Int
        var side: Int
        var color: UInt32
    }

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
        return [head, title] + squares.map(Self.line) + ["</svg>"]
    }

    private static func line(_ square: Square) -> String {
        let place = "x=\"\(square.x)\" y=\"\(square.y)\" width=\"\(square.side)\" height=\"\(square.side)\""
        let color = String(square.color + 0x100_0000, radix: 16).dropFirst()
        return "<rect \(place) rx=\"2\" fill=\"#\(color)\"/>"
    }

    /// The same cells with a margin, twice as large, for screens on which a point is several pixels.
    var picture: PixelImage {
        let (scale, margin) = (2, 8)
        var picture = PixelImage(
            width: scale * (Self.weeks * Self.step + 2 * margin), height: scale * (7 * Self.step + 2 * margin),
            colors: [0xFFFFFF, Self.empty] + Self.levels.map(\.color))
        for square in squares {
            picture.fill(
                x: scale * (square.x + margin), y: scale * (square.y + margin), width: scale * square.side,
                height: scale * square.side, color: square.color)
        }
        return picture
    }

    private var squares: [Square] {
        let monday = today.advanced(byDays: -today.weekday - 7 * (Self.weeks - 1))
        let shown = (0..<Self.weeks * 7).map { (place: $0, day: monday.advanced(byDays: $0)) }
        return shown.filter { $0.day <= today }.flatMap { cell($0.place, $0.day) }
    }

    private func cell(_ place: Int, _ day: Day) -> [Square] {
        let (x, y) = (place / 7 * Self.step, place % 7 * Self.step)
        let empty = Square(x: x, y: y, side: Self.side, color: Self.empty)
        let count = answers[day] ?? 0
        guard let level = Self.levels.first(where: { count >= $0.least }) else { return [empty] }
        let inset = (Self.side - level.side) / 2
        return [empty, Square(x: x + inset, y: y + inset, side: level.side, color: level.color)]
    }
}
