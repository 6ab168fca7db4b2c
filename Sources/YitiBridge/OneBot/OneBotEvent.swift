/// OneBot 11's events as what people mean by them.
struct OneBotEvent {
    let json: JSONValue

    /// The account that the bot is.
    var account: String? { json["self_id"].integer.map(String.init) }

    /// When it happened, in seconds since 1970.
    var time: Double? { json["time"].number }

    /// What came, as far as it concerns the bot. `isShown` says whether a message of a place is the bot's own.
    func events(isShown: (_ place: String, _ message: String) async throws -> Bool) async rethrows -> [InboundEvent] {
        switch json["post_type"].string {
        case "message": return try await messageEvents(isShown)
        case "notice": return noticeEvents
        default: return []
        }
    }

    private func messageEvents(_ isShown: (String, String) async throws -> Bool) async rethrows -> [InboundEvent] {
        guard let bot = account, let user = json["user_id"].integer.map(String.init), user != bot,
            let id = json["message_id"].integer
        else { return [] }
        let message = OneBotMessage(json["message"])
        let text = message.text(to: bot)
        let isPrivate = json["message_type"] == "private"
        guard !text.isEmpty, let place = place(isPrivate, user) else { return [] }
        if !isPrivate, !message.mentions(bot), !text.hasPrefix("/") && !text.hasPrefix("／") {
            // In a group what answers the bot is addressed to it, too.
            guard let target = message.repliesTo, try await isShown(place, target) else { return [] }
        }
        return [
            .message(
                InboundMessage(
                    user: user, chat: isPrivate ? nil : place, place: place, id: "m\(id)", text: text,
                    repliesTo: message.repliesTo, sentAt: time, name: name))
        ]
    }

    /// A group is told from a person of the same number by its beginning. Chats with strangers by way of a group are left alone.
    private func place(_ isPrivate: Bool, _ user: String) -> String? {
        if isPrivate { return json["sub_type"] == "group" ? nil : user }
        guard json["message_type"] == "group", json["sub_type"] != "anonymous" else { return nil }
        return json["group_id"].integer.map { "group:\($0)" }
    }

    private var name: String? {
        [json["sender"]["card"].string, json["sender"]["nickname"].string].compactMap { $0 }.first { !$0.isEmpty }
    }

    private var noticeEvents: [InboundEvent] {
        guard let bot = account, json["notice_type"] == "group_increase",
            json["user_id"].integer.map(String.init) == bot, let group = json["group_id"].integer
        else { return [] }
        let place = "group:\(group)"
        return [.say(place: place, user: bot, key: "in-room:" + place, text: BridgeWords.inRoom)]
    }
}
