import YitiCore

/// Rows in columns of a terminal, Chinese characters taking two. What is too wide is cut in one column that gives way.
struct TextTable {
    /// How a cell stands in its column.
    enum Alignment {
        case left
        case right
    }

    /// The most columns a line may take: 80, less the two of the mark (`- `) before each line of a reply.
    static let columnLimit = 78

    private let alignments: [Alignment]
    private let flexible: Int
    private let rows: [[String]]

    /// A table of rows with as many cells as there are alignments; the column `flexible` gives way when all are too wide.
    init(_ alignments: [Alignment], flexible: Int, rows: [[String]]) {
        self.alignments = alignments
        self.flexible = flexible
        self.rows = rows
    }

    /// The rows as lines, two spaces between columns, none at the end.
    var lines: [String] {
        let widths = widths
        return rows.map { row in
            let cells = zip(row, zip(widths, alignments)).map { cell, column in
                let cut = cell.truncated(toColumns: column.0)
                return column.1 == .left ? cut.padded(toColumns: column.0) : cut.leftPadded(toColumns: column.0)
            }
            return cells.joined(separator: "  ").withoutTrailingSpaces
        }
    }

    private var widths: [Int] {
        var widths = alignments.indices.map { column in
            rows.map { $0.indices.contains(column) ? $0[column].displayWidth : 0 }.max() ?? 0
        }
        let over = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - Self.columnLimit
        if over > 0, widths.indices.contains(flexible) { widths[flexible] = max(4, widths[flexible] - over) }
        return widths
    }
}

extension String {
    /// The string without spaces at its end.
    var withoutTrailingSpaces: String {
        guard let end = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...end])
    }
}

/// A part of one as a bar of ten cells.
enum Bar {
    private static let cells = 10

    /// The bar of a part from 0 to 1; anything above 0 shows at least one cell, and only 1 fills all ten.
    static func drawn(_ part: Double) -> String {
        let part = part.isFinite ? min(max(part, 0), 1) : 0
        var filled = Int(part * Double(cells))
        if part > 0, filled == 0 { filled = 1 }
        return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    }
}
