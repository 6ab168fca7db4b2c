internal import Logging
internal import NIOCore
import YitiCore
import YitiWire

/// A bridge's connection until it is known whose it is: its first line must be a `hello`. The writer looks at that; then a
/// ``BridgeHandler`` takes the connection over, or it is refused and ends.
final class BridgeHelloHandler: ChannelInboundHandler, RemovableChannelHandler, NIOScheduledCallbackHandler {
    typealias InboundIn = ByteBuffer

    private enum Phase {
        /// The first line has not come.
        case waiting
        /// The `hello` is being looked at.
        case asking
        case ended
    }

    private let id: ConnectionID
    private let address: PeerAddress
    private let surroundings: ConnectionSurroundings
    private var firstLineSeen: (() -> Void)?
    private var phase = Phase.waiting
    private var intake: LineIntake<LineFramer>
    private var output: ConnectionOutput?
    private var timer = ConnectionTimer()
    private var context: ChannelHandlerContext?

    /// A handler to be added behind whatever decrypts. `firstLineSeen` is called once, when a whole line has come.
    init(
        id: ConnectionID, address: PeerAddress, surroundings: ConnectionSurroundings,
        firstLineSeen: @escaping () -> Void
    ) {
        self.id = id
        self.address = address
        self.surroundings = surroundings
        self.firstLineSeen = firstLineSeen
        intake = LineIntake(LineFramer(lineBytes: surroundings.limits.lineBridgeBytes))
    }

    private var limits: Limits { surroundings.limits }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        output = ConnectionOutput(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { finish() }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    private func finish() {
        phase = .ended
        timer.cancel()
        output?.end()
        output = nil
        firstLineSeen = nil
        context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .ended = phase { return }
        intake.append(unwrapInboundIn(data))
        readHello(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            intake.end()
            output?.inputEnded()
            readHello(context)
        case ConnectionEvent.drain: end(with: ServerLine.bye(.shutdown, text: "the server stops"))
        case ConnectionEvent.unavailable: end(with: ServerLine.unavailable)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func readHello(_ context: ChannelHandlerContext) {
        guard case .waiting = phase else { return }
        switch intake.next(now: context.eventLoop.now) {
        case .line(let bytes): hear(BridgeDecoder(textBytes: limits.textBytes).hello(bytes), context)
        case .tooLong: refuse(.lineTooLong, "the line is too long; begin with a hello")
        case nil where intake.hasEnded: end(with: [])
        case nil: setTimer(context)
        }
    }

    private func hear(_ line: BridgeLine, _ context: ChannelHandlerContext) {
        surroundings.metrics.lines.increment(.bridge)
        firstLineHasCome()
        switch line {
        case .request(.hello(let hello)): ask(hello, context)
        case .request: refuse(.authRequired, "begin with a hello")
        case .refused(let code, let text, _), .broken(let code, let text): refuse(code, text)
        }
    }

    /// Says so once, and lets go of whoever wanted to know.
    private func firstLineHasCome() {
        firstLineSeen?()
        firstLineSeen = nil
    }

    // MARK: The writer

    private func ask(_ hello: BridgeHello, _ context: ChannelHandlerContext) {
        phase = .asking
        if intake.setPaused(true, now: context.eventLoop.now) { context.setReading(false) }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        surroundings.writer.bridgeHello(hello, address) { outcome in
            loop.execute { bound.value.take(outcome, hello) }
        }
    }

    private func take(_ outcome: HelloOutcome, _ hello: BridgeHello) {
        guard case .asking = phase, let context else { return }
        switch outcome {
        case .welcome(let store, let pending, let time, let note):
            welcome(hello, context) { hello, bounds in
                ServerLine.welcome(
                    bridge: hello.bridge, store: store, limits: bounds, pending: pending, ping: self.limits.pingSeconds,
                    time: time, note: note)
            }
        case .refused(let code, let text): turnDown(code, text, context)
        }
    }

    /// A wrong name or token; late when there have been many of them from this address.
    private func turnDown(_ code: RefusalCode, _ text: String, _ context: ChannelHandlerContext) {
        surroundings.metrics.failedAttempts.increment()
        let now = context.eventLoop.now
        let delay = code == .authFailed ? surroundings.throttle.failed(address, now: now) : .zero
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) { [self] in refuse(code, text) }
    }

    private func welcome(
        _ hello: BridgeHello, _ context: ChannelHandlerContext, _ line: (BridgeHello, ServerLine.Bounds) -> [UInt8]
    ) {
        var hello = hello
        hello.window = min(hello.window, limits.window)
        let bounds = ServerLine.Bounds(
            line: limits.lineBridgeBytes, text: limits.textBytes, inflight: limits.inflightBridge, window: hello.window)
        let next = BridgeHandler(
            id: id, address: address, surroundings: surroundings, hello: hello, welcome: line(hello, bounds),
            intake: intake)
        do {
            try context.pipeline.syncOperations.addHandler(next, position: .after(self))
        } catch {
            return context.close(promise: nil)
        }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    // MARK: The end

    private func refuse(_ code: RefusalCode, _ text: String) {
        firstLineHasCome()
        surroundings.logger.info(
            "a bridge's first line was refused", metadata: ["address": "\(address)", "code": "\(code.rawValue)"])
        end(with: ServerLine.err(id: nil, code, text: text))
    }

    /// Says one last line and closes; what still comes is read to be discarded.
    private func end(with bytes: [UInt8]) {
        if case .ended = phase { return }
        phase = .ended
        intake.discard()
        timer.cancel()
        if let context, intake.setPaused(false, now: context.eventLoop.now) { context.setReading(true) }
        output?.close(after: bytes)
    }

    /// The time for a first line runs from its first octet on.
    private func setTimer(_ context: ChannelHandlerContext) {
        guard let began = intake.lineBeganAt else { return }
        timer.set(to: began + .seconds(Int64(limits.firstLineBridgeSeconds)), context.eventLoop, self)
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer.fired()
        if case .waiting = phase { refuse(.badRequest, "the first line took too long") }
    }
}

@available(*, unavailable) extension BridgeHelloHandler: Sendable {}

extension ChannelHandlerContext {
    /// Has the channel read by itself, or lets TCP push back.
    func setReading(_ reads: Bool) {
        try? channel.syncOptions?.setOption(.autoRead, value: reads)
    }
}
