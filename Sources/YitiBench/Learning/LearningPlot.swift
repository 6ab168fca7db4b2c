import Foundation

/// A plot of the recall on each day, a line a rule.
struct LearningPlot {
    private let row: LearningRow

    private static let (width, height, margin) = (640.0, 320.0, 44.0)
    private static let colours: [LearningRule: String] = [
        .yiti: "#c0392b", .newFirst: "#2c6fbb", .oneToOne: "#2e8b57", .dueFirst: "#8e6bbf", .leitner: "#b8860b",
        .random: "#777777",
    ]

    init(_ row: LearningRow) { self.row = row }

    var svg: String {
        let curves = LearningRule.allCases.map { (rule: $0, points: curve($0)) }.filter { !$0.points.isEmpty }
        let all = curves.flatMap(\.points)
        let (low, high) = ((all.min() ?? 0) - 0.01, (all.max() ?? 1) + 0.01)
        let lines = curves.enumerated().map { place, curve in line(curve.rule, curve.points, low, high, place) }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" font-family="sans-serif" font-size="11">
            <rect width="100%" height="100%" fill="white"/>
            \(ticks(low, high))
            \(lines.joined(separator: "\n"))
            </svg>

            """
    }

    private func curve(_ rule: LearningRule) -> [Double] {
        let curves = (row.outcomes[rule] ?? []).map(\.curve)
        guard let count = curves.map(\.count).min(), count > 1 else { return [] }
        return (0..<count).map { day in curves.reduce(0) { $0 + $1[day] } / Double(curves.count) }
    }

    private func y(_ recall: Double, _ low: Double, _ high: Double) -> Double {
        Self.height - Self.margin - (recall - low) / max(high - low, 0.001) * (Self.height - 1.5 * Self.margin)
    }

    private func line(_ rule: LearningRule, _ points: [Double], _ low: Double, _ high: Double, _ place: Int) -> String {
        let step = (Self.width - 4 * Self.margin) / Double(max(1, points.count - 1))
        let path = points.enumerated().map { day, recall in
            String(format: "%.1f,%.1f", Self.margin + Double(day) * step, y(recall, low, high))
        }
        let colour = Self.colours[rule] ?? "black"
        let (x, top) = (Self.width - 2.7 * Self.margin, 30 + 16 * place)
        return """
            <polyline fill="none" stroke="\(colour)" stroke-width="\(rule == .yiti ? 2.5 : 1.3)" points="\(path.joined(separator: " "))"/>
            <text x="\(x)" y="\(top)" fill="\(colour)">\(rule.rawValue) \(String(format: "%.3f", points.last ?? 0))</text>
            """
    }

    private func ticks(_ low: Double, _ high: Double) -> String {
        let right = Self.width - 3 * Self.margin
        let rows = stride(from: (low * 10).rounded(.up) / 10, through: high, by: 0.1).map { recall in
            let height = y(recall, low, high)
            return """
                <line x1="\(Self.margin)" y1="\(height)" x2="\(right)" y2="\(height)" stroke="#ddd"/><text x="8" y="\(height + 4)">\(
                    String(format: "%.1f", recall))</text>
                """
        }
        let days = "<text x=\"\(right - 60)\" y=\"\(Self.height - 12)\">day \(row.cell.days)</text>"
        return (rows + [days]).joined(separator: "\n")
    }
}
