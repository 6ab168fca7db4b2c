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
        let isPrivate = room.members.count <= 2
        var inbound = InboundMessage(
            user: user, chat: isPrivate ? nil : Identifier.escape(id), place: id, id: message.id,
            sentAt: event["origin_server_ts"].number.map { $0 / 1000 })
        if let reaction = message.reaction {
            return try await pressed(reaction.key, on: reaction.to, inbound, inbox)
        }
        guard let text = message.text else { return [] }
        inbound.text = text
        inbound.repliesTo = message.repliesTo
        inbound.edits = message.isEdit ? event["content"]["m.relates_to"]["event_id"].string : nil
        guard !isPrivate, !message.isAddressed else { return [.message(inbound)] }
        // In a room what answers the bot is addressed to it, too.
        guard let target = message.repliesTo, try await inbox.shown(place: id, message: target) != nil else {
            return []
        }
        return [.message(inbound)]
    }

    /// 1️⃣ to 4️⃣ on a message that asks for a rating gives it.
    private func pressed(
        _ key: String, on target: String, _ inbound: InboundMessage, _ inbox: Inbox
    ) async throws -> [InboundEvent] {
        guard let rating = MatrixMessage.rating(key),
            let shown = try await inbox.shown(place: inbound.place, message: target),
            let callback = shown.callbacks.first(where: { $0.hasPrefix("rate:\(rating):") })
        else { return [] }
        return [.press(inbound, callback: callback)]
    }
}
