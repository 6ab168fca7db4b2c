package import YitiCore

/// What is to be done at an instant.
package struct DueWork: Sendable {
    /// How many deliveries were past their time, and have ended.
    package var expired = 0
    /// What is on its way yet of the bridges that were asked about, when any have ended.
    package var inFlight: [String: Set<Int64>] = [:]
    /// Those that fire, with whether the platform can't reach whom they are for.
    package var subscriptions: [(subscription: Subscription, isSuspended: Bool)] = []
    /// Questions that come back, in the same way.
    package var laters: [(later: LaterRecord, isSuspended: Bool)] = []
}

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

    /// Ends what is past its time at `now`, at most `expiring` of it, and finds what is to be fired, about `firing` of it and nobody's who is
    /// held. If anything has ended it is also said what of these bridges is on its way yet.
    package func takeDue(
        at now: Instant, expiring: Int, freeing bridges: some Sequence<String>, firing: Int, besides held: Set<Int64>
    ) throws -> DueWork {
        let (expired, inFlight) = try expireOverdue(at: now, limit: expiring, freeing: bridges)
        var due = firing > 0 ? try self.due(at: now, limit: firing, besides: held) : DueWork()
        (due.expired, due.inFlight) = (expired, inFlight)
        return due
    }

    /// What is due at `now`, earliest first and about `limit` of it, but for people who are held; and whether the platform can't reach whom
    /// it is for.
    package func due(at now: Instant, limit: Int, besides held: Set<Int64> = []) throws -> DueWork {
        let all = try dueSubscriptions(at: now, limit: limit + held.count)
        let subscriptions = all.filter { !held.contains($0.subscription.person) }.prefix(limit)
        let laters = try dueLaters(at: now, limit: limit - subscriptions.count + held.count)
        return DueWork(
            subscriptions: Array(subscriptions), laters: laters.filter { !held.contains($0.later.person) })
    }

    private func dueLaters(at now: Instant, limit: Int) throws -> [(later: LaterRecord, isSuspended: Bool)] {
        try allReadable(
            """
            SELECT l.*, i.suspended_at
            FROM (SELECT * FROM later WHERE fire_at <= ? ORDER BY fire_at, person, question LIMIT ?) AS l
            LEFT JOIN identity i ON i.bridge = l.bridge AND i.user = coalesce(' ' || l.chat, l.user)
            ORDER BY l.fire_at, l.person, l.question
            """, now.seconds, limit
        ) { (try Self.later($0), ($0["suspended_at"] as Int64?) != nil) }
    }

    /// Takes a put-off question away.
    package func removeLater(of person: Int64, question: String) throws {
        try run("DELETE FROM later WHERE person = ? AND question = ?", person, question)
    }

    /// The earliest instant at which anything falls due: a subscription, a put-off question, a delivery's end.
    func nextDue() throws -> Instant? {
        try first(
            """
            SELECT min(at) FROM (
                SELECT min(next_at) AS at FROM subscription WHERE next_at IS NOT NULL
                UNION ALL SELECT min(fire_at) FROM later
                UNION ALL SELECT min(expires_at) FROM delivery WHERE state IN ('pending', 'in_flight')) AS dues
            """
        ) { $0[0] as Instant? } ?? nil
    }

    private static func later(_ row: Row) throws -> LaterRecord {
        let later = LaterRecord(
            person: row["person"], question: row["question"],
            pick: (row["pick"] as String?).flatMap(PickRecord.init(text:)),
            address: Address(bridge: row["bridge"], user: row["user"], chat: row["chat"]),
            fireAt: row["fire_at"])
        return try row.sound(later)
    }
}
