internal import GRDB

/// What came from the network and waits for its final answer.
struct InboundRow: Hashable, Sendable {
    /// What the server is asked.
    enum Operation: String, Sendable {
        case cmd
        case act
        case user
        /// Not for the server: the bridge's own words.
        case say
    }

    var id: Int64 = 0
    var user: String
    /// Empty for a private chat.
    var chat: String
    var place: String
    var operation: Operation
    var mid: String
    var callback = ""
    /// `text`, `replies_to`, `edit`, `sent_at`, `name`, `locale`, `tz`, `state`: what is there of them.
    var body: JSONValue
    var isOpen = true
    /// When the server was asked for the first time; nil when it was not.
    var askedAt: Double?
}

extension JournalTransaction {
    /// Enters what came; its id, or nil when it was here before.
    func insert(_ row: InboundRow, at now: Double) throws -> Int64? {
        try run(
            """
            INSERT OR IGNORE INTO inbound (user, chat, place, op, mid, callback, body, is_open, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.user, row.chat, row.place, row.operation.rawValue, row.mid, row.callback, row.body.text, row.isOpen,
                now,
            ])
        return database.changesCount > 0 ? database.lastInsertedRowID : nil
    }

    /// Whether it came before.
    func has(_ row: InboundRow) throws -> Bool {
        let key = "user = ? AND chat = ? AND op = ? AND mid = ? AND callback = ?"
        let values: StatementArguments = [row.user, row.chat, row.operation.rawValue, row.mid, row.callback]
        return try !rows("SELECT 1 FROM inbound WHERE \(key)", values).isEmpty
    }

    /// Whether the server has been told of somebody by what they wrote, or by news of them.
    func hasHeard(_ user: String) throws -> Bool {
        try !rows("SELECT 1 FROM inbound WHERE user = ? AND op IN ('cmd', 'user') LIMIT 1", [user]).isEmpty
    }

    /// What somebody wrote in an earlier message; nil when it is not known.
    func text(of mid: String, by user: String, in chat: String) throws -> String? {
        let found = try rows(
            "SELECT * FROM inbound WHERE user = ? AND chat = ? AND op = 'cmd' AND mid = ? AND callback = ''",
            [user, chat, mid])
        return found.first.flatMap(InboundRow.init)?.body["text"].string
    }

    /// Where somebody wrote an earlier message; nil when it is not known.
    func place(ofMessage mid: String, by user: String) throws -> String? {
        let found = try rows("SELECT place FROM inbound WHERE user = ? AND op = 'cmd' AND mid = ?", [user, mid])
        return found.first?["place"]
    }

    func inbound(_ id: Int64) throws -> InboundRow? {
        try rows("SELECT * FROM inbound WHERE id = ?", [id]).first.flatMap(InboundRow.init)
    }

    /// The ids and users of what is open, oldest first.
    func openInbound() throws -> [(id: Int64, user: String)] {
        try rows("SELECT id, user FROM inbound WHERE is_open = 1 ORDER BY id", []).map { ($0["id"], $0["user"]) }
    }

    /// The server is asked, and may carry it out from now on.
    func noteAsked(_ id: Int64, at now: Double) throws {
        try run("UPDATE inbound SET asked_at = ? WHERE id = ? AND asked_at IS NULL", [now, id])
    }

    /// The final answer has come.
    func closeInbound(_ id: Int64) throws { try run("UPDATE inbound SET is_open = 0 WHERE id = ?", [id]) }

    /// Where a batch ended; a gap is what the network left out before it.
    func advance(to position: String?, gap: String?) throws {
        if let gap { try run("INSERT OR IGNORE INTO gap (value) VALUES (?)", [gap]) }
        if let position { try setMeta("position", position) }
    }

    func gaps() throws -> [String] { try rows("SELECT value FROM gap ORDER BY id", []).map { $0["value"] } }

    /// A gap was filled, or filled up to `rest`.
    func fill(gap: String, rest: String?) throws {
        try run("DELETE FROM gap WHERE value = ?", [gap])
        if let rest { try run("INSERT OR IGNORE INTO gap (value) VALUES (?)", [rest]) }
    }

    /// A person's private chat, the one used last.
    func place(of user: String) throws -> String? {
        try rows("SELECT place FROM room WHERE user = ? ORDER BY at DESC, rowid DESC LIMIT 1", [user]).first?["place"]
    }

    /// Whose private chat a place is.
    func user(of place: String) throws -> String? {
        try rows("SELECT user FROM room WHERE place = ?", [place]).first?["user"]
    }

    /// The places where somebody wrote or something was shown since an instant.
    func places(activeSince instant: Double) throws -> [String] {
        try rows(
            """
            SELECT place FROM inbound WHERE at >= ? AND op IN ('cmd', 'act') UNION SELECT place FROM shown WHERE at >= ?
            """, [instant, instant]
        ).map { $0["place"] }
    }

    func remember(place: String, of user: String, at now: Double) throws {
        try run(
            """
            INSERT INTO room (place, user, at) VALUES (?, ?, ?)
            ON CONFLICT (place) DO UPDATE SET user = excluded.user, at = excluded.at
            """, [place, user, now])
    }

    func forget(place: String) throws { try run("DELETE FROM room WHERE place = ?", [place]) }
}

extension InboundRow {
    init?(_ row: Row) {
        guard let operation = Operation(rawValue: row["op"]) else { return nil }
        let body: String = row["body"]
        self.init(
            id: row["id"], user: row["user"], chat: row["chat"], place: row["place"], operation: operation,
            mid: row["mid"], callback: row["callback"], body: JSONValue(body.utf8) ?? .null, isOpen: row["is_open"],
            askedAt: row["asked_at"])
    }
}
