internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// A stream of events to one page. Events are hints: they say that something has changed, and the page asks what.
final class BrowserStream: Sendable {
    let connection: HumanConnection
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation
    private let channel: any Channel
    private let onEnd: @Sendable (HumanConnection) -> Void
    private let metrics: ServiceMetrics
    private let unheard = Atomic<Int>(0)

    /// After so many comments that the browser did not take its connection is closed.
    private static let maxUnheard = 3

    /// A stream over a connection; `onEnd` is told when it is over, however that comes.
    init(
        id: ConnectionID, address: PeerAddress, channel: any Channel, metrics: ServiceMetrics,
        onEnd: @escaping @Sendable (HumanConnection) -> Void
    ) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wakes = stream
        waker = continuation
        connection = HumanConnection(id: id, address: address) { continuation.yield() }
        self.channel = channel
        self.metrics = metrics
        self.onEnd = onEnd
        metrics.streamOpened()
    }

    deinit {
        metrics.streamClosed()
        for case .push(let push) in connection.end() { push.whenSettled(false) }
        onEnd(connection)
    }

    /// Writes a comment, so that whoever is on the way keeps the connection, and so that one that is gone is noticed.
    func comment() {
        if unheard.add(1, ordering: .relaxed).newValue > Self.maxUnheard {
            metrics.slowConsumers.increment(.web)
            return channel.close(promise: nil)
        }
        waker.yield()
    }

    /// Ends it.
    func finish() { waker.finish() }

    /// Ends with the connection, and the connection with what the browser has to say: nobody hears the rest.
    private func endWithTheBrowser() {
        channel.closeFuture.whenComplete { [weak self] _ in self?.finish() }
        channel.eventLoop.execute { [channel] in
            try? channel.pipeline.syncOperations.addHandler(InputEndHandler(), position: .first)
        }
    }

    /// Writes what comes until the end.
    func write(to writer: inout any ResponseBodyWriter) async throws {
        endWithTheBrowser()
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
        for await _ in wakes {
            let outgoing = connection.takeOutgoing()
            if outgoing.isEmpty { try await writer.write(ByteBuffer(string: ":\n\n")) }
            var isOver = false
            for item in outgoing { isOver = try await write(item, to: &writer) || isOver }
            unheard.store(0, ordering: .relaxed)
            if isOver { break }
        }
        try await writer.finish(nil)
    }

    /// Writes one thing; true when it is the last.
    private func write(
        _ item: HumanConnection.Outgoing, to writer: inout any ResponseBodyWriter
    ) async throws -> Bool {
        switch item {
        case .push(let push):
            do { try await writer.write(ByteBuffer(string: "event: push\ndata: {}\n\n")) } catch {
                push.whenSettled(false)
                throw error
            }
            metrics.writtenPushes.increment()
            push.whenSettled(true)
        case .update: try await writer.write(ByteBuffer(string: "event: changed\ndata: {}\n\n"))
        case .close: return true
        case .reply: break
        }
        return false
    }
}

/// Closes a connection whose other side says nothing more.
private final class InputEndHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}

@available(*, unavailable) extension InputEndHandler: Sendable {}

/// Every stream that is open.
final class BrowserStreams: Sendable {
    private struct Weak: Sendable { weak let stream: BrowserStream? }

    private struct State {
        var streams: [ConnectionID: Weak] = [:]
        var isDraining = false
    }

    private let state = Mutex(State())
    private let lastNumber = Atomic<UInt64>(0)
    /// Numbers of streams lie beyond those of all connections.
    private static let firstNumber: UInt64 = 1 << 62

    /// Whether no more may begin.
    var isDraining: Bool { state.withLock { $0.isDraining } }

    /// A number for a new stream.
    func nextID() -> ConnectionID {
        ConnectionID(number: Self.firstNumber + lastNumber.add(1, ordering: .relaxed).newValue)
    }

    /// Enters a stream; false when the server stops already.
    func enter(_ stream: BrowserStream) -> Bool {
        state.withLock { state in
            guard !state.isDraining else { return false }
            state.streams[stream.connection.id] = Weak(stream: stream)
            return true
        }
    }

    func leave(_ id: ConnectionID) { state.withLock { _ = $0.streams.removeValue(forKey: id) } }

    /// Has each write a comment.
    func comment() { for entry in state.withLock({ Array($0.streams.values) }) { entry.stream?.comment() } }

    /// Ends all, and lets none begin any more.
    func drain() {
        let streams = state.withLock { state in
            state.isDraining = true
            return Array(state.streams.values)
        }
        for entry in streams { entry.stream?.finish() }
    }
}
