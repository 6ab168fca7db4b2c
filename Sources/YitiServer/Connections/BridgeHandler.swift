internal import CoreMetrics
internal import Foundation
internal import Logging
internal import NIOCore
import YitiCore
import YitiWire
import YitiWords

/// One bridge's connection, from its `welcome` on (docs/protocol.md, sections 3, 4 and 8).
///
/// 1. Requests are answered in any order, at most ``Limits/inflightBridge`` at a time; past that reading stops.
/// 2. What is read is answered before the connection ends, unless the bridge does not read what is written.
final class BridgeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private enum Phase {
        case open
        /// Nothing more is read; what is being answered is finished, then it ends with these bytes. `answersUnread`: lines that
        /// were read before are still carried out.
        case ending([UInt8], answersUnread: Bool)
        case ended
    }

    private let id: ConnectionID
    private let surroundings: ConnectionSurroundings
    private let decoder: BridgeDecoder
    private let hello: BridgeHello
    private let address: PeerAddress
    private var welcome: [UInt8]
    private var phase = Phase.open
    private var intake: LineIntake<LineFramer>
    private var inFlight: InFlight
    private var unacked = UnackedPushes()
    private var output: ConnectionOutput?
    private var connection: BridgeConnection?
    private var context: ChannelHandlerContext?
    private var timer = ConnectionTimer()
    private let measures: BridgeMetrics
    private let heard = HeardAt(.now())
    private var isPinged = false

    /// A handler that writes `welcome` and goes on with what was read behind the `hello`.
    init(
        id: ConnectionID, address: PeerAddress, surroundings: ConnectionSurroundings, hello: BridgeHello,
        welcome: [UInt8], intake: LineIntake<LineFramer>
    ) {
        self.id = id
        self.address = address
        self.surroundings = surroundings
        self.hello = hello
        self.welcome = welcome
        self.intake = intake
        measures = surroundings.metrics.bridge(hello.bridge)
        decoder = BridgeDecoder(textBytes: surroundings.limits.textBytes)
        inFlight = InFlight(limit: surroundings.limits.inflightBridge)
    }

    private var limits: Limits { surroundings.limits }
    private var now: NIODeadline { context?.eventLoop.now ?? .now() }

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        heard.note(now)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let connection = BridgeConnection(id: id, address: address, hello: hello) {
            loop.execute { bound.value.takeOutgoing() }
        }
        self.connection = connection
        output = ConnectionOutput(context) { connection.note(outstandingBytes: $0) }
        if intake.hasEnded { output?.inputEnded() }
        write(welcome)
        welcome = []
        measures.connections.increment()
        surroundings.registry.enter(connection, heard: heard)
        surroundings.writer.bridgeOpened(connection)
        let agent = hello.agent?.prefix(80) ?? ""
        log(.info, "a bridge has come", ["bridge": "\(connection.bridge)", "agent": "\(agent)"])
        process()
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
        context = nil
        guard let connection else { return }
        self.connection = nil
        measures.connections.decrement()
        _ = connection.end()
        surroundings.registry.leave(connection)
        surroundings.writer.bridgeClosed(connection)
        log(.info, "a bridge has left", ["bridge": "\(connection.bridge)"])
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .ended = phase { return }
        heard.note(now)
        isPinged = false
        intake.append(unwrapInboundIn(data))
        process()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            intake.end()
            output?.inputEnded()
            process()
        case ConnectionEvent.drain: drain()
        case ConnectionEvent.unavailable:
            // At once: receipts that the database has not taken are answered when it is there again, and the bridge repeats them.
            if case .ended = phase { return }
            writeLast(ServerLine.unavailable)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        log(.info, "a bridge's connection broke", ["error": "\(error)"])
        context.close(promise: nil)
    }

    private func log(_ level: Logger.Level, _ message: Logger.Message, _ metadata: Logger.Metadata) {
        surroundings.logger.log(
            level: level, message, metadata: metadata.merging(["connection": "\(id)"]) { own, _ in own })
    }

    // MARK: Reading

    /// Takes lines while there are any and the connection may read.
    private func process() {
        while mayRead {
            guard let finding = intake.next(now: now) else {
                if case .ending(let bytes, true) = phase { phase = .ending(bytes, answersUnread: false) }
                break
            }
            surroundings.metrics.lines.increment(.bridge)
            if case .tooLong = finding {
                log(.info, "a bridge's line was too long", ["bridge": "\(connection?.bridge ?? "")"])
            }
            act(on: BridgeAction(finding, decoder, lineBytes: limits.lineBridgeBytes))
        }
        if case .open = phase, intake.isOver { end(with: []) }
        closeWhenAnswered()
        updateReading()
        setTimer()
    }

    private var mayRead: Bool {
        switch phase {
        case .open: inFlight.hasRoom
        case .ending(_, let answersUnread): answersUnread && inFlight.hasRoom
        case .ended: false
        }
    }

    /// TCP pushes back while too much is being answered. What comes after the end is read, to be discarded.
    private func updateReading() {
        let pauses =
            switch phase {
            case .open: !inFlight.hasRoom
            case .ending: true
            case .ended: false
            }
        if let context, intake.setPaused(pauses, now: now) { context.setReading(!pauses) }
    }

    private func act(on action: BridgeAction) {
        switch action {
        case .ask(let request, let user): ask(request, user: user)
        case .receipt(let request, let deliveries): receipt(request, deliveries)
        case .write(let line): writeInOrder(line)
        case .writeAtOnce(let line): write(line)
        case .end(let line): end(with: line)
        case .breakOff(let code, let line):
            log(.notice, "a bridge's line broke the framing", ["code": "\(code.rawValue)"])
            breakOff(with: line)
        case .nothing: break
        }
    }

    private func ask(_ request: BridgeRequest, user: String?) {
        guard let connection else { return }
        count(request)
        if let user, let wait = surroundings.rates.take(bridge: connection.bridge, user: user, now: now) {
            surroundings.metrics.rateLimited.increment()
            let refusal = Refusal.tooFast(retryAfter: max(1, wait))
            return writeInOrder(
                ServerLine.err(
                    id: request.id, refusal.code, text: RefusalWords.text(of: refusal).inBoth,
                    retryAfter: refusal.retryAfter))
        }
        let ticket = inFlight.begin()
        surroundings.writer.bridgeRequest(connection, request) { connection.answer(ticket: ticket, $0) }
    }

    private func count(_ request: BridgeRequest) {
        if let kind = RequestKind(request) { surroundings.metrics.requests.increment(kind) }
    }

    private func receipt(_ request: BridgeRequest, _ deliveries: [String]) {
        guard let connection else { return }
        count(request)
        unacked.remove(deliveries, now: now)
        measures.lastReceipt.record(Date().timeIntervalSince1970)
        // One that wants no reply is in flight all the same: who floods them waits.
        let wantsReply = request.id != nil
        let ticket = inFlight.begin()
        surroundings.writer.bridgeReceipt(connection, request) {
            connection.answer(ticket: ticket, wantsReply ? $0 : [])
        }
    }

    // MARK: Writing

    /// Writes what has gathered for this connection, in one piece.
    private func takeOutgoing() {
        guard let connection else { return }
        var bytes: [UInt8] = []
        var ending: [UInt8]?
        for item in connection.takeOutgoing() {
            switch item {
            case .reply(let ticket, let line): if let behind = inFlight.end(ticket) { bytes += line + behind }
            case .push(let delivery, let line):
                unacked.add(delivery, now: now)
                surroundings.metrics.writtenPushes.increment()
                bytes += line()
            case .line(let line): bytes += line
            case .close(let code, let text, let by): ending = ending ?? ServerLine.bye(code, text: text, by: by)
            }
        }
        write(bytes)
        if let ending { end(with: ending, answeringUnread: true) }
        process()
    }

    /// Writes a line of the connection's own, after the answers to everything that came before it.
    private func writeInOrder(_ line: [UInt8]) {
        if inFlight.mayWrite(line) { write(line) }
    }

    /// Writes bytes. A bridge that does not read is told so behind what it has not read: who reads on soon enough learns it.
    private func write(_ bytes: [UInt8]) {
        if case .ended = phase { return }
        guard let output, !output.write(bytes, limit: limits.heldBridgeBytes) else { return }
        surroundings.metrics.slowConsumers.increment(.bridge)
        log(.warning, "a bridge does not read and is closed", ["bytes": "\(output.heldBytes)"])
        writeLast(ServerLine.bye(.slowConsumer, text: "what was written before this was not read for too long"))
    }

    // MARK: The end

    /// The server stops: what is being answered is finished, nothing more is read.
    private func drain() {
        guard case .open = phase else { return }
        write(ServerLine.note(code: "draining", text: "the server stops; what was asked is answered"))
        end(with: ServerLine.bye(.shutdown, text: "the server stops"), answeringUnread: true)
    }

    /// Reads nothing more; once everything is answered (with `answeringUnread` also lines that have been read and wait) writes these
    /// bytes and closes.
    private func end(with bytes: [UInt8], answeringUnread: Bool = false) {
        guard case .open = phase else { return }
        phase = .ending(bytes, answersUnread: answeringUnread)
        connection?.stopPushes()
        if answeringUnread { process() } else { closeWhenAnswered() }
        updateReading()
    }

    /// Nothing that was read behind this can be trusted.
    private func breakOff(with bytes: [UInt8]) {
        if case .ending(let last, _) = phase { phase = .ending(last, answersUnread: false) }
        end(with: bytes)
    }

    private func closeWhenAnswered() {
        guard case .ending(let bytes, answersUnread: false) = phase, inFlight.isEmpty else { return }
        writeLast(bytes)
    }

    private func writeLast(_ bytes: [UInt8]) {
        phase = .ended
        connection?.stopPushes()
        intake.discard()
        updateReading()
        output?.close(after: bytes)
    }
}

