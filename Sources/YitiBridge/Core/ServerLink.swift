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
            let began = ContinuousClock.now
            do {
                try await hold(server)
                if ContinuousClock.now - began > .seconds(10) { backoff.reset() }
            } catch {
                runner.log(.warning, "the server \(server) can't be reached: \(error)")
            }
            // A list is walked through once before anything waits.
            if turn % max(1, servers.count) == 0 || began.duration(to: .now) > .seconds(10) {
                try? await Task.sleep(for: .seconds(backoff.next(chance: .random(in: 0...1))))
            }
        }
    }

    private func hold(_ server: Endpoint) async throws {
        let opened = try await connector.open(server) { [self, runner] channel in
            // The greeting may come before `open` returns, and the answer to it must not be dropped.
            self.channel.withLock { $0 = channel }
            try channel.pipeline.syncOperations.addHandler(ServerLineHandler { runner.post($0) })
        }
        await withTaskCancellationHandler {
            try? await opened.closeFuture.get()
        } onCancel: {
            opened.close(promise: nil)
        }
        channel.withLock { $0 = nil }
        try await runner.handle(.disconnected)
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
    /// The server never writes a longer line.
    private static let maxLine = 65_536

    init(hear: @escaping (EngineEvent) -> Void) { self.hear = hear }

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

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

@available(*, unavailable) extension ServerLineHandler: Sendable {}
