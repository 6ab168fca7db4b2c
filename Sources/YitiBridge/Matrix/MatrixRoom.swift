/// What is known of a room: a value folded over its events, kept in the journal.
struct MatrixRoom: Hashable, Codable, Sendable {
    /// Who is in it, the bot included.
    var members: Set<String> = []
    var isEncrypted = false

    /// Takes a state event.
    mutating func take(_ event: JSONValue) {
        switch event["type"].string {
        case "m.room.member":
            guard let member = event["state_key"].string else { return }
            if event["content"]["membership"] == "join" { members.insert(member) } else { members.remove(member) }
        case "m.room.encryption": isEncrypted = true
        default: break
        }
    }

    /// The one who is alone with the bot.
    func partner(of bot: String) -> String? {
        guard members.count == 2, members.contains(bot) else { return nil }
        return members.first { $0 != bot }
    }
}
