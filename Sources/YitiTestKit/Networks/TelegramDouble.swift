internal import Glibc

/// A double of Telegram's Bot API, with the people on it (Tests/Doubles/telegram_double.py).
package final class TelegramDouble: Sendable {
    /// Where it answers.
    package let port: Int
    /// The bot's token.
    package static let token = "4242:secret"
    private let child: ChildProcess
    private let scratch: Scratch

    /// A message that the bot sent.
    package struct Message: Hashable, Sendable {
        package let id: Int
        package let chat: Int
        package let text: String
        /// What its buttons carry.
        package let callbacks: [String]
        package let topic: Int?
        package let isPreformatted: Bool
    }

    /// Starts one.
    package init() throws {
        scratch = try Scratch()
        port = try FreePort.find()
        child = try ChildProcess(
            "/usr/bin/env", ["python3", Program.root + "/Tests/Doubles/telegram_double.py", "\(port)", Self.token],
            environment: Program.environment([:]), errors: scratch.file("errors"))
        let deadline = Deadline()
        while (try? PlainHTTP.send(port: port, "GET", "/people/sent"))?.status != 200 {
            guard deadline.remainingMilliseconds > 0 else {
                throw KitFailure("no double: \(Scratch.text(of: scratch.file("errors")))")
            }
            usleep(20_000)
        }
    }

    /// Somebody does something; what came of it.
    @discardableResult
    package func people(_ what: String, _ ask: [String: JSON] = [:]) throws -> JSON {
        let answer = try PlainHTTP.send(port: port, "POST", "/people/" + what, body: .object(ask))
        guard answer.status == 200 else { throw KitFailure("\(what): \(answer.body.text)") }
        return answer.body
    }

    /// Somebody writes; the message's number.
    @discardableResult
    package func write(_ text: String, user: Int, chat: Int? = nil, _ more: [String: JSON] = [:]) throws -> Int {
        let ask: [String: JSON] = [
            "user": .number(Double(user)), "chat": .number(Double(chat ?? user)), "text": .string(text),
        ]
        return try people("send", ask.merging(more) { _, new in new })["message_id"].integer ?? 0
    }

    /// What the bot has sent to a chat, oldest first.
    package func sent(to chat: Int) throws -> [Message] {
        try (people("sent")["messages"].array ?? []).map(Self.message).filter { $0.chat == chat }
    }

    /// Waits until the bot has sent so many to a chat.
    package func sent(_ count: Int, to chat: Int) throws -> [Message] {
        let deadline = Deadline(seconds: 60)
        while true {
            let sent = try sent(to: chat)
            if sent.count >= count { return sent }
            guard deadline.remainingMilliseconds > 0 else {
                throw KitFailure("\(sent.count) of \(count) to \(chat): \(sent)")
            }
            usleep(20_000)
        }
    }

    private static func message(_ json: JSON) -> Message {
        let buttons = (json["reply_markup"]["inline_keyboard"].array ?? []).flatMap { $0.array ?? [] }
        return Message(
            id: json["message_id"].integer ?? 0, chat: json["chat"]["id"].integer ?? 0, text: json["text"].string ?? "",
            callbacks: buttons.compactMap { $0["callback_data"].string }, topic: json["message_thread_id"].integer,
            isPreformatted: json["entities"][0]["type"] == "pre")
    }

    /// Has python-telegram-bot, an independent client, hold a conversation with it; what went wrong, or nil.
    package func acceptance() throws -> String? {
        let made = try Script.run(Program.root + "/.ci/telegram", seconds: 600)
        guard made.status == 0 else { throw KitFailure("no python-telegram-bot: \(made.errors)") }
        let run = try Script.run(
            Program.root + "/.build-tools/telegram/bin/python",
            [Program.root + "/Tests/Doubles/telegram_acceptance.py", "\(port)", Self.token], seconds: 120)
        return run.status == 0 ? nil : run.errors
    }
}
