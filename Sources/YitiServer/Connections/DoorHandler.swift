internal import Logging
internal import NIOCore
import YitiWire

/// The door of every connection: greets at once, and lets the first octet decide the mode for good.
final class DoorHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let surroundings: ConnectionSurroundings
    private let mode: ListenerMode
    private let address: PeerAddress
    private let id: ConnectionID
    private var timeout: Scheduled<Void>?
    private var stay: Stay?
    private var isDecided = false

    init(id: ConnectionID, address: PeerAddress, mode: ListenerMode, surroundings: ConnectionSurroundings) {
        self.id = id
        self.address = address
        self.mode = mode
        self.surroundings = surroundings
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { open(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        open(context)
        context.fireChannelActive()
    }

    private func open(_ context: ChannelHandlerContext) {
        guard timeout == nil, !isDecided else { return }
        let surroundings = surroundings
        guard surroundings.book.admit(address) else {
            surroundings.logger.notice("too many connections", metadata: ["address": "\(address)"])
            return turnAway(context, "! busy: too many connections from here; close one, or try again in a minute")
        }
        let stay = Stay(address: address, book: surroundings.book)
        self.stay = stay
        context.channel.closeFuture.assumeIsolated().whenComplete { _ in stay.end() }
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timeout = context.eventLoop.scheduleTask(in: .seconds(Int64(surroundings.limits.firstLineSeconds))) {
            let (handler, context) = loopBound.value
            handler.turnAway(
                context, "* nothing was said for \(handler.surroundings.limits.firstLineSeconds) s; goodbye")
        }
        write(context, ServerName.greeting, then: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDecided, let first = unwrapInboundIn(data).readableBytesView.first else { return }
        guard let stay else { return }
        isDecided = true
        timeout?.cancel()
        timeout = nil
        guard first != 0x16 else {
            surroundings.logger.info("a TLS hello on a clear port", metadata: ["address": "\(address)"])
            return context.close(promise: nil)
        }
        let isBridge = first == UInt8(ascii: "{")
        guard mode == .auto || (mode == .bridge) == isBridge else {
            let spoken = mode == .bridge ? "bridges only: begin with a JSON hello" : "people only: type a command"
            return turnAway(context, "! forbidden: this port is for \(spoken)")
        }
        let next: any ChannelHandler = isBridge ? bridge(stay) : human(stay)
        do {
            try context.pipeline.syncOperations.addHandler(next, position: .after(self))
        } catch {
            return context.close(promise: nil)
        }
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func bridge(_ stay: Stay) -> BridgeHandler {
        BridgeHandler(id: id, address: address, surroundings: surroundings, firstLineSeen: stay.settleFirstLine)
    }

    private func human(_ stay: Stay) -> HumanHandler {
        HumanHandler(id: id, address: address, surroundings: surroundings, firstLineSeen: stay.settleFirstLine)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed where !isDecided: context.close(promise: nil)
        case ConnectionEvent.drain where !isDecided: turnAway(context, "* the server stops; come back soon")
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func turnAway(_ context: ChannelHandlerContext, _ line: String) {
        isDecided = true
        timeout?.cancel()
        let promise = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        promise.futureResult.whenComplete { _ in channel.close(promise: nil) }
        write(context, line, then: promise)
    }

    private func write(_ context: ChannelHandlerContext, _ line: String, then promise: EventLoopPromise<Void>?) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: promise)
    }
}

@available(*, unavailable) extension DoorHandler: Sendable {}
