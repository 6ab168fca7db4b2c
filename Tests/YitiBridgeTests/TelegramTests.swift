import Testing
import YitiWords

@testable import YitiBridge

@Suite struct TelegramTests {
    private let bot = TelegramBot(id: 99, name: "yiti_bot")

    private func events(_ json: JSONValue) -> [InboundEvent] {
        TelegramUpdate(json: json, bot: bot).events(aliases: ["-1009": "-5"])
    }

    private func text(
        _ text: String, in chat: JSONValue = ["id": 7, "type": "private"], _ more: [String: JSONValue] = [:]
    ) -> String? {
        let message: [String: JSONValue] = [
            "message_id": 3, "date": 1_800_000_000, "text": .string(text), "chat": chat,
            "from": ["id": 7, "is_bot": false, "first_name": "Ada", "language_code": "zh-hans"],
        ]
        let json: JSONValue = ["update_id": 1, "message": .object(message.merging(more) { _, new in new })]
        guard case .message(let message) = events(json).first else { return nil }
        return message.text
    }

    @Test("knows what a refusal means for who was to get the message")
    func outcomes() {
        func outcome(_ code: Int, _ text: String) -> ShowOutcome {
            let body: JSONValue = ["ok": false, "error_code": .integer(code), "description": .string(text)]
            return TelegramError(HTTPAnswer(status: code, headers: [], body: Array(body.text.utf8))).outcome
        }
        for text in ["Forbidden: bot was blocked by the user", "Forbidden"] {
            #expect(outcome(403, text) == .blocked("403 \(text)"))
        }
        let gone = [
            (403, "Forbidden: user is deactivated"), (403, "Forbidden: bot was kicked from the supergroup chat"),
            (400, "Bad Request: chat not found"), (400, "Bad Request: message thread not found"),
            (400, "Bad Request: TOPIC_CLOSED"),
            (400, "Bad Request: not enough rights to send text messages to the chat"),
        ]
        for (code, text) in gone { #expect(outcome(code, text) == .gone("\(code) \(text)")) }
        #expect(outcome(400, "Bad Request: message is too long") == .refused("400 Bad Request: message is too long"))
        let noPictures = "Bad Request: not enough rights to send photos to the chat"
        #expect(outcome(400, noPictures) == .refused("400 \(noPictures)"))
        // A page of a proxy's is no word of Telegram's.
        for status in [400, 401, 403, 404] {
            let page = TelegramError(HTTPAnswer(status: status, headers: [], body: Array("<html>".utf8)))
            #expect(page.outcome == .failed("\(status) ") && !page.isUnknownToken)
        }
        #expect(outcome(500, "Internal Server Error") == .failed("500 Internal Server Error"))
    }

    @Test("takes everything in private, and in a group what is for the bot")
    func addressed() {
        let group: JSONValue = ["id": -5, "type": "supergroup"]
        #expect(text("hello") == "hello")
        #expect(text("hello", in: group) == nil)
        #expect(text("/next", in: group) == "/next")
        #expect(text("/next@YITI_bot loss", in: group) == "/next loss")
        #expect(text("/next@other_bot", in: group) == nil)
        #expect(text("@yiti_bot: my answer", in: group) == "my answer")
        #expect(text("my answer @yiti_bot", in: group) == "my answer")
        #expect(text("下一题 @Yiti_Bot ", in: group) == "下一题" && text("/next @yiti_bot", in: group) == "/next")
        #expect(text("@yiti_bot", in: group) == nil)
        #expect(text("@yiti_bot_dev what of lunch?", in: group) == nil && text("me@yiti_bot", in: group) == nil)
        #expect(text("/usr/bin/python3 is broken", in: group) == nil && text("// TODO for Bob", in: group) == nil)
        #expect(
            text("/usr/bin is a path", in: group, ["reply_to_message": ["from": ["id": 99]]]) == "/usr/bin is a path")
        #expect(
            text("my answer", in: group, ["reply_to_message": ["message_id": 2, "from": ["id": 99]]]) == "my answer")
        #expect(text("/start deep-link") == "/start")
        #expect(text("a channel's", in: ["id": -6, "type": "channel"]) == nil)
        #expect(text("another bot's", in: ["id": 7, "type": "private"], ["from": ["id": 8, "is_bot": true]]) == nil)
    }

    @Test("takes a caption as the text, and says of what has none that it is not read")
    func captions() throws {
        func sent(_ more: [String: JSONValue], in chat: JSONValue = ["id": 7, "type": "private"]) -> InboundEvent? {
            let message: [String: JSONValue] = ["message_id": 3, "date": 1, "chat": chat, "from": ["id": 7]]
            return events(["message": .object(message.merging(more) { _, new in new })]).first
        }
        let photo: [String: JSONValue] = ["photo": [["file_id": "x"]]]
        let group: JSONValue = ["id": -5, "type": "supergroup"]
        guard case .message(let message) = sent(photo.merging(["caption": "my answer"]) { $1 }) else {
            Issue.record("no message")
            return
        }
        #expect(message.text == "my answer")
        let said = InboundEvent.say(place: "7", user: "7", key: "text-only:m3", text: BridgeWords.textOnly)
        #expect(sent(photo) == said && sent(["sticker": ["file_id": "x"]]) == said)
        #expect(sent(photo, in: group) == nil && sent(["pinned_message": ["message_id": 2]]) == nil)
        #expect(sent(photo.merging(["reply_to_message": ["from": ["id": 99]]]) { $1 }, in: group) != nil)
    }

    @Test("gives a topic of a forum, and a group that has moved, their names")
    func places() throws {
        let json: JSONValue = [
            "update_id": 1,
            "message": [
                "message_id": 3, "date": 1, "text": "/next", "chat": ["id": -1009, "type": "supergroup"],
                "from": ["id": 7],
                "is_topic_message": true, "message_thread_id": 12,
            ],
        ]
        guard case .message(let message) = try #require(events(json).first) else { return }
        #expect(message.chat == "-5:12" && message.place == "-5:12" && message.id == "m3")
        let moved: JSONValue = ["message": ["chat": ["id": -5], "migrate_to_chat_id": -1009]]
        #expect(
            events(moved) == [.remember(key: "alias.-1009", value: "-5"), .remember(key: "moved.-5", value: "-1009")])
    }

    @Test("takes presses, edits, and the news that somebody blocked it")
    func others() throws {
        let press: JSONValue = [
            "callback_query": [
                "id": "55", "data": "rate:3:1", "from": ["id": 7],
                "message": ["message_id": 3, "date": 1, "chat": ["id": 7, "type": "private"]],
            ]
        ]
        guard case .press(let inbound, let callback) = try #require(events(press).first) else { return }
        #expect(callback == "rate:3:1" && inbound.id == "q55" && inbound.user == "7" && inbound.sentAt == nil)
        let edit: JSONValue = [
            "edited_message": [
                "message_id": 3, "date": 1, "edit_date": 9, "text": "better", "from": ["id": 7],
                "chat": ["id": 7, "type": "private"],
            ]
        ]
        guard case .message(let edited) = try #require(events(edit).first) else { return }
        #expect(edited.edits == "m3" && edited.id == "m3.e9")
        let blocked: JSONValue = [
            "my_chat_member": ["chat": ["id": 7, "type": "private"], "new_chat_member": ["status": "kicked"]]
        ]
        #expect(events(blocked) == [.person(user: "7", state: .blocked)])
        func changed(from old: String) -> Int {
            events([
                "my_chat_member": [
                    "chat": ["id": -5, "type": "supergroup"], "old_chat_member": ["status": .string(old)],
                    "new_chat_member": ["status": "administrator"],
                ]
            ]).count
        }
        // Whoever may do more now was there before.
        #expect(changed(from: "left") == 1 && changed(from: "kicked") == 1 && changed(from: "member") == 0)
    }
}
