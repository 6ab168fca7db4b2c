/// Discord with the people on it (Tests/Doubles/discord_double.py): one server with one channel, and private chats.
package final class DiscordDouble: Sendable {
    /// The bot's token, and the channel that several read.
    package static let token = "bot.token"
    package static let room = "1001"
    /// The program behind it.
    package let double: NetworkDouble

    /// A message that the bot sent.
    package struct Message: Hashable, Sendable {
        package let id: String
        package let channel: String
        package let text: String
        /// What its buttons carry.
        package let callbacks: [String]
        /// What it answers.
        package let repliesTo: String?
        /// What its pictures are said to show.
        package let pictures: [String]
    }

    /// Starts one.
    package init() throws { double = try NetworkDouble(.discord, token: Self.token) }

    /// Somebody writes, in private or in a channel; the message's id.
    @discardableResult
    package func write(_ text: String, user: Int, _ more: [String: JSON] = [:]) throws -> String {
        let ask: [String: JSON] = ["user": .number(Double(user)), "text": .string(text)]
        return try double.people("send", ask.merging(more) { _, new in new })["id"].string ?? ""
    }

    /// What the bot has sent to a person alone, or into the room for nil; oldest first.
    package func sent(to user: Int?) throws -> [Message] {
        let sent = try double.people("sent")
        let channel = user.map { sent["dms"]["\($0)"].string ?? "" } ?? Self.room
        return (sent["messages"].array ?? []).map(Self.message).filter { $0.channel == channel }
    }

    /// Waits until the bot has sent so many.
    package func sent(_ count: Int, to user: Int?) throws -> [Message] {
        try double.wait(for: "\(count) to \(user ?? 0)") {
            let sent = try sent(to: user)
            return sent.count >= count ? sent : nil
        }
    }

    /// Waits until the gateway was told something so often.
    package func told(_ what: String, _ count: Int) throws {
        try double.wait(for: "\(count) \(what)") {
            let told = try double.people("sent")["told"].array ?? []
            return told.count { $0.string == what } >= count ? true : nil
        }
    }

    private static func message(_ json: JSON) -> Message {
        let faces = (json["components"].array ?? []).flatMap { $0["components"].array ?? [] }
        return Message(
            id: json["id"].string ?? "", channel: json["channel_id"].string ?? "", text: json["content"].string ?? "",
            callbacks: faces.compactMap { $0["custom_id"].string },
            repliesTo: json["message_reference"]["message_id"].string,
            pictures: (json["attachments"].array ?? []).compactMap { $0["description"].string })
    }
}
