/// A bridge: newline-delimited JSON over one connection. Throws at whatever the protocol does not allow a server to write.
package final class BridgeClient {
    /// The connection, for bytes that are no lines.
    package let socket: Socket
    /// The server's greeting.
    package let greeting: String
    /// The answer to `hello`; null when none was sent.
    package private(set) var welcome: JSON = .null
    private var reader = LineReader()
    private var pushes: [Push] = []
    private var replies: [String: BridgeReply] = [:]
    private var others: [JSON] = []
    private var lastID = 0

    /// The longest line a server writes, LF included.
    private static let longestLine = 32_768

    /// Connects and reads the greeting; says no `hello` yet.
    package init(port: Int, host: String = "127.0.0.1") throws {
        socket = try Socket(port: port, host: host)
        let bytes = try socket.receive(until: [UInt8(ascii: "\n")])
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { throw KitFailure("no greeting") }
        greeting = String(decoding: bytes[..<end], as: UTF8.self)
        reader.append(Array(bytes[(end + 1)...]))
    }

    /// Connects and presents itself; throws when it is not welcome.
    package convenience init(
        port: Int, token: String, bridge: String = "sandbox", push: Bool = true, window: Int? = nil,
        features: [String] = [], host: String = "127.0.0.1"
    ) throws {
        try self.init(port: port, host: host)
        var hello: [String: JSON] = [
            "op": "hello", "v": 1, "bridge": .string(bridge), "token": .string(token), "push": .bool(push),
        ]
        if !features.isEmpty { hello["features"] = .array(features.map { .string($0) }) }
        if let window { hello["window"] = .number(Double(window)) }
        try send(.object(hello))
        welcome = try other()
        guard welcome["op"].string == "welcome" else { throw KitFailure("not welcome: \(welcome.text)") }
    }

    /// Sends one object as a line.
    package func send(_ line: JSON) throws { try socket.send(line.text + "\n") }

    /// Sends one line as it is.
    package func send(raw line: String) throws { try socket.send(line + "\n") }

    /// An `id` that has not been used on this connection.
    package func freshID() -> String {
        lastID += 1
        return "r\(lastID)"
    }

    /// Sends a request under a fresh `id` and waits for its reply.
    package func request(_ members: [String: JSON]) throws -> BridgeReply {
        let id = freshID()
        try send(.object(members.merging(["id": .string(id)]) { given, _ in given }))
        return try reply(to: members["id"]?.string ?? id)
    }

    /// The reply of an `id`; what comes before it is kept.
    package func reply(to id: String) throws -> BridgeReply {
        while replies[id] == nil { try readLine() }
        guard let reply = replies.removeValue(forKey: id) else { throw KitFailure("no reply") }
        return reply
    }

    /// The next push; throws when none comes in time.
    package func push() throws -> Push {
        while pushes.isEmpty { try readLine() }
        return pushes.removeFirst()
    }

    /// The pushes that have been read and not been taken.
    package func takePushes() -> [Push] {
        defer { pushes = [] }
        return pushes
    }

    /// The next line that is neither a push nor the reply to an `id`: `welcome`, `pong`, `note`, `bye`, an `err` without `id`.
    package func other() throws -> JSON {
        while others.isEmpty { try readLine() }
        return others.removeFirst()
    }

    /// Reads until the server closes; the lines that are neither pushes nor replies to an `id`.
    package func othersToEnd() throws -> [JSON] {
        while try readLineOrEnd() {}
        defer { others = [] }
        return others
    }

    /// The replies that have been read and not been taken.
    package func takeReplies() -> [BridgeReply] {
        defer { replies = [:] }
        return Array(replies.values)
    }

    /// The `id`s of replies in the order in which they come, so many of them.
    package func repliesInOrder(_ count: Int) throws -> [BridgeReply] {
        var inOrder: [BridgeReply] = []
        while inOrder.count < count {
            let known = Set(replies.keys)
            try readLine()
            for id in replies.keys where !known.contains(id) {
                if let reply = replies.removeValue(forKey: id) { inOrder.append(reply) }
            }
        }
        return inOrder
    }

    private func readLine() throws {
        guard try readLineOrEnd() else { throw KitFailure("the server closed; unread: \(others.map(\.text))") }
    }

    private func readLineOrEnd() throws -> Bool {
        while true {
            if let bytes = reader.next() {
                try take(bytes)
                return true
            }
            let more = try socket.receive()
            if more.isEmpty {
                guard reader.rest.isEmpty else { throw KitFailure("closed inside a line") }
                return false
            }
            reader.append(more)
        }
    }

    private func take(_ bytes: [UInt8]) throws {
        guard bytes.first == UInt8(ascii: "{"), bytes.count < Self.longestLine else {
            throw KitFailure("not a line of the protocol: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw KitFailure("a line that is no UTF-8") }
        if let scalar = RawLine.forbidden(text) {
            throw KitFailure("U+\(String(scalar.value, radix: 16)) unescaped: \(text)")
        }
        let line = try JSON(bytes)
        switch (line["op"].string, line["id"].string) {
        case ("push", nil): pushes.append(Push(line: line))
        case ("ok", let id?) where !line.has("d"), ("err", let id?) where !line.has("d"):
            guard replies.updateValue(BridgeReply(line), forKey: id) == nil else {
                throw KitFailure("a second reply to \(id): \(line.text)")
            }
        default: others.append(line)
        }
    }
}
