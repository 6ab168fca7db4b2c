import YitiCore

extension BankExamination {
    /// A table of the topics for a terminal: questions by stars, and how many are complete. Columns line up by display width.
    package var summary: [String] {
        let incomplete = incompleteByPage
        let rows = zip(pages, incomplete).map { page, count in
            SummaryRow(
                id: page.topic.id, name: page.topic.name.wording(in: .zh), questions: page.topic.questions,
                incomplete: count)
        }
        let total = SummaryRow(
            id: "total", name: "\(pages.count)", questions: bank.questions, incomplete: incomplete.reduce(0, +))
        return SummaryRow.lines([SummaryRow.head] + (rows + [total]).map(\.cells))
    }

    /// One sentence: how many findings of each kind.
    package var verdict: String {
        let errors = findings.count { $0.severity == .error }
        let incomplete = findings.count - errors
        if findings.isEmpty { return "nothing found: the bank is complete" }
        let counts = "\(errors) \(errors == 1 ? "error" : "errors"), \(incomplete) incomplete"
        return errors > 0 ? counts + ": it does not load" : counts + ": it loads"
    }

    /// For each file, the number of questions with something missing or wrong.
    private var incompleteByPage: [Int] {
        let lines = Dictionary(grouping: findings, by: \.file).mapValues { $0.map(\.line) }
        return pages.map { page in
            let starts = page.places.map(\.heading)
            let found = (lines[page.file] ?? []).compactMap { line in starts.lastIndex { $0 <= line } }
            return Set(found).count
        }
    }
}

private struct SummaryRow {
    static let head = ["topic", "name", "questions", "★★★★★", "★★★★", "★★★", "★★", "★", "complete"]

    let id: String
    let name: String
    let questions: [Question]
    let incomplete: Int

    var cells: [String] {
        let stars = (1...5).reversed().map { stars in String(questions.count { $0.stars == stars }) }
        return [id, name, String(questions.count)] + stars + ["\(questions.count - incomplete)/\(questions.count)"]
    }

    /// Names to the left, numbers to the right of their columns.
    static func lines(_ rows: [[String]]) -> [String] {
        let widths = head.indices.map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
        return rows.map { cells in
            zip(cells, widths).enumerated().map { column, cell in
                column < 2 ? cell.0.padded(toColumns: cell.1) : cell.0.leftPadded(toColumns: cell.1)
            }.joined(separator: "  ")
        }
    }
}
