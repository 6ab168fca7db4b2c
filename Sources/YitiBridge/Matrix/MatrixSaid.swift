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
        let place = MatrixPlace(room: id, thread: message.thread)
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
        inbound.edits = message.isEdit ? event["content"]["m.relates_to"]["event_id"].string : nil
        guard !isPrivate, !message.isAddressed else { return [.message(inbound)] }
        // In a room what answers the bot is addressed to it, too.
        guard let target = message.repliesTo, try await inbox.shown(place: id, message: target) != nil else {
            return []
        }
        return [.message(inbound)]
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
