package import YitiCore

extension Transaction {
    /// Puts a question off, in place of the one put off before.
    package func save(_ later: LaterRecord) throws {
        try run(
            """
            INSERT INTO later (person, question, pick, bridge, "user", chat, fire_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (person, question) DO UPDATE SET pick = excluded.pick, bridge = excluded.bridge, "user" = excluded.user,
                chat = excluded.chat, fire_at = excluded.fire_at
            """, later.person, later.question, later.pick?.text, later.address.bridge, later.address.user,
            later.address.chat, later.fireAt.seconds)
    }

    /// The questions a person has put off, the first to come back first.
    package func laters(of person: Int64) throws -> [LaterRecord] {
        try all("SELECT * FROM later WHERE person = ? ORDER BY fire_at, question", person, read: Self.later)
    }

    /// What comes back at `now`, earliest first.
    package func dueLaters(at now: Instant, limit: Int) throws -> [LaterRecord] {
        try all(
            "SELECT * FROM later WHERE fire_at <= ? ORDER BY fire_at, person, question LIMIT ?", now.seconds, limit,
            read: Self.later)
    }

    /// Takes a put-off question away.
    package func removeLater(of person: Int64, question: String) throws {
        try run("DELETE FROM later WHERE person = ? AND question = ?", person, question)
    }

    /// The earliest instant at which anything falls due: a subscription, a put-off question, a delivery's end.
    package func nextDue() throws -> Instant? {
        try first(
            """
            SELECT min(at) FROM (
                SELECT min(next_at) AS at FROM subscription WHERE next_at IS NOT NULL
                UNION ALL SELECT min(fire_at) FROM later
                UNION ALL SELECT min(expires_at) FROM delivery WHERE state IN ('pending', 'in_flight')) AS dues
            """
        ) { Self.instant($0[0]) } ?? nil
    }

    private static func later(_ row: Row) -> LaterRecord {
        LaterRecord(
            person: row["person"], question: row["question"],
            pick: (row["pick"] as String?).flatMap(PickRecord.init(text:)),
            address: Address(bridge: row["bridge"], user: row["user"], chat: row["chat"]),
            fireAt: Instant(seconds: row["fire_at"]))
    }
}
