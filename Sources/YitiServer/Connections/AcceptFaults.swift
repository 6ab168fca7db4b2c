internal import Logging
internal import NIOCore
internal import Synchronization

/// Says in the log that connections can't be taken, which is when the process or the machine has no descriptors left: once a minute,
/// since it happens with every attempt.
final class AcceptFaults: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = any Channel

    private let name: String
    private let logger: Logger
    private let saidAt = Mutex<NIODeadline?>(nil)
    private static let silence = TimeAmount.minutes(1)

    /// For the listener of that name.
    init(_ name: String, _ logger: Logger) {
        self.name = name
        self.logger = logger
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        say("\(error)")
        context.fireErrorCaught(error)
    }

    /// Says that connections can't be taken, and why.
    func say(_ why: String) {
        let isNew = saidAt.withLock { saidAt in
            let now = NIODeadline.now()
            if let before = saidAt, now < before + Self.silence { return false }
            saidAt = now
            return true
        }
        if isNew {
            logger.error(
                "connections can't be taken; trying again each second",
                metadata: ["listener": "\(name)", "error": "\(why)"])
        }
    }
}