/// What time does to a bridge's connection.
extension BridgeHandler: NIOScheduledCallbackHandler {
    private enum Reason {
        case line
        case silence
        case ping
        case ack
    }

    private var deadlines: Deadlines<Reason> {
        var deadlines = Deadlines<Reason>()
        guard case .open = phase else { return deadlines }
        let beganAt = intake.isPaused ? nil : intake.lineBeganAt
        deadlines.add(.line, after: beganAt, seconds: limits.partialLineBridgeSeconds)
        deadlines.add(.silence, after: heard.instant, seconds: limits.pingTimeoutSeconds)
        deadlines.add(.ping, after: isPinged ? nil : heard.instant, seconds: limits.pingSeconds)
        deadlines.add(.ack, after: unacked.silentSince, seconds: limits.ackTimeoutSeconds)
        return deadlines
    }

    private func setTimer() {
        guard let context, let next = deadlines.next else { return }
        timer.set(to: next.at, context.eventLoop, self)
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer.fired()
        if let next = deadlines.next, next.at <= now { expire(next.reason) }
        setTimer()
    }

    private func expire(_ reason: Reason) {
        switch reason {
        case .line: end(with: ServerLine.bye(.idle, text: "a line was begun and not ended"))
        case .silence:
            end(with: ServerLine.bye(.pingTimeout, text: "nothing was heard for \(limits.pingTimeoutSeconds) s"))
        case .ack: end(with: ServerLine.bye(.ackTimeout, text: "no ack came for \(limits.ackTimeoutSeconds) s"))
        case .ping:
            isPinged = true
            write(ServerLine.ping(id: nil))
        }
    }
}

@available(*, unavailable) extension BridgeHandler: Sendable {}
