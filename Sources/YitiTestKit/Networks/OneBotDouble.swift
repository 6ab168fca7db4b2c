/// A OneBot 11 implementation with the people behind it (Tests/Doubles/onebot_double.py).
package final class OneBotDouble: Sendable {
    /// What the bot presents.
    package static let token = "onebot-token"
    /// The program behind it.
    package let double: NetworkDouble

    /// A message that the bot sent.
    package struct Message: Hashable, Sendable {
        package let id: Int
        package let user: Int?
        package let group: Int?
        package let text: String
        /// How many pictures it has.
        package let pictures: Int
    }

    /// Starts one.
    package init() throws { double = try NetworkDouble(.onebot, token: Self.token) }

    /// Somebody writes, in private or in a group; the message's id.
    @discardableResult
    package func write(_ text: String, user: Int, _ more: [String: JSON] = [:]) throws -> Int {
        let ask: [String: JSON] = ["user": .number(Double(user)), "text": .string(text)]
        return try double.people("send", ask.merging(more) { _, new in new })["message_id"].integer ?? 0
    }

    /// What the bot has sent to a person alone or to a group, oldest first.
    package func sent(to user: Int? = nil, group: Int? = nil) throws -> [Message] {
        try (double.people("sent")["messages"].array ?? []).map { json in
            Message(
                id: json["id"].integer ?? 0, user: json["user"].integer, group: json["group"].integer,
                text: json["text"].string ?? "", pictures: json["pictures"].array?.count ?? 0)
        }.filter { $0.user == user && $0.group == group }
    }

    /// Waits until the bot has sent so many.
    package func sent(_ count: Int, to user: Int? = nil, group: Int? = nil) throws -> [Message] {
        try double.wait(for: "\(count) to \(user ?? group ?? 0)") {
            let sent = try sent(to: user, group: group)
            return sent.count >= count ? sent : nil
        }
    }
}
