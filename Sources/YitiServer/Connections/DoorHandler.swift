internal import Logging
internal import NIOCore
import YitiCore
import YitiWire
import YitiWords

/// The door of every connection: greets at once, and lets the first octet decide the mode for good.
final class DoorHandler: ChannelInboundHandler, RemovableChannelHandler, NIOScheduledCallbackHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let surroundings: ConnectionSurroundings
    private let mode: ListenerMode
    private let address: PeerAddress
    private let stay: ConnectionLease
    private var context: ChannelHandlerContext?
    private var timeout: NIOScheduledCallback?
    private var isDecided = false

    init(stay: ConnectionLease, address: PeerAddress, mode: ListenerMode, surroundings: ConnectionSurroundings) {
        self.stay = stay
        self.address = address
        self.mode = mode
        self.surroundings = surroundings
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { open(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        open(context)
        context.fireChannelActive()
    }

    private func open(_ context: ChannelHandlerContext) {
        guard timeout == nil, !isDecided else { return }
        if let limit = stay.admit(address) {
            surroundings.metrics.refusedConnections.increment()
            surroundings.logger.notice(
                "too many connections", metadata: ["address": "\(address)", "limit": "\(limit.rawValue)"])
            return turnAway(context, DoorWords.busy)
        }
        let patience = TimeAmount.seconds(Int64(surroundings.limits.firstLineSeconds))
        timeout = try? context.eventLoop.assumeIsolated().scheduleCallback(in: patience, handler: self)
        write(context, Self.ended(DoorWords.greeting(ServerName.text)), then: nil)
    }

    /// Nothing has come in time.
    func handleScheduledCallback(eventLoop: some EventLoop) {
        timeout = nil
        guard let context, !isDecided else { return }
        turnAway(context, DoorWords.silence(seconds: surroundings.limits.firstLineSeconds))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        timeout?.cancel()
        timeout = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDecided, let first = unwrapInboundIn(data).readableBytesView.first else { return }
        isDecided = true
        timeout?.cancel()
        timeout = nil
        guard first != 0x16 else {
            surroundings.logger.info("a TLS hello on a clear port", metadata: ["address": "\(address)"])
            return context.close(promise: nil)
        }
        let isBridge = first == UInt8(ascii: "{")
        guard mode == .auto || (mode == .bridge) == isBridge else {
            if mode == .bridge { return turnAway(context, DoorWords.bridgesOnly) }
            // Whoever begins with JSON reads nothing else.
            return turnAway(context, bytes: ServerLine.err(id: nil, .forbidden, text: DoorWords.peopleOnly))
        }
        stay.decide(isBridge ? .bridge : .human)
        let next: any ChannelHandler = isBridge ? bridge : human
        do {
            try context.pipeline.syncOperations.addHandler(next, position: .after(self))
        } catch {
            return context.close(promise: nil)
        }
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private var bridge: BridgeHelloHandler {
        BridgeHelloHandler(
            id: stay.id, address: address, surroundings: surroundings, firstLineSeen: stay.settleFirstLine)
    }

    private var human: HumanHandler {
        HumanHandler(id: stay.id, address: address, surroundings: surroundings, firstLineSeen: stay.settleFirstLine)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed where !isDecided: context.close(promise: nil)
        case ConnectionEvent.drain where !isDecided: turnAway(context, DoorWords.stopping)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func turnAway(_ context: ChannelHandlerContext, _ line: String) {
        turnAway(context, bytes: Self.ended(line))
    }

    private func turnAway(_ context: ChannelHandlerContext, bytes: [UInt8]) {
        isDecided = true
        timeout?.cancel()
        let promise = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        promise.futureResult.whenComplete { _ in channel.close(promise: nil) }
        write(context, bytes, then: promise)
    }

    private static func ended(_ line: String) -> [UInt8] { Array((line + "\r\n").utf8) }

    private func write(_ context: ChannelHandlerContext, _ bytes: [UInt8], then promise: EventLoopPromise<Void>?) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: promise)
    }
}

@available(*, unavailable) extension DoorHandler: Sendable {}
