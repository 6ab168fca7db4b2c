internal import Synchronization

/// The rooms that the bot makes for somebody alone: without encryption, one a person.
extension MatrixNetwork {
    /// The room of the bot and somebody alone; where there is none, the bot makes one and invites them.
    ///
    /// Throws ``MatrixError`` also for what the homeserver wants to be waited: it may be a minute for each room.
    /// The room has an alias that follows from the journal, the person and how many rooms were made for them before: the homeserver gives
    /// it to one room, so whatever was cut off is found again instead of being made twice.
    func privateRoom(of user: String, _ inbox: Inbox) async throws -> String {
        while true {
            if let known = try await inbox.place(of: user) { return known }
            let attempt = Attempt(try await inbox.value(Attempt.key(of: user)) ?? "")
            // Another task may have made one meanwhile.
            if let known = try await inbox.place(of: user) { return known }
            let name = Self.aliasName(of: user, attempt.number, inbox)
            var room = try await makeRoom(name, for: user)
            if room == nil { room = try await madeBefore(name, for: user, attempt, inbox) }
            let next = attempt.next.note(of: user)
            guard let room else {
                try await inbox.store([next], position: nil)
                continue
            }
            try await inbox.store([.privatePlace(user: user, place: room), next], position: nil)
            return room
        }
    }

    /// Which of somebody's rooms is to be made.
    private struct Attempt {
        let number: Int
        /// Since when the homeserver has been seen to have it half-made, in seconds since 1970; nil when it was not.
        var seenAt: Double?

        init(number: Int, seenAt: Double? = nil) {
            self.number = number
            self.seenAt = seenAt
        }

        init(_ text: String) {
            let numbers = text.split(separator: " ")
            self.init(
                number: numbers.first.flatMap { Int($0) } ?? 1, seenAt: numbers.dropFirst().last.flatMap { Double($0) })
        }

        static func key(of user: String) -> String { "making." + user }

        var next: Attempt { Attempt(number: number + 1) }

        func note(of user: String) -> InboundEvent {
            let text = [String(number)] + (seenAt.map { [String($0)] } ?? [])
            return .remember(key: Self.key(of: user), value: text.joined(separator: " "))
        }
    }

    /// What stands before the colon of the alias: nobody else's by the journal's random name, and the person's by a hash of theirs.
    static func aliasName(of user: String, _ number: Int, _ inbox: Inbox) -> String {
        "yiti-\(inbox.instance.prefix(12))-\(String(fingerprint(user), radix: 36))-\(number)"
    }

    /// FNV-1a of 64 bits (Fowler, Noll, Vo): the same at every start.
    private static func fingerprint(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Makes a room under an alias and invites somebody; nil when there is one of that alias. A homeserver that gives bots no aliases gets
    /// a room made without.
    private func makeRoom(_ name: String, for user: String) async throws -> String? {
        var body: [String: JSONValue] = [
            "preset": "trusted_private_chat", "is_direct": true, "name": "Yiti 每日一题",
            "invite": [.string(Identifier.unescape(user) ?? user)], "room_alias_name": .string(name),
        ]
        do {
            return try await createRoom(body)
        } catch let error as MatrixError where error.code == "M_ROOM_IN_USE" || error.status == 409 {
            return nil
        } catch let error as MatrixError where Self.aliasRefusals.contains(error.code) {
            // It may also be the invitation that is refused.
            guard try await roomOf(alias: name) == nil else { return nil }
            body["room_alias_name"] = nil
            return try await createRoom(body)
        }
    }

    private func roomOf(alias name: String) async throws -> String? {
        let bot = state.withLock { $0.bot }
        let server = bot.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
        return try await found(["directory", "room", "#\(name):\(server)"])?["room_id"].string
    }

    private static let aliasRefusals: Set<String> = ["M_FORBIDDEN", "M_EXCLUSIVE", "M_INVALID_PARAM"]

    private var noRoom: HTTPFailure { HTTPFailure(mayHaveArrived: true, description: "createRoom names no room") }

    private func createRoom(_ body: [String: JSONValue]) async throws -> String {
        let answer = try await client.send("POST", ["createRoom"], body: .object(body))
        guard answer.status == 200 else { throw MatrixError(answer) }
        guard let room = answer.json["room_id"].string else { throw noRoom }
        return room
    }

    /// The room that was made under an alias before anybody could note it, with the invitation that may be missing; nil when it is of no use.
    private func madeBefore(_ name: String, for user: String, _ attempt: Attempt, _ inbox: Inbox) async throws
        -> String?
    {
        let bot = state.withLock { $0.bot }
        let person = Identifier.unescape(user) ?? user
        guard let room = try await roomOf(alias: name) else { return try await unready(attempt, for: user, inbox) }
        let members = (try await found(["rooms", room, "state"])?.elements ?? []).filter {
            $0["type"] == "m.room.member"
        }
        func isIn(_ id: String, _ memberships: [JSONValue]) -> Bool {
            members.contains { $0["state_key"].string == id && memberships.contains($0["content"]["membership"]) }
        }
        guard isIn(bot, ["join"]) else { return try await unready(attempt, for: user, inbox) }
        guard Set(members.compactMap(\.["state_key"].string)).isSubset(of: [bot, person]) else { return nil }
        if isIn(person, ["invite", "join"]) { return room }
        // Whoever declined is not asked again here.
        guard !isIn(person, ["leave", "ban"]) else { return nil }
        _ = try await client.ask("POST", ["rooms", room, "invite"], body: ["user_id": .string(person)])
        return room
    }

    /// A room that is still being made is waited for; one that the homeserver left half-made is given up after a minute.
    private func unready(_ attempt: Attempt, for user: String, _ inbox: Inbox) async throws -> String? {
        let now = EngineRunner.now
        var attempt = attempt
        if let seenAt = attempt.seenAt, !(0..<60).contains(now - seenAt) { return nil }
        if attempt.seenAt == nil {
            attempt.seenAt = now
            try await inbox.store([attempt.note(of: user)], position: nil)
        }
        throw HTTPFailure(mayHaveArrived: true, description: "a room for \(user) is still being made")
    }

    /// What is there; nil where the homeserver says that nothing is, or that it is not ours to see.
    private func found(_ path: [String]) async throws -> JSONValue? {
        do {
            return try await client.ask("GET", path)
        } catch let error as MatrixError where error.status == 404 || error.status == 403 {
            return nil
        }
    }
}
