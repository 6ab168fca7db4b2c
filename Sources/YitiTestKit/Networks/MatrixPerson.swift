internal import Foundation

/// A person with a Matrix client, or the account of a bot.
package final class MatrixPerson {
    /// `@name:localhost`.
    package let id: String
    private let server: Synapse
    private let token: String
    private var since: String?
    private var sent = 0

    /// A message somebody else wrote.
    package struct Message: Hashable, Sendable {
        package let room: String
        package let id: String
        package let sender: String
        package let text: String
        /// Where the picture is that it shows; nil for none.
        package let picture: String?
        /// The message under which the thread is that it is in; nil for none.
        package let thread: String?
    }

    /// Registers an account.
    package init(_ name: String, on server: Synapse, password: String = "secret") throws {
        let answer = try PlainHTTP.send(
            port: server.port, "POST", "/_matrix/client/v3/register",
            body: ["username": .string(name), "password": .string(password), "auth": ["type": "m.login.dummy"]])
        guard let token = answer.body["access_token"].string, let id = answer.body["user_id"].string else {
            throw KitFailure("no account: \(answer.body.text)")
        }
        self.server = server
        self.token = token
        self.id = id
    }

    /// A request under `/_matrix/client/v3/`; throws unless it goes well.
    @discardableResult
    package func ask(_ method: String, _ path: String, _ body: JSON? = nil) throws -> JSON {
        let answer = try PlainHTTP.send(
            port: server.port, method, "/_matrix/client/v3/" + path, token: token, body: body)
        guard answer.status == 200 else { throw KitFailure("\(path): \(answer.status) \(answer.body.text)") }
        return answer.body
    }

    /// Makes a room and invites others, all with the rights of whoever made it when it `isDirect`; `state` is what it begins with.
    package func makeRoom(with others: [String], isDirect: Bool = true, state: [JSON] = []) throws -> String {
        let answer = try ask(
            "POST", "createRoom",
            [
                "preset": isDirect ? "trusted_private_chat" : "private_chat", "is_direct": .bool(isDirect),
                "invite": .array(others.map { .string($0) }),
                "initial_state": .array(state),
            ])
        guard let room = answer["room_id"].string else { throw KitFailure("no room: \(answer.text)") }
        return room
    }

    /// Enters a room.
    package func join(_ room: String) throws { try ask("POST", "rooms/\(Self.quoted(room))/join", [:]) }

    /// Puts somebody out of a room, perhaps for good.
    package func putOut(_ person: String, of room: String, forGood: Bool = false) throws {
        try ask("POST", "rooms/\(Self.quoted(room))/\(forGood ? "ban" : "kick")", ["user_id": .string(person)])
    }

    /// Leaves a room.
    package func leave(_ room: String) throws { try ask("POST", "rooms/\(Self.quoted(room))/leave", [:]) }

    /// Makes a room encrypted from now on.
    package func encrypt(_ room: String) throws {
        try ask(
            "PUT", "rooms/\(Self.quoted(room))/state/m.room.encryption", ["algorithm": "m.megolm.v1.aes-sha2"])
    }

    /// Writes; the event's id. `more` goes into its content.
    @discardableResult
    package func write(_ text: String, in room: String, _ more: [String: JSON] = [:]) throws -> String {
        let content: [String: JSON] = ["msgtype": "m.text", "body": .string(text)]
        return try send("m.room.message", .object(content.merging(more) { _, given in given }), in: room)
    }

    /// Reacts to a message.
    package func react(_ key: String, to message: String, in room: String) throws {
        _ = try send(
            "m.reaction",
            ["m.relates_to": ["rel_type": "m.annotation", "event_id": .string(message), "key": .string(key)]], in: room)
    }

    private func send(_ type: String, _ content: JSON, in room: String) throws -> String {
        sent += 1
        let answer = try ask("PUT", "rooms/\(Self.quoted(room))/send/\(type)/k\(sent)", content)
        guard let id = answer["event_id"].string else { throw KitFailure("not sent: \(answer.text)") }
        return id
    }

    /// What has come since the last time, waiting for it.
    package func sync(seconds: Int = 5) throws -> JSON {
        // By default a homeserver leaves out all but the last ten.
        let filter = Self.quoted(#"{"room":{"timeline":{"limit":1000}}}"#)
        let answer = try ask(
            "GET", "sync?timeout=\(seconds * 1_000)&filter=\(filter)" + (since.map { "&since=\($0)" } ?? ""))
        since = answer["next_batch"].string
        return answer
    }

    /// Waits until others have written so many messages; in order.
    package func messages(_ count: Int) throws -> [Message] {
        var messages: [Message] = []
        let deadline = Deadline(seconds: 60)
        while messages.count < count {
            guard deadline.remainingMilliseconds > 0 else {
                throw KitFailure("\(messages.count) of \(count): \(messages)")
            }
            for (room, joined) in try sync()["rooms"]["join"].object ?? [:] {
                messages += (joined["timeline"]["events"].array ?? []).compactMap { message($0, room) }
            }
        }
        return messages
    }

    /// Everything others wrote in a room, oldest first.
    package func history(of room: String) throws -> [Message] {
        var events: [JSON] = []
        var from = ""
        while true {
            let page = try ask("GET", "rooms/\(Self.quoted(room))/messages?dir=b&limit=500\(from)")
            events += page["chunk"].array ?? []
            guard let end = page["end"].string, page["chunk"].array?.isEmpty == false else { break }
            from = "&from=\(end)"
        }
        return events.reversed().compactMap { message($0, room) }
    }

    /// The last events of a room as they are, one's own among them.
    package func everything(in room: String) throws -> String {
        try ask("GET", "rooms/\(Self.quoted(room))/messages?dir=b&limit=500").text
    }

    private func message(_ event: JSON, _ room: String) -> Message? {
        guard event["type"] == "m.room.message", let sender = event["sender"].string, sender != id,
            let text = event["content"]["body"].string, let id = event["event_id"].string
        else { return nil }
        let picture = event["content"]["msgtype"] == "m.image" ? event["content"]["url"].string : nil
        let relation = event["content"]["m.relates_to"]
        return Message(
            room: room, id: id, sender: sender, text: text, picture: picture,
            thread: relation["rel_type"] == "m.thread" ? relation["event_id"].string : nil)
    }

    /// Who is in a room.
    package func members(of room: String) throws -> [String] {
        (try ask("GET", "rooms/\(Self.quoted(room))/joined_members")["joined"].object ?? [:]).keys.sorted()
    }

    /// The rooms that the person is invited to.
    package func invitations() throws -> [String] { (try sync()["rooms"]["invite"].object ?? [:]).keys.sorted() }

    private static func quoted(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
