package import YitiCore

/// What makes a repeated request the same request (docs/protocol.md, section 5).
package struct RequestKey: Hashable, Sendable {
    package var bridge: String
    package var user: String
    /// The room; empty in private.
    package var chat: String
    package var op: String
    package var mid: String
    /// The button's callback for `act`; empty for `cmd`.
    package var callback: String

    package init(bridge: String, user: String, chat: String, op: String, mid: String, callback: String) {
        self.bridge = bridge
        self.user = user
        self.chat = chat
        self.op = op
        self.mid = mid
        self.callback = callback
    }

    /// By the members that differ most; the others are compared.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(user)
        hasher.combine(mid)
    }
}

/// The reply a request got, to be given again.
package struct StoredReply: Hashable, Sendable {
    /// The text of the request: another text under the same key is an edit.
    package var fingerprint: String
    /// The reply's members as they were encoded.
    package var reply: [UInt8]
    package var at: Instant

    package init(fingerprint: String, reply: [UInt8], at: Instant) {
        self.fingerprint = fingerprint
        self.reply = reply
        self.at = at
    }
}

extension Transaction {
    /// How long a reply is kept, in seconds.
    private static let effectSeconds: Int64 = 48 * 3600
    /// So many replies are forgotten at a time.
    private static let maxForgotten = 1_000

    /// What that request was answered with in the 48 hours before an instant, or nil.
    package func effect(_ key: RequestKey, at now: Instant) throws -> StoredReply? {
        try first(
            """
            SELECT fingerprint, reply, at FROM effect
            WHERE bridge = ? AND "user" = ? AND chat = ? AND op = ? AND mid = ? AND callback = ? AND at > ?
            """, RequestKeyColumns(key: key), now.seconds - Self.effectSeconds
        ) { StoredReply(fingerprint: $0[0], reply: $0[1], at: $0[2]) }
    }

    /// Keeps a reply. One that is kept already, since it is older than the 48 hours, gives way to a `replacing` one, and fails any other.
    package func save(_ effect: StoredReply, key: RequestKey, replacing: Bool) throws {
        if replacing {
            try run(
                """
                DELETE FROM effect WHERE bridge = ? AND "user" = ? AND chat = ? AND op = ? AND mid = ? AND callback = ?
                """, RequestKeyColumns(key: key))
        }
        try run(
            """
            INSERT INTO effect (bridge, "user", chat, op, mid, callback, fingerprint, reply, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, RequestKeyColumns(key: key), effect.fingerprint, effect.reply, effect.at.seconds)
    }

    /// Forgets the first replies kept, some of them, when they were kept more than 48 hours ago, or are so far ahead: they were kept under a
    /// clock that was ahead, and that would keep them for good.
    func purgeEffects(at now: Instant) throws {
        let (oldest, latest) = (now.seconds - Self.effectSeconds, now.seconds + Self.effectSeconds)
        let first = try first("SELECT at FROM effect ORDER BY id LIMIT 1") { $0[0] as Int64 }
        guard let first, first <= oldest || first > latest else { return }
        try run(
            "DELETE FROM effect WHERE id IN (SELECT id FROM effect ORDER BY id LIMIT ?) AND (at <= ? OR at > ?)",
            Self.maxForgotten, oldest, latest)
    }

    /// Forgets the replies to one user of a bridge (`/forget`).
    package func removeEffects(bridge: String, user: String) throws {
        try run("DELETE FROM effect WHERE bridge = ? AND \"user\" = ?", bridge, user)
    }
}

/// The columns of a request's key in their order.
private struct RequestKeyColumns: Parameter {
    let key: RequestKey

    func bind(_ binder: inout Binder) {
        key.bridge.bind(&binder)
        key.user.bind(&binder)
        key.chat.bind(&binder)
        key.op.bind(&binder)
        key.mid.bind(&binder)
        key.callback.bind(&binder)
    }
}
