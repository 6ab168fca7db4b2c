internal import NIOCore
internal import NIOHTTP1
internal import NIOWebSocket
internal import Synchronization

/// A WebSocket (RFC 6455) of text messages over the ``Connector``. What is not taken yet is bounded: then nothing more is read.
public final class WebSocket: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<WebSocketHandler>
    /// How long the other side may take to open it.
    private static let openSeconds: Int64 = 10
    /// The most octets of a message.
    private static let maxMessage = 16 << 20

    private init(_ channel: any Channel, _ handler: NIOLoopBound<WebSocketHandler>) {
        self.channel = channel
        self.handler = handler
    }

    /// Opens one. With `pingSeconds` the other side is asked for a sign of life so often, and given up after two silences.
    ///
    /// Throws ``WebSocketRefusal`` when the other side answers with another status, and whatever keeps it from being reached.
    public static func open(
        _ connector: Connector, _ endpoint: Endpoint, path: String, headers: [(String, String)] = [],
        pingSeconds: Double? = nil
    ) async throws -> WebSocket {
        let result = Mutex<EventLoopFuture<NIOLoopBound<WebSocketHandler>>?>(nil)
        let opening = WebSocketOpening(endpoint: endpoint, path: path, headers: headers, pingSeconds: pingSeconds)
        let channel = try await connector.open(endpoint) { channel in
            let opened = try opening.prepare(channel, maxMessage: maxMessage)
            result.withLock { $0 = opened }
        }
        let timer = channel.eventLoop.scheduleTask(in: .seconds(openSeconds)) { channel.close(promise: nil) }
        defer { timer.cancel() }
        guard let opened = result.withLock({ $0 }) else { throw WebSocketClosed(code: nil) }
        do {
            return WebSocket(channel, try await opened.get())
        } catch {
            channel.close(promise: nil)
            throw error
        }
    }

    /// Waits for the next message. Throws ``WebSocketClosed`` when there is none any more; a task that is cancelled closes it.
    public func next() async throws -> String {
        try await withTaskCancellationHandler {
            try await channel.eventLoop.flatSubmit { [handler, loop = channel.eventLoop] in handler.value.next(on: loop)
            }.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// Sends a message; returns when it is given to the system.
    public func send(_ text: String) async throws {
        let frame = WebSocketFrame(fin: true, opcode: .text, maskKey: .random(), data: ByteBuffer(string: text))
        try await channel.writeAndFlush(frame)
    }

    /// Closes it with a code. Who reads is told that it is gone, whatever the other side says to that.
    public func close(_ code: UInt16) {
        channel.eventLoop.execute { [handler] in handler.value.close(code) }
    }
}

/// A WebSocket is no more.
public struct WebSocketClosed: Error, Hashable, CustomStringConvertible {
    /// What the other side gave as the reason; nil when the connection broke.
    public let code: Int?

    /// A sentence for the log.
    public var description: String { code.map { "the other side closed it: \($0)" } ?? "the connection is gone" }
}

/// The other side opens no WebSocket.
public struct WebSocketRefusal: Error, Hashable, CustomStringConvertible {
    /// The status that it answered with.
    public let status: Int

    /// A sentence for the log.
    public var description: String { "no WebSocket: \(status)" }
}

/// The request that makes a connection a WebSocket.
private struct WebSocketOpening: Sendable {
    let endpoint: Endpoint
    let path: String
    let headers: [(String, String)]
    let pingSeconds: Double?

    private typealias Opened = EventLoopFuture<NIOLoopBound<WebSocketHandler>>

    func prepare(_ channel: any Channel, maxMessage: Int) throws -> EventLoopFuture<NIOLoopBound<WebSocketHandler>> {
        let upgrader = NIOTypedWebSocketClientUpgrader<Opened>(maxFrameSize: maxMessage) {
            [pingSeconds] channel, _ in
            channel.eventLoop.makeCompletedFuture {
                let handler = WebSocketHandler(pingSeconds: pingSeconds)
                let aggregator = NIOWebSocketFrameAggregator(
                    minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 4096, maxAccumulatedFrameSize: maxMessage)
                try channel.pipeline.syncOperations.addHandlers([aggregator, handler])
                return channel.eventLoop.makeSucceededFuture(NIOLoopBound(handler, eventLoop: channel.eventLoop))
            }
        }
        let configuration = NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: head, upgraders: [upgrader]
        ) { channel in
            let refused = channel.eventLoop.makePromise(of: NIOLoopBound<WebSocketHandler>.self)
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(WebSocketRefusalHandler(refused))
                // The answer is read only when this is there.
                return refused.futureResult
            }
        }
        var pipeline = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: configuration)
        // The first message may come in one packet with the answer.
        pipeline.leftOverBytesStrategy = .forwardBytes
        let opened = try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: pipeline)
        return opened.flatMap { $0 }
    }

    private var head: HTTPRequestHead {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path)
        head.headers.add(name: "Host", value: endpoint.hostHeader)
        head.headers.add(name: "Content-Length", value: "0")
        for (name, value) in headers { head.headers.add(name: name, value: value) }
        return head
    }
}

/// Reads the status of an answer that is no upgrade.
private final class WebSocketRefusalHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let refused: EventLoopPromise<NIOLoopBound<WebSocketHandler>>

    init(_ refused: EventLoopPromise<NIOLoopBound<WebSocketHandler>>) { self.refused = refused }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        refused.fail(WebSocketRefusal(status: Int(head.status.code)))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { refused.fail(WebSocketClosed(code: nil)) }
}

@available(*, unavailable) extension WebSocketRefusalHandler: Sendable {}
