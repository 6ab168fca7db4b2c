internal import Foundation
internal import Synchronization

/// What is still to be read of a room between two positions. It stands in the journal until then, and what comes in the room meanwhile
/// becomes a part of it, so that everything is taken in order.
struct MatrixGap: Hashable, Codable, Sendable {
    var room: String
    var from: String
    var to: String
    /// Whether the bot is out of the room since.
    var isLeft = false

    init(room: String, from: String, to: String) {
        self.room = room
        self.from = from
        self.to = to
    }

    init?(_ text: String) {
        guard let gap = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
        self = gap
    }

    /// The same text for the same gap.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension MatrixNetwork {
    private static let missedFilter = JSONValue.object([
        "types": [
            "m.room.message", "m.room.encrypted", "m.reaction", "m.room.member", "m.room.encryption",
        ]
    ])

    /// What the journal knows of gaps.
    func loadGaps(_ inbox: Inbox) async throws {
        let gaps = try await inbox.gaps().compactMap(MatrixGap.init)
        state.withLock { $0.gaps = Dictionary(gaps.map { ($0.room, $0) }, uniquingKeysWith: { first, _ in first }) }
    }

    /// Whether a room's news are to be read from a gap: it is longer now.
    func isDeferred(
        _ id: String, _ news: JSONValue, since: String?, next: String, isLeft: Bool, _ inbox: Inbox
    ) async throws -> Bool {
        let (bot, known, gap) = state.withLock { ($0.bot, $0.rooms[id], $0.gaps[id]) }
        let isLimited = news["timeline"]["limited"] == true && known?.members.contains(bot) ?? false
        guard let since, isLimited || gap != nil else { return false }
        var longer = gap ?? MatrixGap(room: id, from: since, to: next)
        longer.to = next
        longer.isLeft = isLeft
        if let gap {
            try await inbox.fill(gap: gap.text, with: [], rest: longer.text)
        } else {
            try await inbox.store([], position: nil, gap: longer.text)
        }
        state.withLock { $0.gaps[id] = longer }
        return true
    }

    /// Reads what is in the gaps. A room that refuses is set aside: the others go on.
    func fillGaps(_ inbox: Inbox) async throws {
        for gap in state.withLock({ $0.gaps.values.sorted { $0.room < $1.room } }) {
            do {
                try await fill(gap, inbox)
            } catch let error as MatrixError where error.isLasting {
                inbox.warn("what was missed in \(gap.room) is passed over, since it can't be read: \(error)")
                let left = state.withLock { $0.gaps[gap.room] } ?? gap
                try await close(left, with: [], inbox)
            } catch let error where error is MatrixError || error is HTTPFailure {
                inbox.warn("what was missed in \(gap.room) can't be read now: \(error)")
            }
        }
    }

    /// Takes what happened in a gap, oldest first and a page at a time.
    private func fill(_ gap: MatrixGap, _ inbox: Inbox) async throws {
        var gap = gap
        while true {
            let answer = try await client.ask(
                "GET", ["rooms", gap.room, "messages"],
                query: [
                    ("dir", "f"), ("from", gap.from), ("to", gap.to), ("limit", "100"),
                    ("filter", Self.missedFilter.text),
                ])
            var room = state.withLock { $0.rooms[gap.room] } ?? MatrixRoom()
            let before = room
            var batch = try await fold(answer["chunk"].elements, into: &room, gap.room, inbox)
            if room != before { batch += [try remember(room, gap.room)] + sealed(gap.room, before, room) }
            // A page may be empty for what the filter leaves out: only where the next would be the same is the end.
            guard let next = answer["end"].string, next != gap.from else {
                return try await close(gap, with: batch, inbox)
            }
            var rest = gap
            rest.from = next
            try await inbox.fill(gap: gap.text, with: batch, rest: rest.text)
            state.withLock { $0.gaps[gap.room] = rest }
            gap = rest
        }
    }

    /// There is nothing more to read; whether the bot is still there is known now.
    private func close(_ gap: MatrixGap, with batch: [InboundEvent], _ inbox: Inbox) async throws {
        let rest = gap.isLeft ? forget(gap.room) : []
        try await inbox.fill(gap: gap.text, with: batch + rest, rest: nil)
        state.withLock { $0.gaps[gap.room] = nil }
    }
}
