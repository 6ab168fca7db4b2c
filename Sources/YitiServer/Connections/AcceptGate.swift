internal import NIOCore

/// Leaves connections to wait with the system while there are no descriptors for more, and looks again a little later.
final class AcceptGate: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = Never

    private let faults: AcceptFaults
    private var isShut = false
    private static let pause = TimeAmount.milliseconds(100)

    /// For a listener that says in the log what `faults` is told.
    init(_ faults: AcceptFaults) { self.faults = faults }

    func read(context: ChannelHandlerContext) {
        guard !isShut else { return }
        guard !Descriptors.haveRoom else { return context.read() }
        isShut = true
        faults.say("as many as the process has descriptors for are open")
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) { [self] in
            isShut = false
            if context.channel.isActive { read(context: context) }
        }
    }
}

@available(*, unavailable) extension AcceptGate: Sendable {}
