internal import Foundation
internal import Synchronization
internal import YitiWords

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
    /// The same while a gap is to be read.
    private static let gapSeconds = 5.0

    /// The first answer comes at once: it says where everything stands.
    private func pollSeconds(_ since: String?) -> Double {
        if since == nil { return 0 }
        return state.withLock { $0.gaps.isEmpty } ? Self.pollSeconds : Self.gapSeconds
    }

    func receive(_ inbox: Inbox) async throws {
        let (seals, seal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (invitations, invitation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await self.hear(inbox, [seal, invitation]) }
            group.addTask { try await self.leaveSealed(inbox, seals) }
            group.addTask { try await self.enterRooms(inbox, invitations) }
            try await group.next()
        }
    }

    private func hear(_ inbox: Inbox, _ wakes: [AsyncStream<Void>.Continuation]) async throws {
        var since = try await inbox.position()
        try await loadGaps(inbox)
        while !Task.isCancelled {
            try await fillGaps(inbox)
            var query = [("filter", Self.filter.text)]
            query.append(("timeout", "\(Int(pollSeconds(since) * 1000))"))
            if let since { query.append(("since", since)) }
            let asked = ContinuousClock.now
            let answer: JSONValue
            do {
                answer = try await client.ask("GET", ["sync"], query: query, timeoutSeconds: Self.pollSeconds + 60)
            } catch let error as MatrixError where error.isUnknownToken {
                _ = try await signIn(inbox)
                continue
            }
            guard let next = answer["next_batch"].string else {
                throw HTTPFailure(mayHaveArrived: true, description: "no next_batch")
            }
            inbox.answered()
            try await take(answer, since: since, next: next, inbox)
            for wake in wakes { wake.yield() }
            if since != nil { try await LongPoll.pause(since: asked, isEmpty: answer["rooms"].members.isEmpty) }
            since = next
        }
    }

    private func take(_ answer: JSONValue, since: String?, next: String, _ inbox: Inbox) async throws {
        var batch: [InboundEvent] = []
        batch += answer["rooms"]["invite"].members.keys.sorted().map(invited)
        for (room, joined) in answer["rooms"]["join"].members.sorted(by: { $0.key < $1.key }) {
            if try await isDeferred(room, joined, since: since, next: next, isLeft: false, inbox) { continue }
            batch += try await events(of: room, joined, inbox)
        }
        for (room, left) in answer["rooms"]["leave"].members.sorted(by: { $0.key < $1.key }) {
            if try await isDeferred(room, left, since: since, next: next, isLeft: true, inbox) { continue }
            batch += try await leave(room, left, inbox)
        }
        try await inbox.store(batch, position: next)
    }

    /// The bot is not in the room any more; what was written before is taken all the same.
    private func leave(_ id: String, _ left: JSONValue, _ inbox: Inbox) async throws -> [InboundEvent] {
        guard let known = state.withLock({ $0.rooms[id] }) else { return [] }
        let written = try await events(of: id, left, inbox).filter { event in
            switch event {
            case .message, .press, .person: true
            default: false
            }
        }
        state.withLock { $0.rooms[id] = known }
        return written + forget(id)
    }

    /// A room that the bot is out of.
    func forget(_ id: String) -> [InboundEvent] {
        state.withLock { $0.rooms[id] = nil }
        return [.remember(key: "room." + id, value: ""), .noPrivatePlace(place: id)]
    }

    private func events(of id: String, _ joined: JSONValue, _ inbox: Inbox) async throws -> [InboundEvent] {
        let (known, bot) = state.withLock { ($0.rooms[id] ?? MatrixRoom(), $0.bot) }
        var room = known
        for event in joined["state"]["events"].elements { room.take(event) }
        var batch = try await fold(joined["timeline"]["events"].elements, into: &room, id, inbox)
        if known != room {
            // Members that only `state` told of.
            batch = changes(id, known, room, bot).filter { !batch.contains($0) } + batch
            batch.append(try remember(room, id))
        }
        return batch + sealed(id, known, room)
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
            if was != room { batch += changes(id, was, room, bot) + putOut(event, was.partner(of: bot)) }
            batch += try await declined(event, was, id, inbox)
            if let sender = event["sender"].string, sender != bot {
                batch += try await said(event, in: id, room, inbox)
            }
        }
        return batch
    }

    /// Whoever does not come into the room that the bot made for them wants nothing until they write.
    private func declined(_ event: JSONValue, _ was: MatrixRoom, _ id: String, _ inbox: Inbox) async throws
        -> [InboundEvent]
    {
        guard event["type"] == "m.room.member", ["leave", "ban"].contains(event["content"]["membership"]),
            let member = event["state_key"].string, !was.members.contains(member),
            let user = Identifier.escape(member), try await inbox.user(of: id) == user
        else { return [] }
        return [.noPrivatePlace(place: id), .person(user: user, state: .left)]
    }

    /// Whoever puts the bot out of their chat wants none of it until they write again.
    private func putOut(_ event: JSONValue, _ partner: String?) -> [InboundEvent] {
        let bot = state.withLock { $0.bot }
        guard event["state_key"].string == bot, event["sender"].string != bot, event["type"] == "m.room.member",
            let user = partner.flatMap(Identifier.escape)
        else { return [] }
        return [.person(user: user, state: event["content"]["membership"] == "ban" ? .blocked : .left)]
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
            events.append(.noPrivatePlace(place: id))
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
}
