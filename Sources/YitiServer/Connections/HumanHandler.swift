internal import Logging
internal import NIOCore

final class HumanHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    init(
        id: ConnectionID, address: PeerAddress, desk: DeskPort, limits: Limits, logger: Logger,
        throttle: FailureThrottle, counters: Counters, firstLineSeen: @escaping () -> Void
    ) {}
}
@available(*, unavailable) extension HumanHandler: Sendable {}
