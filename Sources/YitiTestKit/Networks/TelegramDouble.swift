/// A double of Telegram's Bot API, with the people on it (Tests/Doubles/telegram_double.py).
package final class TelegramDouble: Sendable {
    /// The bot's token.
    package static let token = "4242:secret"
    /// The program behind it.
    package let double: NetworkDouble

    /// A message that the bot sent.
    package struct Message: Hashable, Sendable {
        package let id: Int
        package let chat: Int
        /// The text, or the caption of a picture.
        package let text: String
        /// What its buttons carry.
        package let callbacks: [String]
        package let topic: Int?
        package let isPreformatted: Bool
        package let isPicture: Bool
    }

    /// Starts one.
    package init() throws { double = try NetworkDouble(.telegram, token: Self.token, needsClient: false) }

    /// Somebody writes; the message's number.
    @discardableResult
    package func write(_ text: String, user: Int, chat: Int? = nil, _ more: [String: JSON] = [:]) throws -> Int {
        let ask: [String: JSON] = [
            "user": .number(Double(user)), "chat": .number(Double(chat ?? user)), "text": .string(text),
        ]
        return try double.people("send", ask.merging(more) { _, new in new })["message_id"].integer ?? 0
    }

    /// What the bot has sent to a chat, oldest first.
    package func sent(to chat: Int) throws -> [Message] {
        try (double.people("sent")["messages"].array ?? []).map(Self.message).filter { $0.chat == chat }
    }

    /// Waits until the bot has sent so many to a chat.
    package func sent(_ count: Int, to chat: Int) throws -> [Message] {
        try double.wait(for: "\(count) to \(chat)") {
            let sent = try sent(to: chat)
            return sent.count >= count ? sent : nil
        }
    }

    private static func message(_ json: JSON) -> Message {
        let buttons = (json["reply_markup"]["inline_keyboard"].array ?? []).flatMap { $0.array ?? [] }
        return Message(
            id: json["message_id"].integer ?? 0, chat: json["chat"]["id"].integer ?? 0,
            text: json["text"].string ?? json["caption"].string ?? "",
            callbacks: buttons.compactMap { $0["callback_data"].string }, topic: json["message_thread_id"].integer,
            isPreformatted: json["entities"][0]["type"] == "pre" || json["caption_entities"][0]["type"] == "pre",
            isPicture: json["photo"].array != nil)
    }
}
