internal import NIOCore
internal import Synchronization

/// The connection to the server: one of a list, tried in turn.
final class ServerLink: Sendable {
    private let connector: Connector
    private let servers: [Endpoint]
    private let runner: EngineRunner
    private let channel = Mutex<(any Channel)?>(nil)

    init(_ connector: Connector, servers: [Endpoint], runner: EngineRunner) {
        self.connector = connector
        self.servers = servers
        self.runner = runner
    }

    /// Whether a connection stands.
    var isConnected: Bool { channel.withLock { $0?.isActive ?? false } }

    /// Connects, and connects again, until it is cancelled.
    func run() async {
        var backoff = Backoff()
        var turn = 0
        while !Task.isCancelled {
            let server = servers[turn % max(1, servers.count)]
            turn += 1
            var wasWelcome = false
            do {
                wasWelcome = try await hold(server)
            } catch {
                runner.log(.warning, "the server \(server) can't be reached: \(error)")
            }
            if wasWelcome { backoff.reset() }
            // A list is walked through once before anything waits.
            if turn % max(1, servers.count) == 0 || wasWelcome {
                try? await Task.sleep(for: .seconds(backoff.next(chance: .random(in: 0...1))))
            }
        }
    }

    /// Connects, and waits for the connection's end; whether the server had welcomed the bridge.
    private func hold(_ server: Endpoint) async throws -> Bool {
        let end = ConnectionEnd()
        let opened = try await connector.open(server) { [self, runner] channel in
            // The greeting may come before `open` returns, and the answer to it must not be dropped.
            self.channel.withLock { $0 = channel }
            let ping: JSONValue = ["op": "ping", "id": "p"]
            try channel.pipeline.syncOperations.addHandler(SilenceHandler(asking: ping.text + "\n"))
            try channel.pipeline.syncOperations.addHandler(ServerLineHandler(end) { runner.post($0) })
        }
        await withTaskCancellationHandler {
            try? await opened.closeFuture.get()
        } onCancel: {
            opened.close(promise: nil)
        }
        channel.withLock { $0 = nil }
        let wasWelcome = runner.isWelcome
        if !Task.isCancelled {
            let why = end.why ?? (wasWelcome ? nil : "it was closed before we were welcome")
            if let why { runner.log(.warning, "the connection to the server \(server) ended: \(why)") }
        }
        try await runner.handle(.disconnected)
        return wasWelcome
    }

    /// Writes a line; dropped when no connection stands, since the engine says everything again that was not answered.
    func write(_ line: JSONValue) {
        guard let channel = channel.withLock({ $0 }) else { return }
        channel.writeAndFlush(ByteBuffer(string: line.text + "\n"), promise: nil)
    }
}

/// Makes lines of what the server writes.
final class ServerLineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var rest: [UInt8] = []
    private var isGreeted = false
    private let hear: (EngineEvent) -> Void
    private let end: ConnectionEnd
    /// The server never writes a longer line.
    private static let maxLine = 65_536

    init(_ end: ConnectionEnd, hear: @escaping (EngineEvent) -> Void) {
        self.end = end
        self.hear = hear
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += unwrapInboundIn(data).readableBytesView
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            take(rest[..<end])
            rest.removeFirst(end + 1)
        }
        if rest.count > Self.maxLine { context.close(promise: nil) }
    }

    private func take(_ line: ArraySlice<UInt8>) {
        if !isGreeted {
            isGreeted = true
            hear(.connected)
        } else if let json = JSONValue(line) {
            hear(.line(json))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end.note(error)
        context.close(promise: nil)
    }
}

@available(*, unavailable) extension ServerLineHandler: Sendable {}
