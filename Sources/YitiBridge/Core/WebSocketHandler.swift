internal import NIOCore
internal import NIOWebSocket

/// Gathers a WebSocket's messages until they are asked for, answers pings, and sends its own.
final class WebSocketHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private var messages: [String] = []
    private var waiting: EventLoopPromise<String>?
    private var end: WebSocketClosed?
    private var context: ChannelHandlerContext?
    /// Whether a read was asked for and not done, because too much waits.
    private var holdsRead = false
    private let pingSeconds: Double?
    private var nextPing: Scheduled<Void>?
    private var silences = 0
    private static let maxWaiting = 256

    init(pingSeconds: Double?) { self.pingSeconds = pingSeconds }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        planPing(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(WebSocketClosed(code: nil))
        self.context = nil
    }

    /// The next message, now or when it comes.
    func next(on loop: any EventLoop) -> EventLoopFuture<String> {
        let promise = loop.makePromise(of: String.self)
        if !messages.isEmpty {
            promise.succeed(messages.removeFirst())
            goOnReading()
        } else if let end {
            promise.fail(end)
        } else {
            waiting = promise
        }
        return promise.futureResult
    }

    /// Ends it from this side. The other side answers with a code of its own, mostly 1000, which is no reason: this side had one.
    func close(_ code: UInt16) {
        guard let context, end == nil else { return }
        finish(WebSocketClosed(code: nil))
        let channel = context.channel
        send(.connectionClose, ByteBuffer(integer: code), context).whenComplete { _ in channel.close(promise: nil) }
    }

    func read(context: ChannelHandlerContext) {
        if messages.count < Self.maxWaiting { context.read() } else { holdsRead = true }
    }

    private func goOnReading() {
        guard let context, holdsRead, messages.count < Self.maxWaiting / 2 else { return }
        holdsRead = false
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        silences = 0
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text: take(String(buffer: frame.unmaskedData))
        case .ping: send(.pong, frame.unmaskedData, context)
        case .connectionClose:
            let reason = frame.unmaskedData
            send(.connectionClose, reason, context)
            let code = reason.getInteger(at: reason.readerIndex, as: UInt16.self)
            finish(WebSocketClosed(code: code.map(Int.init) ?? 1005))
            context.close(promise: nil)
        default: break
        }
    }

    private func take(_ text: String) {
        guard let waiting else { return messages.append(text) }
        self.waiting = nil
        waiting.succeed(text)
    }

    private func planPing(_ context: ChannelHandlerContext) {
        guard let pingSeconds, end == nil else { return }
        nextPing = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(pingSeconds * 1000))) {
            [weak self] in self?.ping()
        }
    }

    private func ping() {
        guard let context else { return }
        defer { planPing(context) }
        // What is not read can't be heard.
        guard !holdsRead else { return }
        silences += 1
        if silences > 2 { return context.close(promise: nil) }
        send(.ping, ByteBuffer(), context)
    }

    @discardableResult
    private func send(
        _ opcode: WebSocketOpcode, _ data: ByteBuffer, _ context: ChannelHandlerContext
    ) -> EventLoopFuture<Void> {
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
        return context.writeAndFlush(wrapOutboundOut(frame))
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(WebSocketClosed(code: nil))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func finish(_ end: WebSocketClosed) {
        nextPing?.cancel()
        self.end = self.end ?? end
        waiting?.fail(self.end ?? end)
        waiting = nil
    }
}

@available(*, unavailable) extension WebSocketHandler: Sendable {}
