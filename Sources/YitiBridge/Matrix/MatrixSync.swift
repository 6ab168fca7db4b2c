internal import Foundation
internal import Synchronization

/// What a `/sync` brings, as events for the journal.
extension MatrixNetwork {
    private static let filter: JSONValue = [
        "presence": ["types": []], "account_data": ["types": []],
        "room": [
            "account_data": ["types": []], "ephemeral": ["types": []],
            "state": ["types": ["m.room.member", "m.room.encryption"]],
            "timeline": [
                "limit": 50,
                "types": [
                    "m.room.message", "m.room.encrypted", "m.reaction", "m.room.member", "m.room.encryption",
                ],
            ],
        ],
    ]

    /// How long the homeserver waits for something to say.
    private static let pollSeconds = 30.0

    func receive(_ inbox: Inbox) async throws {
        var since = try await inbox.position()
        while !Task.isCancelled {
            var query = [("filter", Self.filter.text)]
            // The first answer comes at once: it says where everything stands.
            query.append(("timeout", since == nil ? "0" : "\(Int(Self.pollSeconds * 1000))"))
            if let since { query.append(("since", since)) }
            let answer: JSONValue
            do {
                answer = try await client.ask("GET", ["sync"], query: query, timeoutSeconds: Self.pollSeconds + 60)
            } catch let error as MatrixError where error.status == 401 {
                _ = try await signIn(inbox)
                continue
            }
            guard let next = answer["next_batch"].string else {
                throw HTTPFailure(mayHaveArrived: true, description: "no next_batch")
            }
            try await take(answer, since: since, next: next, inbox)
            since = next
        }
    }

    private func take(_ answer: JSONValue, since: String?, next: String, _ inbox: Inbox) async throws {
        var batch: [InboundEvent] = []
        for (room, invited) in answer["rooms"]["invite"].members.sorted(by: { $0.key < $1.key }) {
            await accept(room, invited, inbox)
        }
        for (room, joined) in answer["rooms"]["join"].members.sorted(by: { $0.key < $1.key }) {
            batch += try await events(of: room, joined, since: since, inbox)
        }
        for (room, left) in answer["rooms"]["leave"].members.sorted(by: { $0.key < $1.key }) {
            batch += try await leave(room, left, since: since, inbox)
        }
        try await inbox.store(batch, position: next)
    }

    /// Whoever invites the bot gets it; what it can't enter it passes over.
    private func accept(_ room: String, _ invited: JSONValue, _ inbox: Inbox) async {
        do {
            _ = try await client.ask("POST", ["rooms", room, "join"], body: [:])
        } catch {
            inbox.warn("could not join \(room): \(error)")
        }
    }

    /// The bot is not in the room any more; what was written before is taken all the same.
    private func leave(_ id: String, _ left: JSONValue, since: String?, _ inbox: Inbox) async throws -> [InboundEvent] {
        let bot = state.withLock { $0.bot }
        guard let known = state.withLock({ $0.rooms[id] }) else { return [] }
        let partner = known.partner(of: bot)
        var written = try await events(of: id, left, since: since, inbox).filter { event in
            switch event {
            case .message, .press: true
            default: false
            }
        }
        state.withLock { $0.rooms[id] = nil }
        written.append(.remember(key: "room." + id, value: ""))
        guard let user = partner.flatMap(Identifier.escape) else { return written }
        return written + [.privatePlace(user: user, place: nil)]
    }

    private func events(of id: String, _ joined: JSONValue, since: String?, _ inbox: Inbox) async throws
        -> [InboundEvent]
    {
        let (known, bot) = state.withLock { ($0.rooms[id] ?? MatrixRoom(), $0.bot) }
        if joined["timeline"]["limited"] == true, let since, known.members.contains(bot) {
            try await takeMissed(in: id, from: since, to: joined["timeline"]["prev_batch"].string, inbox)
        }
        var room = state.withLock { $0.rooms[id] } ?? known
        let before = room
        for event in joined["state"]["events"].elements { room.take(event) }
        var batch = try await fold(joined["timeline"]["events"].elements, into: &room, id, inbox)
        if before != room {
            // Members that only `state` told of.
            batch = changes(id, before, room, bot).filter { !batch.contains($0) } + batch
            batch.append(try remember(room, id))
        }
        if room.isEncrypted, room.partner(of: bot) != nil {
            try await leaveEncrypted(id, room.partner(of: bot) ?? "", inbox)
        }
        return batch
    }

    /// What a stretch of a room's timeline brings, oldest first.
    func fold(_ timeline: [JSONValue], into room: inout MatrixRoom, _ id: String, _ inbox: Inbox) async throws
        -> [InboundEvent]
    {
        let bot = state.withLock { $0.bot }
        var batch: [InboundEvent] = []
        for event in timeline {
            let was = room
            if event["state_key"].string != nil { room.take(event) }
            if was != room { batch += changes(id, was, room, bot) }
            if let sender = event["sender"].string, sender != bot {
                batch += try await said(event, in: id, room, inbox)
            }
        }
        return batch
    }

    /// What is known of a room from now on, for the journal.
    func remember(_ room: MatrixRoom, _ id: String) throws -> InboundEvent {
        state.withLock { $0.rooms[id] = room }
        return .remember(key: "room." + id, value: String(decoding: try JSONEncoder().encode(room), as: UTF8.self))
    }

    /// What a change of members means: a chat is private while the bot and one other are in it.
    private func changes(_ id: String, _ was: MatrixRoom, _ room: MatrixRoom, _ bot: String) -> [InboundEvent] {
        var events: [InboundEvent] = []
        let before = was.partner(of: bot)
        let now = room.partner(of: bot)
        if let before, now != before, let user = Identifier.escape(before) {
            events.append(.privatePlace(user: user, place: nil))
            if !room.members.contains(before) { events.append(.person(user: user, state: .left)) }
        }
        if let now, now != before, !room.isEncrypted, let user = Identifier.escape(now) {
            events.append(.privatePlace(user: user, place: id))
        }
        if room.members.count > 2, room.members.contains(bot), was.members.count <= 2, let user = Identifier.escape(bot)
        {
            events.append(.say(place: id, user: user, key: "in-room:" + id, text: BridgeWords.inRoom))
        }
        return events
    }

    /// The bot can't read there: it says so, asks to another room, and goes.
    private func leaveEncrypted(_ id: String, _ partner: String, _ inbox: Inbox) async throws {
        let key = "encrypted." + id
        if try await inbox.value(key) == nil {
            let room = try await makeRoom(for: partner)
            try await inbox.setValue(key, room)
            _ = try await client.ask(
                "PUT", ["rooms", room, "send", "m.room.message", "welcome"],
                body: ["msgtype": "m.text", "body": .string(BridgeWords.welcome)])
        }
        _ = try await client.ask(
            "PUT", ["rooms", id, "send", "m.room.message", "encrypted"],
            body: ["msgtype": "m.notice", "body": .string(BridgeWords.encrypted)])
        _ = try await client.ask("POST", ["rooms", id, "leave"], body: [:])
    }
}
