/// Discord's messages and interactions as what people mean by them.
struct DiscordMessage {
    let json: JSONValue
    /// Who the bot is.
    let bot: String

    private var id: String? { json["id"].string }

    /// What somebody wrote, as far as it concerns the bot; nil for everything else. `isPrivate`: nobody else is in the channel.
    func inbound(isPrivate: Bool) -> InboundMessage? {
        guard let content = json["content"].string, let text = said(content, isPrivate: isPrivate), !text.isEmpty
        else { return nil }
        return inbound(text, isPrivate: isPrivate)
    }

    /// What somebody sent without a word, as far as it is for the bot; nil for everything else.
    func wordless(isPrivate: Bool) -> InboundMessage? {
        guard json["content"] == "", json["edited_timestamp"].string == nil, isPrivate || isReply,
            !json["attachments"].elements.isEmpty || !json["sticker_items"].elements.isEmpty
        else { return nil }
        return inbound("", isPrivate: isPrivate)
    }

    private func inbound(_ text: String, isPrivate: Bool) -> InboundMessage? {
        guard let id, let channel = json["channel_id"].string, isPersons, let author = json["author"]["id"].string
        else { return nil }
        var message = InboundMessage(
            user: author, chat: isPrivate ? nil : channel, place: channel, id: id, text: text,
            repliesTo: json["message_reference"]["message_id"].string, sentAt: Snowflake.seconds(of: id),
            name: Self.name(json["author"]))
        if let edited = json["edited_timestamp"].string {
            message.edits = id
            message.id = id + ".e" + edited.filter { $0.isASCII && $0.isNumber }
        }
        return message
    }

    /// Written by a person: no other bot, no webhook, nothing that Discord says by itself.
    private var isPersons: Bool {
        json["author"]["bot"] != true && json["webhook_id"] == .null && [0, 19].contains(json["type"].integer ?? 0)
    }

    /// The text without what addresses it; nil when it is for somebody else.
    private func said(_ content: String, isPrivate: Bool) -> String? {
        let text = Self.command(withoutMention(content))
        let isMentioned = json["mentions"].elements.contains { $0["id"].string == bot }
        return isPrivate || isMentioned || isReply || AddressedText.isCommand(text) ? text : nil
    }

    private var isReply: Bool { json["referenced_message"]["author"]["id"].string == bot }

    private func withoutMention(_ text: String) -> String {
        ["<@\(bot)>", "<@!\(bot)>"].reduce(text) { Mention(name: $1).removed(from: $0) }
    }

    /// Clients keep `/` for themselves: `!next` is `/next`.
    private static func command(_ text: String) -> String {
        guard text.first == "!", let next = text.dropFirst().first, next.isLetter, next.isASCII else { return text }
        return "/" + text.dropFirst()
    }

    static func name(_ user: JSONValue) -> String? { user["global_name"].string ?? user["username"].string }
}

/// A slash command or a press of a button, which has to be confirmed within three seconds.
struct DiscordInteraction {
    let json: JSONValue

    /// The id under which the journal has it.
    var mid: String? { json["id"].string.map { "i" + $0 } }

    /// With it the interaction is confirmed, and answered for 15 minutes.
    var token: String? { json["token"].string }

    /// Whether it is a slash command.
    var isCommand: Bool { json["type"] == 2 }

    /// What came; nil for what is neither.
    var event: InboundEvent? {
        let person = json["member"] == .null ? json["user"] : json["member"]["user"]
        guard let id = json["id"].string, let user = person["id"].string, let channel = json["channel_id"].string else {
            return nil
        }
        var message = InboundMessage(
            user: user, chat: isPrivate ? nil : channel, place: channel, id: mid, sentAt: Snowflake.seconds(of: id),
            name: DiscordMessage.name(person), locale: json["locale"].string)
        if isCommand, let name = json["data"]["name"].string {
            let options = json["data"]["options"].elements.compactMap { $0["value"].string }
            message.text = (["/" + name] + options).joined(separator: " ")
            return .message(message)
        }
        guard json["type"] == 3, let callback = json["data"]["custom_id"].string, callback.utf8.count <= 64 else {
            return nil
        }
        return .press(message, callback: callback)
    }

    /// Whether it was given in a chat with the bot alone: groups of people have no server either.
    private var isPrivate: Bool {
        guard json["guild_id"] == .null else { return false }
        let (context, channel) = (json["context"].integer, json["channel"]["type"].integer)
        return context ?? Self.botChat == Self.botChat && channel ?? Self.directChannel == Self.directChannel
    }

    private static let botChat = 1
    private static let directChannel = 1

    /// How it is confirmed: an answer to a command comes later, and nothing changes on a pressed button.
    var deferral: JSONValue { ["type": isCommand ? 5 : 6] }
}
