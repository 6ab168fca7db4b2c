internal import Dispatch
package import Logging
internal import NIOConcurrencyHelpers
package import NIOCore
internal import NIOPosix
internal import NIOSSL
import YitiWire

/// Takes connections and lets them end in good order.
package final class Listeners: Sendable {
    private let group: any EventLoopGroup
    private let surroundings: ConnectionSurroundings
    private let open = NIOLockedValueBox<[any Channel]>([])

    /// Listeners whose connections speak to a writer.
    package init(
        group: any EventLoopGroup, writer: WriterPort, limits: Limits, logger: Logger,
        metrics: ServiceMetrics = ServiceMetrics()
    ) {
        self.group = group
        surroundings = ConnectionSurroundings(writer: writer, limits: limits, logger: logger, metrics: metrics)
    }

    /// Who is connected, for others whose connections count with these.
    var registry: ConnectionRegistry { surroundings.registry }

    /// Opens a listener, which problems call `name`, and returns the address and port it is bound to. Throws when the address can't be
    /// bound or the certificate can't be read.
    package func listen(
        _ listener: ListenerConfiguration, name: String = "listeners[0]"
    ) throws -> (address: String, port: Int) {
        do {
            return try bind(listener, name)
        } catch {
            throw ListenFailure(name, at: BindPlace(address: listener.address, port: listener.port), error)
        }
    }

    private func bind(_ listener: ListenerConfiguration, _ name: String) throws -> (address: String, port: Int) {
        let security = try listener.tls?.context()
        let surroundings = surroundings
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let faults = AcceptFaults(name, surroundings.logger)
                    // Without descriptors every attempt fails at once, and there would be no end of them.
                    try channel.pipeline.syncOperations.addHandlers([
                        AcceptGate(faults), faults,
                        AcceptBackoffHandler(shouldForwardIOErrorCaught: false),
                    ])
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            // A channel keeps its last buffer: it starts small for people and grows for bridges.
            .childChannelOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 64, initial: 64, maximum: 65_536)
            )
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try Self.admit(channel, listener, security, surroundings) }
            }
        let channel = try bootstrap.bind(host: listener.address, port: listener.port).wait()
        open.withLockedValue { $0.append(channel) }
        return (listener.address, channel.localAddress?.port ?? listener.port)
    }

    /// What a new connection goes through: a proxy's header, which is in the clear, then TLS, then the door.
    private static func admit(
        _ channel: any Channel, _ listener: ListenerConfiguration, _ security: NIOSSLContext?,
        _ surroundings: ConnectionSurroundings
    ) throws {
        guard let stay = ConnectionLease(channel, surroundings) else { throw ChannelError.ioOnClosedChannel }
        channel.closeFuture.assumeIsolated().whenComplete { _ in stay.end() }
        let peer = PeerAddress(channel.remoteAddress)
        let inside = { (address: PeerAddress) -> [any ChannelHandler] in
            let door = DoorHandler(stay: stay, address: address, mode: listener.mode, surroundings: surroundings)
            return security.map { [NIOSSLServerHandler(context: $0), door] } ?? [door]
        }
        guard !listener.proxies.isEmpty else { return try channel.pipeline.syncOperations.addHandlers(inside(peer)) }
        guard listener.proxies.contains(where: { $0.contains(peer.text) }) else {
            surroundings.logger.warning("not a listed proxy", metadata: ["address": "\(peer)"])
            throw ChannelError.ioOnClosedChannel
        }
        try channel.pipeline.syncOperations.addHandler(
            ProxyHandler(peer: peer, logger: surroundings.logger, inside: inside))
    }

    /// What a connection is told whose token was taken away or replaced.
    static let voidToken = "the token of this bridge is void"

    /// Ends every connection of a bridge whose token is void: all of them, or those with the token of a hash.
    package func close(bridge: String, tokenHash: [UInt8]? = nil) {
        for connection in surroundings.registry.connections(of: bridge)
        where tokenHash.map({ connection.tokenHash == $0 }) ?? true {
            connection.close(.shutdown, saying: Self.voidToken)
        }
    }

    /// Tells everybody that the database can't be reached, and lets them go.
    package func sayUnavailable() {
        for channel in surroundings.registry.everybody {
            channel.pipeline.fireUserInboundEventTriggered(ConnectionEvent.unavailable)
        }
    }

    /// Lets nobody in any more, has every connection finish what it was asked, and returns when all have ended, or when the
    /// time for it is up. Blocks: never call it on an event loop.
    package func stop() {
        // The listening channels are closed, not cancelled: connections that arrive just now are refused by the system.
        for channel in open.withLockedValue({ $0 }) { try? channel.close().wait() }
        let channels = surroundings.registry.drain()
        let left = DispatchGroup()
        for channel in channels {
            left.enter()
            channel.closeFuture.whenComplete { _ in left.leave() }
            channel.pipeline.fireUserInboundEventTriggered(ConnectionEvent.drain)
        }
        let seconds = max(1, surroundings.limits.shutdownSeconds - 2)
        guard left.wait(timeout: .now() + .seconds(seconds)) == .timedOut else { return }
        for channel in channels { channel.close(promise: nil) }
        _ = left.wait(timeout: .now() + .seconds(1))
    }
}

extension PeerAddress {
    /// The address of a connection's other end.
    init(_ address: SocketAddress?) {
        let text = address?.ipAddress ?? address?.pathname ?? "unknown"
        let isLoopback =
            text.hasPrefix("127.") || text == "::1" || text.hasPrefix("::ffff:127.") || address?.ipAddress == nil
        self.init(text: text, isLoopback: isLoopback)
    }
}
