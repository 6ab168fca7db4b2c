internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

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
        guard registry.admitWeb(from: network) else {
            metrics.refusedConnections.increment()
            logger.notice("too many connections", metadata: ["address": "\(address)"])
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

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard connections.admit(channel) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
        }
        return inside.setup(channel: channel, logger: logger)
    }

    func handle(value: Value, logger: Logger) async { await inside.handle(value: value, logger: logger) }
}
