internal import GRDB

/// A push of the server's that is not done with.
struct PushRow: Hashable, Sendable {
    enum State: String, Sendable {
        /// Not all of its parts are shown.
        case open
        /// All parts are shown, or it was given up; the server has not confirmed that it heard so.
        case shown
        case acked
    }

    var id: Int64
    var delivery: String
    var user: String
    /// Empty for a private one.
    var chat: String
    var state: State
    var at: Double
    /// Whether some part of it has gone out, or may have.
    var hasBegun: Bool
    /// Why the network takes no part of it any more; nil unless it was given up.
    var refusal: String?
}

/// How often the network has refused a part without saying that it always will.
struct PartRefusals: Hashable, Sendable {
    var count: Int
    /// When it did so first, in seconds since 1970.
    var since: Double
}

/// A part as the journal has it.
struct PartRow: Hashable, Sendable {
    var id: Int64
    var inbound: Int64?
    var push: Int64?
    var place: String?
    var user: String
    var body: JSONValue
    /// When it was given to the network for the first time, unless the network is known not to have taken it.
    var triedAt: Double?
    /// Parts of one place are shown one after the other.
    var lane: String { Self.lane(place: place, user: user) }

    static func lane(place: String?, user: String) -> String { place ?? "user:" + user }
}

extension JournalTransaction {
    func insertPart(inbound: Int64?, push: Int64?, place: String?, user: String, body: JSONValue, at now: Double) throws
        -> PartRow
    {
        try run(
            "INSERT INTO part (inbound, push, place, user, body, state, at) VALUES (?, ?, ?, ?, ?, 'pending', ?)",
            [inbound, push, place, user, body.text, now])
        return PartRow(
            id: database.lastInsertedRowID, inbound: inbound, push: push, place: place, user: user, body: body)
    }

    /// A part that is to be shown or being shown.
    func part(_ id: Int64) throws -> PartRow? {
        try rows("SELECT * FROM part WHERE id = ? AND state IN ('pending', 'sending')", [id]).first.map(PartRow.init)
    }

    /// What is to be shown, in order.
    func unsentParts() throws -> [PartRow] {
        try rows("SELECT * FROM part WHERE state IN ('pending', 'sending') ORDER BY id", []).map(PartRow.init)
    }

    /// The same of one push: the parts' numbers and lanes, without what is in them.
    func unsentParts(ofPush push: Int64) throws -> [(id: Int64, lane: String)] {
        try rows(
            "SELECT id, place, user FROM part WHERE push = ? AND state IN ('pending', 'sending') ORDER BY id", [push]
        )
        .map { ($0["id"], PartRow.lane(place: $0["place"], user: $0["user"])) }
    }

    func countUnsentParts(ofPush push: Int64) throws -> Int {
        try rows("SELECT count(*) FROM part WHERE push = ? AND state IN ('pending', 'sending')", [push]).first?[0] ?? 0
    }

    /// The parts that a crash caught between the network and the journal: when they were last begun. They are to be shown again, and stay
    /// marked until they are: a start that is killed before that, and before it has said so, would leave no trace of them.
    func interruptedParts() throws -> [Double] {
        try rows("SELECT at FROM part WHERE state = 'sending'", []).map { $0["at"] }
    }

    func begin(part: Int64, at now: Double) throws {
        try run(
            "UPDATE part SET state = 'sending', at = ?, tried_at = COALESCE(tried_at, ?) WHERE id = ?",
            [now, now, part])
    }

    /// It is to be shown again; `wasTaken` when the network may have it all the same.
    func putBack(part: Int64, wasTaken: Bool) throws {
        let tried = wasTaken ? "tried_at" : "NULLIF(tried_at, at)"
        try run("UPDATE part SET state = 'pending', tried_at = \(tried) WHERE id = ?", [part])
    }

    /// The network has refused a part once more.
    func noteRefusal(ofPart part: Int64, at now: Double) throws -> PartRefusals {
        try run(
            "UPDATE part SET refusals = refusals + 1, refused_at = COALESCE(refused_at, ?) WHERE id = ?", [now, part])
        let row = try rows("SELECT refusals, refused_at FROM part WHERE id = ?", [part]).first
        return PartRefusals(count: row?["refusals"] ?? 1, since: row?["refused_at"] ?? now)
    }

    func set(body: JSONValue, ofPart part: Int64) throws {
        try run("UPDATE part SET body = ? WHERE id = ?", [body.text, part])
    }

    func finish(part: Int64, message: String?, at now: Double) throws {
        try run("UPDATE part SET state = 'sent', network_id = ?, at = ? WHERE id = ?", [message, now, part])
    }

    /// Gives up what is left of a reply; the ids of the parts.
    func dropParts(ofInbound inbound: Int64) throws -> [Int64] {
        let left = "inbound = ? AND state IN ('pending', 'sending')"
        let ids: [Int64] = try rows("SELECT id FROM part WHERE \(left)", [inbound]).map { $0["id"] }
        try run("UPDATE part SET state = 'dropped' WHERE \(left)", [inbound])
        return ids
    }

