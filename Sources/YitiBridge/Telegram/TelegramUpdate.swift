import YitiWords

/// Telegram's updates as what people mean by them.
struct TelegramUpdate {
    let json: JSONValue
    let bot: TelegramBot

    /// Its number: the next `offset` is one more.
    var number: Int? { json["update_id"].integer }

    /// The message, new or edited, that is in it.
    var message: JSONValue { json["message"] == .null ? json["edited_message"] : json["message"] }

    /// What came, as far as it concerns the bot. `aliases` are groups that have a new number: the new one to the old one.
    func events(aliases: [String: String]) -> [InboundEvent] {
        if json["callback_query"] != .null { return press(aliases) }
        if json["my_chat_member"] != .null { return membership(aliases) }
        let message = message
        if let migrated = message["migrate_to_chat_id"].integer, let chat = message["chat"]["id"].integer {
            return [
                .remember(key: "alias.\(migrated)", value: "\(chat)"),
                .remember(key: "moved.\(chat)", value: "\(migrated)"),
            ]
        }
        guard let inbound = inbound(message, from: message["from"], aliases) else { return [] }
        guard let text = message["text"].string ?? message["caption"].string else { return wordless(message, inbound) }
        guard let said = said(text, message, isPrivate: inbound.chat == nil) else { return [] }
        var result = inbound
        result.text = said
        if json["edited_message"] != .null {
            result.edits = result.id
            result.id = (result.id ?? "") + ".e\(message["edit_date"].integer ?? 0)"
        }
        return [.message(result)]
    }

    private func inbound(_ message: JSONValue, from: JSONValue, _ aliases: [String: String]) -> InboundMessage? {
        guard from["is_bot"] != true, let user = from["id"].integer, let chat = message["chat"]["id"].integer,
            let id = message["message_id"].integer
        else { return nil }
        let place = place(chat, message, aliases)
        let isPrivate = message["chat"]["type"] == "private"
        guard isPrivate || ["group", "supergroup"].contains(message["chat"]["type"].string) else { return nil }
        return InboundMessage(
            user: "\(user)", chat: isPrivate ? nil : place, place: isPrivate ? "\(chat)" : place, id: "m\(id)",
            repliesTo: message["reply_to_message"]["message_id"].integer.map(String.init),
            sentAt: message["date"].number, name: from["first_name"].string, locale: from["language_code"].string)
    }

    /// A topic of a forum is a room of its own: `-100123:7`.
    private func place(_ chat: Int, _ message: JSONValue, _ aliases: [String: String]) -> String {
        let name = aliases["\(chat)"] ?? "\(chat)"
        guard message["is_topic_message"] == true, let topic = message["message_thread_id"].integer else { return name }
        return "\(name):\(topic)"
    }

    /// The text without what addresses it; nil when it is for somebody else.
    private func said(_ text: String, _ message: JSONValue, isPrivate: Bool) -> String? {
        let mention = Mention(name: "@" + bot.name)
        let said = mention.removed(from: text)
        guard !said.isEmpty else { return nil }
        if isPrivate ? said.hasPrefix("/") : AddressedText.isCommand(said) { return command(said) }
        return isPrivate || mention.isIn(text) || answersBot(message) ? said : nil
    }

    /// What may stand in a message in place of words.
    private static let wordlessKinds = [
        "photo", "sticker", "voice", "audio", "video", "video_note", "animation", "document", "location", "contact",
    ]

    /// Whoever sends the bot something without a word is told that it is not read.
    private func wordless(_ message: JSONValue, _ inbound: InboundMessage) -> [InboundEvent] {
        guard inbound.chat == nil || answersBot(message), json["edited_message"] == .null,
            Self.wordlessKinds.contains(where: { message[$0] != .null })
        else { return [] }
        // What is sent together is answered once.
        return [.textOnly(inbound, message["media_group_id"].string)]
    }

    private func answersBot(_ message: JSONValue) -> Bool {
        message["reply_to_message"]["from"]["id"].integer == bot.id
    }

    /// `/next@this_bot` is `/next`, and `/start` is followed by whatever a link carried.
    private func command(_ text: String) -> String? {
        let verb = text.prefix { !$0.isWhitespace }
        let rest = text.dropFirst(verb.count)
        let parts = verb.split(separator: "@", maxSplits: 1)
        guard let name = parts.first else { return text }
        if parts.count == 2, parts[1].lowercased() != bot.name.lowercased() { return nil }
        return name == "/start" ? "/start" : String(name + rest)
    }

    private func press(_ aliases: [String: String]) -> [InboundEvent] {
        let query = json["callback_query"]
        guard let callback = query["data"].string, (1...64).contains(callback.utf8.count), let id = query["id"].string,
            var inbound = inbound(query["message"], from: query["from"], aliases)
        else { return [] }
        inbound.id = "q\(id)"
        inbound.repliesTo = nil
        // The date is the message's, which may be old; the press is now.
        inbound.sentAt = nil
        return [.press(inbound, callback: callback)]
    }

    private func membership(_ aliases: [String: String]) -> [InboundEvent] {
        let change = json["my_chat_member"]
        guard let chat = change["chat"]["id"].integer, let status = change["new_chat_member"]["status"].string else {
            return []
        }
        let absences = ["left", "kicked"]
        let isIn = !absences.contains(status)
        if change["chat"]["type"] == "private" { return [.person(user: "\(chat)", state: isIn ? .active : .blocked)] }
        // Whoever was there before, and may now do more or less, has said what it is.
        guard isIn, absences.contains(change["old_chat_member"]["status"].string ?? "left") else { return [] }
        let place = aliases["\(chat)"] ?? "\(chat)"
        return [.say(place: place, user: "\(bot.id)", key: "in-room:" + place, text: BridgeWords.inRoom)]
    }
}

/// Who the bot is.
struct TelegramBot: Hashable, Sendable {
    var id = 0
    /// Its username, without the `@`.
    var name = ""
}
