internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Answers `/metrics` and `/healthz` on an address of its own.
struct StatusPage: Sendable {
    private let endpoint: Endpoint
    private let bridge: Bridge

    init(_ endpoint: Endpoint, _ bridge: Bridge) {
        self.endpoint = endpoint
        self.bridge = bridge
    }

    /// Listens; throws ``BridgeFailure`` when the address can't be had.
    func open() async throws -> any Channel {
        let bridge = bridge
        do {
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                        try channel.pipeline.syncOperations.addHandler(StatusHandler(bridge))
                    }
                }.bind(host: endpoint.host, port: endpoint.port).get()
        } catch {
            throw BridgeFailure(.configuration, "status: can't listen on \(endpoint): \(error)")
        }
    }
}

/// One connection to the page: answers each request with what the bridge says of itself.
final class StatusHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let bridge: Bridge
    private var path = ""

    init(_ bridge: Bridge) { self.bridge = bridge }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): path = head.uri
        case .body: break
        case .end: answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        let (status, text): (HTTPResponseStatus, String) =
            switch path {
            case "/metrics": (.ok, bridge.metrics)
            case "/healthz": bridge.complaint.map { (.serviceUnavailable, $0 + "\n") } ?? (.ok, "ok\n")
            default: (.notFound, "there is /metrics and /healthz\n")
            }
        let headers: HTTPHeaders = [
            "Content-Type": "text/plain; charset=utf-8", "Content-Length": "\(text.utf8.count)", "Connection": "close",
        ]
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

@available(*, unavailable) extension StatusHandler: Sendable {}
