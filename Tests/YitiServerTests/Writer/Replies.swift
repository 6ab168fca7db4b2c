import Synchronization
import YitiServer
import YitiWire

/// Replies in the order they were given.
final class Replies: Sendable {
    private let given = Mutex<[(name: String, line: [UInt8])]>([])
    private let more: AsyncStream<Void>.Continuation
    private let moreCame: AsyncStream<Void>

    init() { (moreCame, more) = AsyncStream<Void>.makeStream() }

    var names: [String] { given.withLock { $0.map(\.name) } }

    func ask(_ harness: WriterHarness, _ name: String, _ text: String, as user: String, mid: String? = nil) {
        ask(harness.port, harness.connection, name, text, as: user, mid: mid)
    }

    func ask(
        _ port: WriterPort, _ connection: BridgeConnection, _ name: String, _ text: String, as user: String,
        mid: String? = nil
    ) {
        let command = BridgeCommand(id: name, user: user, text: text, mid: mid)
        port.bridgeRequest(connection, .command(command)) { [self] line in
            given.withLock { $0.append((name, line)) }
            more.yield()
        }
    }

    func wait(for count: Int) async throws -> [String: Answer] {
        var left = count
        for await _ in moreCame {
            left -= 1
            if left == 0 { break }
        }
        return try given.withLock { given in
            Dictionary(try given.map { ($0.name, try Answer($0.line)) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
