internal import NIOCore

/// Ends a connection on which nothing comes any more. One that went without a word, as when a router forgets it, would be waited on for hours,
/// and what is said meanwhile would be lost.
final class SilenceHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let question: String
    private var nextLook: Scheduled<Void>?
    private var wasHeard = false
    private var wasAsked = false
    /// After such a silence the other side is asked for a sign of life, and after another one it is given up.
    private static let patience = TimeAmount.seconds(60)

    /// `question` is a line that the other side answers whenever it comes.
    init(asking question: String) { self.question = question }

    func handlerAdded(context: ChannelHandlerContext) { planLook(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        wasHeard = true
        context.fireChannelRead(data)
    }

    private func planLook(_ context: ChannelHandlerContext) {
        nextLook = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { [weak self] in
            self?.look(context)
        }
    }

    /// Looks whether something came since the last look.
    private func look(_ context: ChannelHandlerContext) {
        if wasAsked, !wasHeard { return context.close(promise: nil) }
        wasAsked = !wasHeard
        wasHeard = false
        if wasAsked { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: question)), promise: nil) }
        planLook(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        nextLook?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { nextLook?.cancel() }
}

@available(*, unavailable) extension SilenceHandler: Sendable {}
