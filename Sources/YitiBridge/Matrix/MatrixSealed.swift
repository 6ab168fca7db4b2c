internal import Synchronization
internal import YitiWords

/// Chats that are encrypted: the bot can't read there.
extension MatrixNetwork {
    private static let key = "sealed."

    /// What follows when a chat with somebody alone is seen to be encrypted: it has to be left, which is done beside the hearing.
    func sealed(_ id: String, _ was: MatrixRoom, _ room: MatrixRoom) -> [InboundEvent] {
        let bot = state.withLock { $0.bot }
        guard room.isEncrypted, let partner = room.partner(of: bot),
            !was.isEncrypted || was.partner(of: bot) != partner
        else { return [] }
        return [.noPrivatePlace(place: id), .remember(key: Self.key + id, value: partner)]
    }

    /// Leaves the chats that are encrypted.
    func leaveSealed(_ inbox: Inbox, _ wakes: AsyncStream<Void>) async throws {
        try await workOff(Self.key, inbox, wakes) { room, partner in try await leaveEncrypted(room, partner, inbox) }
    }

    /// Says so, asks to another room, and goes. What the bot may not do there it leaves undone.
    private func leaveEncrypted(_ id: String, _ partner: String, _ inbox: Inbox) async throws {
        guard let user = Identifier.escape(partner) else { return }
        try await attempt("invite \(partner)", inbox) {
            let room = try await privateRoom(of: user, inbox)
            _ = try await client.ask(
                "PUT", ["rooms", room, "send", "m.room.message", "welcome"],
                body: ["msgtype": "m.text", "body": .string(BridgeWords.welcome)])
        }
        try await attempt("say in \(id) that it is encrypted", inbox) {
            _ = try await client.ask(
                "PUT", ["rooms", id, "send", "m.room.message", "encrypted"],
                body: ["msgtype": "m.notice", "body": .string(BridgeWords.encrypted)])
        }
        try await attempt("leave \(id), which is encrypted", inbox) {
            _ = try await client.ask("POST", ["rooms", id, "leave"], body: [:])
        }
    }

    /// Does something that no repetition would bring about where it is refused.
    private func attempt(_ what: String, _ inbox: Inbox, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as MatrixError where error.isLasting {
            inbox.warn("could not \(what): \(error)")
        }
    }
}
