import YitiWords

/// OneBot 11's events as what people mean by them.
struct OneBotEvent {
    let json: JSONValue

    init(json: JSONValue) { self.json = json }

    /// A message of a place's history, where implementations leave out what follows from the question.
    init(missed message: JSONValue, in place: String, account: String) {
        let isGroup = place.hasPrefix("group:")
        let implied: [String: JSONValue] = [
            "post_type": "message", "self_id": .string(account), "message_type": isGroup ? "group" : "private",
            isGroup ? "group_id" : "user_id": .string(String(isGroup ? place.dropFirst(6) : place[...])),
        ]
        let sender = message["sender"]["user_id"]
        json = .object(
            implied.merging(sender == .null ? [:] : ["user_id": sender]) { $1 }
                .merging(message.members) { $1 == .null ? $0 : $1 })
    }

    /// The messages of a history that were written since an instant, and those that don't say when.
    static func missed(_ history: OneBotAnswer, since: Double) -> [JSONValue] {
        history.json["data"]["messages"].elements.filter { $0["time"].amount ?? since >= since }
    }

    /// The account that the bot is.
    var account: String? { json["self_id"].identifier }

    /// When it happened, in seconds since 1970.
    var time: Double? { json["time"].amount }

    /// Whether it is no event but says that the access token is none.
    var isRefusal: Bool {
        json["post_type"] == .null && json["status"] == "failed"
            && [401, 403, 1401, 1403].contains(OneBotAnswer(json: json).code)
    }

    /// What came, as far as it concerns the bot. `isShown` says whether a message of a place is the bot's own.
    func events(isShown: (_ place: String, _ message: String) async throws -> Bool) async rethrows -> [InboundEvent] {
        switch json["post_type"].string {
        case "message": return try await messageEvents(isShown)
        case "notice": return noticeEvents
        default: return []
        }
    }

    /// Whether it may bring something; that takes no look into the journal.
    var mayConcern: Bool {
        switch json["post_type"].string {
        case "notice", "request": return true
        case "message" where json["message_type"] == "private": return true
        case "message":
            let message = OneBotMessage(json["message"])
            return message.repliesTo != nil || isAddressed(message)
        default: return false
        }
    }

    /// Whether what is said in a group is meant for the bot, as far as it says so itself.
    private func isAddressed(_ message: OneBotMessage) -> Bool {
        guard let bot = account else { return false }
        let text = message.text(to: bot)
        return message.mentions(bot) || AddressedText.isCommand(text)
    }

    private func messageEvents(_ isShown: (String, String) async throws -> Bool) async rethrows -> [InboundEvent] {
        guard let bot = account, let user = json["user_id"].identifier, user != bot,
            let id = json["message_id"].identifier
        else { return [] }
        let message = OneBotMessage(json["message"])
        let text = message.text(to: bot)
        let isPrivate = json["message_type"] == "private"
        guard !text.isEmpty || message.isWordless, let place = place(isPrivate, user) else { return [] }
        if !isPrivate, !isAddressed(message) {
            // In a group what answers the bot is addressed to it, too.
            guard let target = message.repliesTo, try await isShown(place, target) else { return [] }
        }
        let inbound = InboundMessage(
            user: user, chat: isPrivate ? nil : place, place: place, id: "m\(id)", text: text,
            repliesTo: message.repliesTo, sentAt: time, name: name)
        return [text.isEmpty ? .textOnly(inbound) : .message(inbound)]
    }

    /// A group is told from a person of the same number by its beginning. Chats with strangers by way of a group are left alone.
    private func place(_ isPrivate: Bool, _ user: String) -> String? {
        if isPrivate { return json["sub_type"] == "group" ? nil : user }
        guard json["message_type"] == "group", json["sub_type"] != "anonymous" else { return nil }
        return json["group_id"].identifier.map { "group:\($0)" }
    }

    private var name: String? {
        [json["sender"]["card"].string, json["sender"]["nickname"].string].compactMap { $0 }.first { !$0.isEmpty }
    }

    private var noticeEvents: [InboundEvent] {
        guard let bot = account, json["notice_type"] == "group_increase",
            json["user_id"].identifier == bot, let group = json["group_id"].identifier
        else { return [] }
        let place = "group:\(group)"
        return [.say(place: place, user: bot, key: "in-room:" + place, text: BridgeWords.inRoom)]
    }
}
