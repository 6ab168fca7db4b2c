package import YitiCore

/// Bookmarks, notes and reports of bad questions.
extension Transaction {
    /// Sets a bookmark, unless it is set already.
    package func addBookmark(person: Int64, question: String, at: Instant) throws {
        try run(
            "INSERT INTO bookmark (person, question, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", person, question,
            at.seconds)
    }

    /// Takes a bookmark away.
    package func removeBookmark(person: Int64, question: String) throws {
        try run("DELETE FROM bookmark WHERE person = ? AND question = ?", person, question)
    }

    /// The bookmarked questions, newest first.
    package func bookmarks(of person: Int64) throws -> [String] {
        try all("SELECT question FROM bookmark WHERE person = ? ORDER BY at DESC, question", person) { $0[0] }
    }

    /// Writes a note.
    package func addNote(person: Int64, question: String, text: String, at: Instant) throws {
        try run(
            "INSERT INTO note (person, question, at, text) VALUES (?, ?, ?, ?)", person, question, at.seconds, text)
    }

    /// A person's notes, oldest first, on one question or on all.
    package func notes(of person: Int64, question: String? = nil) throws -> [Note] {
        try all(
            "SELECT question, at, text FROM note WHERE person = ?1 AND (CAST(?2 AS TEXT) IS NULL OR question = ?2) ORDER BY id",
            person, question
        ) { Note(question: $0[0], at: $0[1], text: $0[2]) }
    }

    /// Gives the notes, bookmarks and reports of one person to another (`/link`).
    package func moveNotes(from: Int64, to: Int64) throws {
        try run("UPDATE note SET person = ? WHERE person = ?", to, from)
        try run(
            """
            UPDATE bookmark SET person = ?1 WHERE person = ?2 AND NOT EXISTS (
                SELECT 1 FROM bookmark AS other WHERE other.person = ?1 AND other.question = bookmark.question)
            """, to, from)
        try run("UPDATE report SET person = ? WHERE person = ?", to, from)
    }

    /// Puts a bad question in the operator's queue.
    package func addReport(person: Int64, question: String?, text: String, at: Instant) throws {
        try run(
            "INSERT INTO report (person, question, at, text) VALUES (?, ?, ?, ?)", person, question, at.seconds, text)
    }
    /// The operator's queue in the order it came, from after the report numbered `after` on, of one person or of all.
    package func reports(after: Int64 = 0, of person: Int64? = nil, limit: Int) throws -> [Report] {
        try all(
            """
            SELECT id, person, question, at, text FROM report WHERE id > ?1 AND (CAST(?2 AS BIGINT) IS NULL OR person = ?2) ORDER BY id LIMIT ?3
            """, after, person, limit
        ) { Report(id: $0[0], person: $0[1], question: $0[2], at: $0[3], text: $0[4]) }
    }
}