    func noteShown(place: String, message: String, re: String?, buttons: JSONValue, at now: Double) throws {
        try run(
            "INSERT OR REPLACE INTO shown (place, message, re, buttons, at) VALUES (?, ?, ?, ?, ?)",
            [place, message, re, buttons.text, now])
    }

    /// A message of the bot's in a place, or in the chat that it is a thread of, or in a thread of it.
    func shown(place: String, message: String) throws -> ShownMessage? {
        let row = try rows(
            """
            SELECT place, re, buttons FROM shown WHERE message = ?1 AND
            (place = ?2 OR substr(place, 1, length(?2) + 1) = ?2 || ':' OR substr(?2, 1, length(place) + 1) = place || ':')
            """, [message, place]
        ).first
        return row.map { row in
            let buttons: String = row["buttons"]
            return ShownMessage(
                place: row["place"], re: row["re"],
                callbacks: (JSONValue(buttons.utf8)?.elements ?? []).compactMap(\.string))
        }
    }

    // MARK: Pages

    /// What is left of a long text in a place, until somebody asks for it there.
    func keep(page rest: [JSONValue], in place: String, at now: Double) throws {
        try run(
            "INSERT OR REPLACE INTO page (place, rest, at) VALUES (?, ?, ?)", [place, JSONValue.array(rest).text, now])
    }

    /// Takes it out; nil when there is none.
    func takePage(in place: String) throws -> [JSONValue]? {
        let rest: String? = try rows("SELECT rest FROM page WHERE place = ?", [place]).first?["rest"]
        try run("DELETE FROM page WHERE place = ?", [place])
        return rest.flatMap { JSONValue($0.utf8) }?.elements
    }

    // MARK: Pushes

    func push(store: String, delivery: String) throws -> PushRow? {
        try rows("\(Self.pushes) WHERE store = ? AND d = ?", [store, delivery]).first.flatMap(PushRow.init)
    }

    func unackedPushes() throws -> [PushRow] {
        try rows("\(Self.pushes) WHERE state <> 'acked' ORDER BY id", []).compactMap(PushRow.init)
    }

    func insertPush(store: String, delivery: String, user: String, chat: String, at now: Double) throws -> PushRow {
        try run(
            "INSERT INTO push (store, d, user, chat, state, at) VALUES (?, ?, ?, ?, 'open', ?)",
            [store, delivery, user, chat, now])
        return PushRow(
            id: database.lastInsertedRowID, delivery: delivery, user: user, chat: chat, state: .open, at: now,
            hasBegun: false)
    }

    /// Whether some part of a push is out, or may be.
    func hasBegun(push: Int64) throws -> Bool {
        try rows("\(Self.pushes) WHERE id = ?", [push]).first.flatMap(PushRow.init)?.hasBegun ?? false
    }

    func set(push: Int64, _ state: PushRow.State) throws {
        try run("UPDATE push SET state = ? WHERE id = ?", [state.rawValue, push])
    }

    /// Nothing more of a push is shown: the server is told why until it has heard it, and again whenever it asks.
    func giveUp(push: Int64, _ why: String) throws {
        try run("UPDATE push SET state = 'shown', refusal = ? WHERE id = ?", [why, push])
        try run("UPDATE part SET state = 'dropped' WHERE push = ? AND state IN ('pending', 'sending')", [push])
    }

    func delete(push: Int64) throws { try run("DELETE FROM push WHERE id = ?", [push]) }

    /// Forgets the pushes of every other database.
    func deletePushes(exceptOf store: String) throws { try run("DELETE FROM push WHERE store <> ?", [store]) }

    private static let pushes = """
        SELECT push.*, EXISTS (
            SELECT 1 FROM part WHERE part.push = push.id AND (part.state = 'sent' OR part.tried_at IS NOT NULL)) AS has_begun
        FROM push
        """

    // MARK: Holds

    func hold(_ lane: String, until: Double) throws {
        try run("INSERT OR REPLACE INTO hold (lane, until) VALUES (?, ?)", [lane, until])
    }

    func release(_ lane: String) throws { try run("DELETE FROM hold WHERE lane = ?", [lane]) }

    func holds() throws -> [String: Double] {
        Dictionary(
            try rows("SELECT lane, until FROM hold", []).map { ($0["lane"], $0["until"]) }, uniquingKeysWith: max)
    }
}

extension PartRow {
    init(_ row: Row) {
        let body: String = row["body"]
        self.init(
            id: row["id"], inbound: row["inbound"], push: row["push"], place: row["place"], user: row["user"],
            body: JSONValue(body.utf8) ?? .null, triedAt: row["tried_at"])
    }
}

extension PushRow {
    init?(_ row: Row) {
        guard let state = State(rawValue: row["state"]) else { return nil }
        self.init(
            id: row["id"], delivery: row["d"], user: row["user"], chat: row["chat"], state: state, at: row["at"],
            hasBegun: row["has_begun"], refusal: row["refusal"])
    }
}

/// What a message of the bot's was about.
public struct ShownMessage: Hashable, Sendable {
    /// Where it was shown: a chat, or a thread of it.
    public var place: String
    /// What a reply to it is about: a question's id or a push.
    public var re: String?
    /// What its buttons carried.
    public var callbacks: [String]
}
