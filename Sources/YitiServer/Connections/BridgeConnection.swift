internal import Synchronization
package import YitiWire

/// A bridge's connection as the rest of the server sees it. Safe from any thread; what is sent is written on the
/// connection's event loop in the order of the calls, and dropped when the connection has ended.
package final class BridgeConnection: Sendable {
    /// Something to be done on the event loop, in order.
    package enum Outgoing: Sendable {
        case reply(ticket: UInt64, [UInt8])
        /// The line is written out by whoever takes it.
        case push(delivery: String, line: @Sendable () -> [UInt8])
        case line([UInt8])
        /// The instance is the newer one's that took the place, if it said so.
        case close(ByeCode, String, by: String?)
    }

    /// Tells it from all others.
    package let id: ConnectionID
    /// Where it comes from.
    package let address: PeerAddress
    /// The name it proved.
    package let bridge: String
    /// Of the token it proved it with.
    let tokenHash: [UInt8]
    /// How many pushes may be unacked at a time.
    package let window: Int
    /// What the bridge's process calls itself; nil when it did not say.
    let instance: String?
    /// Whether it shows pictures.
    let showsImages: Bool
    private let outbox: Outbox<Outgoing>
    private let pushing: Mutex<Bool>
    private let held = Atomic<Int>(0)

    /// A connection whose outbox calls `wake` when it stops being empty. A test gives a `wake` that does nothing and reads
    /// ``takeOutgoing()``.
    package init(
        id: ConnectionID, address: PeerAddress, hello: BridgeHello, wake: @escaping @Sendable () -> Void
    ) {
        self.id = id
        self.address = address
        self.bridge = hello.bridge
        self.tokenHash = Secrets.hash(hello.token)
        self.window = hello.window
        self.instance = hello.instance
        self.showsImages = hello.features.contains("image")
        self.outbox = Outbox(wake: wake)
        self.pushing = Mutex(hello.push)
    }

    /// Whether pushes may be sent here: it asked for them, is open, and no newer connection took its place.
    package var takesPushes: Bool { pushing.withLock { $0 } && outbox.isOpen }

    /// Sends a `push` line; false when this connection takes none (any more), and then nothing was sent. The line is written out on
    /// the event loop, so that the one who sends a great many has only to say what they are about.
    package func push(delivery: String, line: @autoclosure @escaping @Sendable () -> [UInt8]) -> Bool {
        pushing.withLock { $0 ? outbox.append(.push(delivery: delivery, line: line)) : false }
    }

    /// Sends a line that is neither a reply nor a push; LF included.
    package func send(_ line: [UInt8]) { _ = outbox.append(.line(line)) }

    /// Answers what has been read, writes `bye` and closes.
    package func close(_ code: ByeCode, saying text: String, by instance: String? = nil) {
        stopPushes()
        _ = outbox.append(.close(code, text, by: instance))
    }

    /// From here on ``push(delivery:line:)`` refuses.
    func stopPushes() { pushing.withLock { $0 = false } }

    /// Bytes that are written and that the network has not taken yet.
    package var outstandingBytes: Int { held.load(ordering: .relaxed) }

    /// Says how much is outstanding; for the event loop.
    func note(outstandingBytes: Int) { held.store(outstandingBytes, ordering: .relaxed) }

    /// Whether the connection still is.
    package var isOpen: Bool { outbox.isOpen }

    /// Answers the request of that ticket.
    func answer(ticket: UInt64, _ line: [UInt8]) { _ = outbox.append(.reply(ticket: ticket, line)) }

    /// What has been sent since the last time, for the event loop (or a test) to take.
    package func takeOutgoing() -> [Outgoing] { outbox.take() }

    /// Ends the connection for everybody who holds it; returns what was never taken.
    package func end() -> [Outgoing] {
        stopPushes()
        return outbox.end()
    }
}
