internal import Synchronization

/// What somebody wrote or pressed.
extension MatrixNetwork {
    /// What somebody wrote or pressed.
    func said(_ event: JSONValue, in id: String, _ room: MatrixRoom, _ inbox: Inbox) async throws
        -> [InboundEvent]
    {
        let (bot, name) = state.withLock { ($0.bot, $0.name) }
        let message = MatrixMessage(event: event, bot: bot, botName: name)
        guard let sender = message.sender, let user = Identifier.escape(sender) else { return [] }
        let original = try await original(of: message, by: user, inbox)
        let place = try await place(of: message, in: id, original)
        let isPrivate = room.members.count <= 2
        var inbound = InboundMessage(
            user: user, chat: isPrivate ? nil : try await chat(of: place, inbox), place: place.text, id: message.id,
            sentAt: event["origin_server_ts"].number.map { $0 / 1000 })
        if let reaction = message.reaction {
            return try await pressed(reaction.key, on: reaction.to, inbound, inbox)
        }
        guard let text = message.text else { return [] }
        inbound.text = text
        // Under a message of the bot's everything is about that one.
        inbound.repliesTo = message.repliesTo ?? message.thread
        inbound.edits = message.edits
        guard !isPrivate, !message.isAddressed, original == nil else { return [.message(inbound)] }
        // In a room what answers the bot is addressed to it, too.
        guard let target = message.repliesTo, try await inbox.shown(place: id, message: target) != nil else {
            return []
        }
        return [.message(inbound)]
    }

    /// Where the message was written that this one changes, when it was sent on.
    private func original(of message: MatrixMessage, by user: String, _ inbox: Inbox) async throws -> MatrixPlace? {
        guard let edited = message.edits else { return nil }
        return try await inbox.place(ofMessage: edited, by: user).map { MatrixPlace($0) }
    }

    /// Where a message is written. An edit says nothing of its thread: it is where the message is that it changes.
    private func place(of message: MatrixMessage, in id: String, _ original: MatrixPlace?) async throws -> MatrixPlace {
        guard let edited = message.edits else { return MatrixPlace(room: id, thread: message.thread) }
        if let original { return original }
        // Most edits are none of the bot's business.
        guard message.isAddressed else { return MatrixPlace(room: id) }
        let answer = try await client.send("GET", ["rooms", id, "event", edited])
        let before = MatrixMessage(event: answer.json, bot: message.bot, botName: message.botName)
        return MatrixPlace(room: id, thread: answer.status == 200 ? before.thread : nil)
    }

    /// A thread is a room of its own, but for one under a message of the bot's: there the room is meant that was told.
    private func chat(of place: MatrixPlace, _ inbox: Inbox) async throws -> String? {
        guard let thread = place.thread else { return Identifier.escape(place.room) }
        let shown = try await inbox.shown(place: place.room, message: thread)
        return Identifier.escape(shown?.place ?? place.text) ?? Identifier.escape(place.room)
    }

    /// 1️⃣ to 4️⃣ on a message that asks for a rating gives it.
    private func pressed(
        _ key: String, on target: String, _ inbound: InboundMessage, _ inbox: Inbox
    ) async throws -> [InboundEvent] {
        guard let rating = MatrixMessage.rating(key),
            let shown = try await inbox.shown(place: inbound.place, message: target),
            let callback = shown.callbacks.first(where: { $0.hasPrefix("rate:\(rating):") })
        else { return [] }
        // A reaction names no thread: it is where its message is.
        var press = inbound
        press.place = shown.place
        if inbound.chat != nil { press.chat = try await chat(of: MatrixPlace(shown.place), inbox) }
        return [.press(press, callback: callback)]
    }
}
