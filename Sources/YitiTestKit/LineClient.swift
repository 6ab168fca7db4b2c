/// What a person's line was answered with.
package struct LineReply: CustomStringConvertible {
    /// The `- ` lines, without their `- `.
    package var lines: [String]
    /// The last line, whole: it begins with `+ ` or `! `.
    package var ending: String

    /// Whether it went well.
    package var isDone: Bool { ending.hasPrefix("+ ") }

    /// The code of a refusal; nil when it went well.
    package var code: String? {
        guard ending.hasPrefix("! "), let colon = ending.firstIndex(of: ":") else { return nil }
        return String(ending[ending.index(ending.startIndex, offsetBy: 2)..<colon])
    }

    /// All lines, as one text.
    package var text: String { (lines + [String(ending.dropFirst(2))]).joined(separator: "\n") }

    package var description: String { (lines.map { "- " + $0 } + [ending]).joined(separator: "\n") }
}

/// A person with `nc`: sends raw bytes, reads lines. Throws at whatever the protocol does not allow a server to write.
package final class LineClient {
    /// The connection, for bytes that are no lines.
    package let socket: Socket
    /// The line the server greets with; nil when it was not read.
    package private(set) var greeting: String?
    /// Pushes that have been read so far: their lines without `* `.
    package private(set) var pushes: [String] = []
    private var reader = LineReader()

    /// Connects, and reads the greeting.
    package init(port: Int, receiveBuffer: Int? = nil, greeted: Bool = true) throws {
        socket = try Socket(port: port, receiveBuffer: receiveBuffer)
        if greeted { greeting = try line() }
    }

    /// Sends text as it is.
    package func send(_ text: String) throws { try socket.send(text) }

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) throws { try socket.send(bytes) }

    /// Half-close.
    package func finishSending() { socket.finishSending() }

    /// The next line without CRLF; nil when the server has closed. Throws when nothing comes in time, or a line does not end in
    /// CRLF or is no UTF-8.
    package func lineOrEnd() throws -> String? {
        while true {
            if let bytes = reader.next() {
                guard bytes.last == UInt8(ascii: "\r"), let text = String(validating: bytes.dropLast(), as: UTF8.self)
                else { throw KitFailure("a line that is no UTF-8 or ends without CRLF: \(bytes)") }
                return text
            }
            let more = try socket.receive()
            if more.isEmpty {
                guard reader.rest.isEmpty else { throw KitFailure("closed inside a line: \(reader.rest)") }
                return nil
            }
            reader.append(more)
        }
    }

    /// The next line; throws at the end.
    package func line() throws -> String {
        guard let line = try lineOrEnd() else { throw KitFailure("the server closed where a line was expected") }
        return line
    }

    /// The next whole reply. Pushes that come before it are kept; one inside it is an error.
    package func reply() throws -> LineReply {
        var lines: [String] = []
        while true {
            let line = try line()
            if line.hasPrefix("+ ") || line.hasPrefix("! ") { return LineReply(lines: lines, ending: line) }
            if line.hasPrefix("- ") || line == "-" {
                lines.append(String(line.dropFirst(2)))
            } else if line.hasPrefix("* ") || line == "*", lines.isEmpty {
                pushes.append(String(line.dropFirst(2)))
            } else {
                throw KitFailure("\(line.debugDescription) inside a reply that began \(lines)")
            }
        }
    }

    /// Sends a line and reads its reply.
    package func ask(_ line: String) throws -> LineReply {
        try send(line + "\n")
        return try reply()
    }

    /// The next line, which must be one of a push, without its `* `.
    package func pushLine() throws -> String {
        let line = try line()
        guard line.hasPrefix("* ") else { throw KitFailure("\(line.debugDescription) where a push was expected") }
        return String(line.dropFirst(2))
    }

    /// Every line until the server closes.
    package func linesToEnd() throws -> [String] {
        var lines: [String] = []
        while let line = try lineOrEnd() { lines.append(line) }
        return lines
    }
}
