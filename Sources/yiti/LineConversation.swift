import Glibc

/// There was no conversation, or it broke off.
struct ConversationFailure: Error, CustomStringConvertible {
    let description: String
}

/// A conversation with a server in human mode: everything is said at once, the line is half closed, and the replies are read.
struct LineConversation {
    private static let silenceSeconds = 30
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private var isOver = false

    /// The reply to each line: its lines, the last of which begins with `+ ` or `! `. Greetings and pushes are left out.
    static func replies(to lines: [String], host: String, port: Int) throws -> [[String]] {
        var conversation = LineConversation(descriptor: try connect(host: host, port: port))
        defer { close(conversation.descriptor) }
        try conversation.send(lines.map { $0 + "\r\n" }.joined())
        shutdown(conversation.descriptor, Int32(SHUT_WR))
        return try lines.map { _ in try conversation.reply() }
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    private static func connect(host: String, port: Int) throws -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0 else {
            throw ConversationFailure(description: "\(host): \(String(cString: gai_strerror(code)))")
        }
        defer { freeaddrinfo(found) }
        var reason = "no address"
        var candidate = found
        while let address = candidate?.pointee {
            let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
            if descriptor >= 0, Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 {
                limitSilence(descriptor)
                return descriptor
            }
            reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            candidate = address.ai_next
        }
        throw ConversationFailure(description: "can't reach \(host):\(port): \(reason); is yiti serve running there?")
    }

    private static func limitSilence(_ descriptor: Int32) {
        var timeout = timeval(tv_sec: silenceSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    private func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ConversationFailure(description: "the server broke off") }
            sent += count
        }
    }

    private mutating func reply() throws -> [String] {
        var lines: [String] = []
        while true {
            guard let line = try line() else {
                throw ConversationFailure(description: "the server ended without a reply")
            }
            if line.hasPrefix("* ") { continue }
            lines.append(line)
            if line.hasPrefix("+ ") || line.hasPrefix("! ") { return lines }
        }
    }

    /// The next line without its end; nil at the end.
    private mutating func line() throws -> String? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                var line = Array(pending[..<end])
                pending.removeSubrange(...end)
                if line.last == 0x0D { line.removeLast() }
                return String(decoding: line, as: UTF8.self)
            }
            guard !isOver else { return nil }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ConversationFailure(description: "no reply: \(String(cString: strerror(errno)))")
            }
            isOver = count == 0
            pending += buffer[..<count]
        }
    }
}
