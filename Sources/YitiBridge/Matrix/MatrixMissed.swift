internal import Synchronization

/// What a limited sync left out.
extension MatrixNetwork {
    private static let missedFilter = JSONValue.object([
        "types": [
            "m.room.message", "m.room.encrypted", "m.reaction", "m.room.member", "m.room.encryption",
        ]
    ])

    /// Takes what happened in a room between two tokens, oldest first and a page at a time. After a crash it is read again, which does no
    /// harm: the position is moved only when what came after it is in the journal, too.
    func takeMissed(in id: String, from start: String, to end: String?, _ inbox: Inbox) async throws {
        var from = start
        while true {
            var query = [("dir", "f"), ("from", from), ("limit", "100"), ("filter", Self.missedFilter.text)]
            if let end { query.append(("to", end)) }
            let answer = try await client.ask("GET", ["rooms", id, "messages"], query: query)
            var room = state.withLock { $0.rooms[id] } ?? MatrixRoom()
            var batch = try await fold(answer["chunk"].elements, into: &room, id, inbox)
            if state.withLock({ $0.rooms[id] }) != room { batch.append(try remember(room, id)) }
            if !batch.isEmpty { try await inbox.store(batch, position: nil) }
            guard let next = answer["end"].string, next != from, !answer["chunk"].elements.isEmpty else { return }
            from = next
        }
    }
}
