internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// Counts the connections of the HTTP listeners together with all others, and closes what is too many.
struct WebConnections: Sendable {
    let registry: ConnectionRegistry
    let metrics: ServiceMetrics
    let logger: Logger
    let open = OpenChannels()
    /// Their connections are many people's: only the total counts for them.
    let proxies: [NetworkRange]

    init(registry: ConnectionRegistry, metrics: ServiceMetrics, logger: Logger, proxies: [NetworkRange]) {
        self.registry = registry
        self.metrics = metrics
        self.logger = logger
        self.proxies = proxies
    }

    /// Counts a connection until it is closed; false when it is one too many.
    func admit(_ channel: any Channel) -> Bool {
        let address = PeerAddress(channel.remoteAddress)
        let network = address.isLoopback || proxies.contains { $0.contains(address.text) } ? nil : address.network
        if let limit = registry.admitWeb(from: network) {
            metrics.refusedConnections.increment()
            logger.notice(
                "too many connections", metadata: ["address": "\(address)", "limit": "\(limit.rawValue)"])
            return false
        }
        open.insert(channel)
        channel.closeFuture.whenComplete { [registry] _ in registry.releaseWeb(from: network) }
        return true
    }
}

/// A connection that speaks HTTP, if it is not one too many.
struct CountedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let inside: HTTP1Channel
    let connections: WebConnections
    /// How long a request may take to come.
    let requestTime: TimeAmount

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard connections.admit(channel) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
        }
        return inside.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(LastRequestHandler(), position: .after(decoder.handler))
            try RequestTimer.add(to: pipeline, limit: requestTime)
            return value
        }
    }

    func handle(value: Value, logger: Logger) async { await inside.handle(value: value, logger: logger) }
}

/// Says `Connection: close` of every request behind which its connection ends, in the one spelling by which Hummingbird knows it: of HTTP/1.0
/// without `keep-alive`, and where `close` is one of several words or written large (RFC 9112, 9.3).
private final class LastRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), !head.isKeepAlive else {
            return context.fireChannelRead(data)
        }
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
