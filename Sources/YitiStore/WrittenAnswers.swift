package import YitiCore

/// Answers with their texts. What was appended, and was not taken back, is found by an index, for many answers by one statement.
extension Transaction {
    /// The text of one answer: what was sent first and what was appended.
    package func text(ofAnswer id: Int64, person: Int64) throws -> String {
        let first = try first("SELECT body FROM event WHERE id = ? AND person = ?", id, person) { $0[0] as String }
        let appended: [String] = try all(
            """
            SELECT body FROM event AS piece WHERE person = ? AND subject = ? AND kind = 'append'
                AND NOT EXISTS (
                    SELECT 1 FROM event AS undo WHERE undo.person = piece.person AND undo.kind = 'undo' AND undo.subject = piece.id)
            ORDER BY id
            """, person, id
        ) { $0[0] }
        return ([first ?? ""] + appended).joined(separator: "\n")
    }

    /// Answers with their texts, newest first, at most `limit` of them: of one question or of all.
    package func writtenAnswers(
        of person: Int64, question: String? = nil, limit: Int
    ) throws -> [WrittenAnswer] {
        var written: [WrittenAnswer]
        if let question {
            written = try all(
                """
                SELECT a.*, e.body FROM answer a JOIN event e ON e.id = a.id
                WHERE a.person = ? AND a.question = ? ORDER BY a.id DESC LIMIT ?
                """, person, question, limit, read: Self.written)
        } else {
            written = try all(
                """
                SELECT a.*, e.body FROM answer a JOIN event e ON e.id = a.id WHERE a.person = ? ORDER BY a.id DESC LIMIT ?
                """, person, limit, read: Self.written)
        }
        guard let newest = written.first?.answer.id, let oldest = written.last?.answer.id else { return [] }
        let appended = try appended(of: person, from: oldest, until: newest)
        for place in written.indices {
            guard let pieces = appended[written[place].answer.id] else { continue }
            written[place].text += pieces.reduce("") { $0 + "\n" + $1 }
        }
        return written
    }

    /// What `fit` makes of the text of every answer that stands, as a search compares it; newest first, and without those of which it
    /// makes nothing. No text is kept longer than that takes.
    package func fitting<Fit>(
        of person: Int64, _ fit: (FoldedText) -> Fit?
    ) throws -> [(answer: Int64, fit: Fit)] {
        let pieces: [(answer: Int64, text: FoldedText)] = try all(
            """
            SELECT subject, body FROM event AS piece WHERE person = ? AND kind = 'append'
                AND NOT EXISTS (
                    SELECT 1 FROM event AS undo WHERE undo.person = piece.person AND undo.kind = 'undo' AND undo.subject = piece.id)
            ORDER BY subject, id
            """, person
        ) { ($0[0], $0[1]) }
        let appended = Dictionary(grouping: pieces, by: \.answer)
        let fits: [(answer: Int64, fit: Fit)?] = try all(
            "SELECT a.id, e.body FROM answer a JOIN event e ON e.id = a.id WHERE a.person = ? ORDER BY a.id DESC",
            person
        ) { row in
            let answer: Int64 = row[0]
            var text: FoldedText = row[1]
            for piece in appended[answer] ?? [] { text.append(line: piece.text) }
            return fit(text).map { (answer, $0) }
        }
        return fits.compactMap(\.self)
    }

    /// What was appended to answers of a range of numbers.
    private func appended(of person: Int64, from oldest: Int64, until newest: Int64) throws -> [Int64: [String]] {
        let pieces: [(answer: Int64, text: String)] = try all(
            """
            SELECT subject, body FROM event AS piece WHERE person = ? AND subject BETWEEN ? AND ? AND kind = 'append'
                AND NOT EXISTS (
                    SELECT 1 FROM event AS undo WHERE undo.person = piece.person AND undo.kind = 'undo' AND undo.subject = piece.id)
            ORDER BY subject, id
            """, person, oldest, newest
        ) { ($0[0], $0[1]) }
        return Dictionary(grouping: pieces, by: \.answer).mapValues { $0.map(\.text) }
    }

    private static func written(_ row: Row) -> WrittenAnswer {
        WrittenAnswer(answer: answer(row), offset: row["utc_offset"], text: row["body"])
    }
}
