internal import NIOCore

/// Leaves connections to wait with the system while there is no room for more, and looks again a little later.
final class AcceptGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = any Channel
    typealias OutboundIn = Never

    private let sockets: OpenSockets
    private let faults: AcceptFaults
    private var isShut = false
    private static let pause = TimeAmount.milliseconds(100)

    /// For a listener that says in the log what `faults` is told.
    init(_ sockets: OpenSockets, _ faults: AcceptFaults) {
        self.sockets = sockets
        self.faults = faults
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        sockets.enter(unwrapInboundIn(data))
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        guard !isShut else { return }
        guard !sockets.hasRoom else { return context.read() }
        isShut = true
        faults.say("as many as the process has descriptors for are open")
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) { [self] in
            isShut = false
            if context.channel.isActive { read(context: context) }
        }
    }
}

@available(*, unavailable) extension AcceptGate: Sendable {}
