internal import Logging
internal import NIOCore
internal import Synchronization
import YitiCore
import YitiWire

/// One bridge's connection, from its first octet on (protocol, section 3).
///
/// 1. The first line must be a `hello`; nothing else is read before it has been answered.
/// 2. Requests are answered in any order, at most ``Limits/inflightBridge`` at a time; past that reading stops.
/// 3. What is read is answered before the connection ends, unless the bridge does not read what is written.
final class BridgeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Phase {
        /// The first line has not come.
        case waiting
        /// The `hello` is being looked at.
        case asking
        case open
        /// Nothing more is read; what is being answered is finished, then it ends with these bytes.
        case ending([UInt8])
        case ended
    }

    let id: ConnectionID
    let address: PeerAddress
    let surroundings: ConnectionSurroundings
    var firstLineSeen: () -> Void
    let decoder: BridgeDecoder
    var framer: LineFramer
    var unread = ByteBuffer()
    var phase = Phase.waiting
    var inputHasEnded = false
    var fences = Fences()
    var connection: BridgeConnection?
    var context: ChannelHandlerContext?
    let heard: HeardAt
    var lineBeganAt: NIODeadline?
    var pingedAt: NIODeadline?
    var receiptAt: NIODeadline
    var inFlight: Set<String> = []
    var heldBytes = 0
    var ticking: RepeatedTask?
    var isReadingPaused = false
    /// Whether lines that were read before the end was decided are still carried out.
    var answersUnread = false
    var outputHasEnded = false
    var closesAt: NIODeadline?

    init(
        id: ConnectionID, address: PeerAddress, surroundings: ConnectionSurroundings,
        firstLineSeen: @escaping () -> Void
    ) {
        self.id = id
        self.address = address
        self.surroundings = surroundings
        self.firstLineSeen = firstLineSeen
        decoder = BridgeDecoder(textBytes: surroundings.limits.textBytes)
        framer = LineFramer(lineBytes: surroundings.limits.lineBridgeBytes)
        let now = NIODeadline.now()
        heard = HeardAt(now)
        receiptAt = now
    }

    var limits: Limits { surroundings.limits }
    var now: NIODeadline { context?.eventLoop.now ?? .now() }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        heard.note(now)
        receiptAt = now
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        ticking = context.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            bound.value.tick()
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { finish() }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    private func finish() {
        ticking?.cancel()
        ticking = nil
        phase = .ended
        context = nil
        guard let connection else { return }
        self.connection = nil
        _ = connection.end()
        surroundings.book.leave(connection)
        surroundings.desk.bridgeClosed(connection)
        surroundings.logger.info(
            "a bridge has left", metadata: ["bridge": "\(connection.bridge)", "connection": "\(id)"])
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .ended = phase { return }
        var bytes = unwrapInboundIn(data)
        heard.note(now)
        pingedAt = nil
        if unread.readableBytes == 0 { unread = bytes } else { unread.writeBuffer(&bytes) }
        process()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            inputHasEnded = true
            if outputHasEnded { context.close(promise: nil) } else { process() }
        case ConnectionEvent.drain: drain()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        surroundings.logger.info("a bridge's connection broke", metadata: ["connection": "\(id)", "error": "\(error)"])
        context.close(promise: nil)
    }

    /// Takes lines while there are any and the connection may read.
    func process() {
        while mayRead {
            guard let finding = framer.next(&unread) ?? lastLine() else {
                answersUnread = false
                break
            }
            lineBeganAt = nil
            surroundings.counters.bridgeLines.add(1, ordering: .relaxed)
            take(finding)
        }
        lineBeganAt = framer.isInsideLine ? lineBeganAt ?? now : nil
        if case .open = phase, inputHasEnded, unread.readableBytes == 0, !framer.isInsideLine { end(with: []) }
        if case .waiting = phase, inputHasEnded { end(with: []) }
        closeWhenAnswered()
        updateReading()
    }

    private var mayRead: Bool {
        switch phase {
        case .waiting: true
        case .open: fences.count < limits.inflightBridge
        case .ending: answersUnread && fences.count < limits.inflightBridge
        case .asking, .ended: false
        }
    }

    /// The unterminated last line, once the input has ended.
    private func lastLine() -> LineFramer.Finding? {
        inputHasEnded && unread.readableBytes == 0 ? framer.finish() : nil
    }

    /// TCP pushes back while too much is being answered. What comes after the end is read, to be discarded.
    private func updateReading() {
        let pauses: Bool
        switch phase {
        case .waiting, .ended: pauses = false
        case .asking, .ending: pauses = true
        case .open: pauses = fences.count >= limits.inflightBridge
        }
        guard pauses != isReadingPaused, let context else { return }
        isReadingPaused = pauses
        // The time of a half-read line does not run while nothing is read.
        if !pauses, lineBeganAt != nil { lineBeganAt = now }
        context.channel.setOption(.autoRead, value: !pauses).whenFailure { _ in }
    }

    // MARK: Writing

    /// Writes bytes; a bridge that does not read is cut off.
    func write(_ bytes: [UInt8]) {
        if case .ended = phase { return }
        guard let context, !bytes.isEmpty else { return }
        heldBytes += bytes.count
        connection?.note(outstandingBytes: heldBytes)
        guard heldBytes <= limits.heldBridgeBytes else { return cutOff() }
        let written = context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let count = bytes.count
        written.futureResult.whenComplete { _ in bound.value.released(count) }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: written)
    }

    private func released(_ count: Int) {
        heldBytes -= count
        connection?.note(outstandingBytes: heldBytes)
    }

    /// Writes nothing more but why, behind what was not read: who goes on reading soon enough still learns it.
    private func cutOff() {
        surroundings.counters.slowConsumers.add(1, ordering: .relaxed)
        surroundings.logger.warning(
            "a bridge does not read and is closed", metadata: ["connection": "\(id)", "bytes": "\(heldBytes)"])
        connection?.stopPushes()
        writeLast(ServerLine.bye(.slowConsumer, text: "what was written before this was not read for too long"))
    }

    /// Reads nothing more; once everything is answered (with `answeringUnread` also lines that have been read and wait) writes these
    /// bytes and closes.
    func end(with bytes: [UInt8], answeringUnread: Bool = false) {
        switch phase {
        case .ending, .ended: return
        case .waiting, .asking: phase = .ending(bytes)
        case .open:
            phase = .ending(bytes)
            answersUnread = answeringUnread
        }
        connection?.stopPushes()
        if answersUnread { process() } else { closeWhenAnswered() }
        updateReading()
    }

    /// How long a close waits for what is written to be taken.
    private static let flushPatience = TimeAmount.seconds(5)
    /// How long it waits for the other side to close too.
    private static let closePatience = TimeAmount.seconds(1)

    private func closeWhenAnswered() {
        guard case .ending(let bytes) = phase, !answersUnread, fences.isEmpty else { return }
        writeLast(bytes)
    }

    /// Writes these bytes, waits for a while until everything is taken, and closes.
    private func writeLast(_ bytes: [UInt8]) {
        guard let context else { return }
        phase = .ended
        updateReading()
        closesAt = now + Self.flushPatience
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [self] _ in endOutput() }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: promise)
    }

    /// The output ends first and what still comes is discarded for a moment, because a close with unread input makes the system
    /// throw away what the bridge has not read yet.
    private func endOutput() {
        guard let context else { return }
        guard !inputHasEnded else { return context.close(promise: nil) }
        outputHasEnded = true
        closesAt = now + Self.closePatience
        updateReading()
        context.close(mode: .output, promise: nil)
    }
}

@available(*, unavailable) extension BridgeHandler: Sendable {}
