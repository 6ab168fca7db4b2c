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
        let written: [WrittenAnswer]
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
        return try withPieces(written, of: person)
    }

    /// Answers, newest first, with what was appended to them.
    private func withPieces(_ answers: [WrittenAnswer], of person: Int64) throws -> [WrittenAnswer] {
        guard let newest = answers.first?.answer.id, let oldest = answers.last?.answer.id else { return [] }
        let appended = try appended(of: person, from: oldest, until: newest)
        var written = answers
        for place in written.indices {
            guard let pieces = appended[written[place].answer.id] else { continue }
            written[place].text += pieces.reduce("") { $0 + "\n" + $1 }
        }
        return written
    }

    /// Those of these answers that stand, with their texts, in the order of the numbers.
    private func writtenAnswers(of person: Int64, numbered numbers: some Sequence<Int64>) throws -> [WrittenAnswer] {
        try numbers.flatMap { number in
            let written = try all(
                "SELECT a.*, e.body FROM answer a JOIN event e ON e.id = a.id WHERE a.person = ? AND a.id = ?", person,
                number, read: Self.written)
            return try withPieces(written, of: person)
        }
    }

    /// How many answers stand of whose text, as a search compares it, `fit` makes something, and those at the `places` of so many: what fits
    /// best first, of what fits as well the newest. No text is kept longer than that takes.
    func answersFitting<Fit: Comparable>(
        of person: Int64, _ fit: (FoldedText) -> Fit?, at places: (_ count: Int) -> Range<Int>
    ) throws -> (count: Int, answers: [WrittenAnswer]) {
        let best = try answersFitting(of: person, fit)
        return (best.count, try writtenAnswers(of: person, numbered: best[places(best.count)]))
    }

    private func answersFitting<Fit: Comparable>(of person: Int64, _ fit: (FoldedText) -> Fit?) throws -> [Int64] {
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
        return fits.compactMap(\.self).sorted { $0.fit == $1.fit ? $0.answer > $1.answer : $0.fit > $1.fit }.map(
            \.answer)
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

    private static func written(_ row: Row) throws -> WrittenAnswer {
        WrittenAnswer(answer: try answer(row), offset: row["utc_offset"], text: row["body"])
    }
}
