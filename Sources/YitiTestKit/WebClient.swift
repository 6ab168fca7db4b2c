/// What an HTTP request was answered with.
package struct WebReply: Sendable {
    /// The status code.
    package var status: Int
    /// The headers by name in lower case; of several of one name the last.
    package var headers: [String: String]
    /// The body.
    package var body: [UInt8]

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON; null when it is none.
    package var json: JSON { (try? JSON(body)) ?? .null }

    /// Every message's text, one after the other.
    package var words: String { (json["msgs"].array ?? []).compactMap(\.["text"].string).joined(separator: "\n") }
}

/// A browser without a page: keeps its cookies, and speaks HTTP over a connection for each request.
package final class WebClient {
    private let port: Int
    /// The cookies it has been given, by name.
    package var cookies: [String: String] = [:]
    /// The host it asks for.
    package var host: String

    /// A client of a server on this machine; `name` is the host it was typed as.
    package init(port: Int, name: String = "127.0.0.1") {
        self.port = port
        host = "\(name):\(port)"
    }

    /// Any request, with a body or without.
    package func ask(_ method: String, _ path: String, _ body: JSON? = nil) throws -> WebReply {
        try send(method, path, [("Content-Type", "application/json")], body: body.map { Array($0.text.utf8) })
    }

    /// A GET.
    package func get(_ path: String, _ headers: [(String, String)] = []) throws -> WebReply {
        try send("GET", path, headers, body: nil)
    }

    /// A POST of JSON from the page itself, unless `origin` names another.
    package func post(
        _ path: String, _ body: JSON = [:], origin: String? = nil, _ headers: [(String, String)] = []
    ) throws -> WebReply {
        try post(path, raw: body.text, origin: origin, headers)
    }

    /// A POST with these headers alone.
    package func post(_ path: String, _ body: JSON, typed headers: [(String, String)]) throws -> WebReply {
        try send("POST", path, headers, body: Array(body.text.utf8))
    }

    /// The same, with a body that need not be JSON.
    package func post(
        _ path: String, raw body: String, origin: String? = nil, _ headers: [(String, String)] = []
    ) throws -> WebReply {
        let from = [("Origin", origin ?? "http://\(host)"), ("Content-Type", "application/json")]
        return try send("POST", path, from + headers, body: Array(body.utf8))
    }

    /// What somebody types.
    package func say(_ text: String, mid: String? = nil, re: String? = nil) throws -> WebReply {
        var line: [String: JSON] = ["op": "cmd", "text": .string(text)]
        if let mid { line["mid"] = .string(mid) }
        if let re { line["re"] = .string(re) }
        return try post("/api/say", .object(line))
    }

    /// A stream of events, with its head read; what comes is read from the socket.
    package func events() throws -> Socket {
        let socket = try Socket(port: port)
        try socket.send(head("GET", "/api/events", []) + "\r\n")
        _ = try socket.receive(until: Array("retry:".utf8))
        return socket
    }

    private func send(
        _ method: String, _ path: String, _ headers: [(String, String)], body: [UInt8]?
    ) throws -> WebReply {
        let socket = try Socket(port: port)
        let length = body.map { [("Content-Length", String($0.count))] } ?? []
        try socket.send(head(method, path, headers + length + [("Connection", "close")]) + "\r\n")
        if let body { try socket.send(body) }
        let reply = try Self.reply(Self.receive(from: socket))
        keepCookies(reply)
        return reply
    }

    /// The whole reply. Not everybody who is asked to close the connection does, so its length is believed.
    private static func receive(from socket: Socket) throws -> [UInt8] {
        let blank = Array("\r\n\r\n".utf8)
        var bytes = try socket.receive(until: blank)
        guard let end = bytes.firstRange(of: blank)?.upperBound,
            let length = try reply(bytes).headers["content-length"].flatMap({ Int($0) })
        else { return bytes + (try socket.receiveAll()) }
        while bytes.count < end + length {
            let more = try socket.receive()
            if more.isEmpty { break }
            bytes += more
        }
        return bytes
    }

    private func head(_ method: String, _ path: String, _ headers: [(String, String)]) -> String {
        let cookie = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        let all = [("Host", host)] + (cookie.isEmpty ? [] : [("Cookie", cookie)]) + headers
        return "\(method) \(path) HTTP/1.1\r\n" + all.map { "\($0.0): \($0.1)\r\n" }.joined()
    }

    private func keepCookies(_ reply: WebReply) {
        guard let line = reply.headers["set-cookie"], let pair = line.split(separator: ";").first else { return }
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return }
        cookies[parts[0]] = parts[1].isEmpty ? nil : parts[1]
    }

    private static func reply(_ bytes: [UInt8]) throws -> WebReply {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
            throw KitFailure("no HTTP: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
        }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return WebReply(status: status, headers: headers, body: Array(bytes[end.upperBound...]))
    }
}
