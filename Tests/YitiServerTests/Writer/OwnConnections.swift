import Testing
import YitiServer

extension WriterHarness {
    /// A person's own connection; everybody has another number.
    func open(_ number: UInt64, from address: String = "test") -> HumanConnection {
        let connection = HumanConnection(
            id: ConnectionID(number: number), address: PeerAddress(text: address, isLoopback: address == "test"),
            wake: {})
        port.humanOpened(connection)
        return connection
    }

    /// What comes of a line that is typed there.
    func say(_ line: String, on connection: HumanConnection) async -> HumanReply {
        await withCheckedContinuation { continuation in
            port.humanRequest(connection, .line(line)) { continuation.resume(returning: $0) }
        }
    }
}

extension HumanReply {
    /// Whether it ends with a `!` line.
    var isRefused: Bool { if case .refused = ending { true } else { false } }

    /// The word of it that is as long as keys (32) or codes (13) are.
    func secret(length: Int) throws -> String {
        var lines = lines
        if case .done(let last) = ending { lines.append(last) }
        let words = lines.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }
        return String(try #require(words.first { $0.count == length }))
    }
}
