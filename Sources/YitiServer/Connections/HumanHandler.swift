internal import Logging
internal import NIOCore
import YitiCore
import YitiWire
import YitiWords

/// One person's connection, from its first octet on; the greeting has been written (docs/protocol.md, section 10).
///
/// 1. Lines are answered one at a time, in order; ``Limits/queuedHumanLines`` wait, then reading stops.
/// 2. Telnet's own replies go out at once, ahead of what the lines before them are answered with: a client that waits for one
///    discards everything until it comes.
/// 3. A push waits until no reply, no draft and no line is open.
/// 4. What was read is answered before the connection ends, unless it breaks or does not read.
///
/// Thousands of these are idle: it keeps no buffer while nothing is going on, and one timer.
final class HumanHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private enum Phase {
        /// No whole line has come.
        case opening
        case open
        /// Nothing more is read; what has been is answered, then a last line ends it.
        case draining(String)
        /// The last bytes are written; what still comes is discarded.
        case closing
        case ended
    }

    private let id: ConnectionID
    private let address: PeerAddress
    private let surroundings: ConnectionSurroundings
    /// Called once, and then let go with everything it holds.
    private var firstLineSeen: (() -> Void)?

    private var phase = Phase.opening
    private var context: ChannelHandlerContext?
    private var connection: HumanConnection?
    private var intake: LineIntake<HumanInput>
    private var timingMarks = TimingMarks()
    private var conversation: HumanConversation
    /// What the conversation waits for.
    private var wait: Scheduled<Void>?
    private var output: ConnectionOutput?
    /// When a byte last came; before the first line, when the connection began.
    private var heardAt = NIODeadline.uptimeNanoseconds(0)
    private var timer = ConnectionTimer()

    /// A handler to be added behind whatever decrypts. `firstLineSeen` is called once, when a whole line has come.
    init(
        id: ConnectionID, address: PeerAddress, surroundings: ConnectionSurroundings,
        firstLineSeen: @escaping () -> Void
    ) {
        self.id = id
        self.address = address
        self.surroundings = surroundings
        self.firstLineSeen = firstLineSeen
        let limits = surroundings.limits
        intake = LineIntake(HumanInput(lineBytes: limits.lineHumanBytes))
        conversation = HumanConversation(draftLines: limits.draftLines, draftBytes: limits.textBytes)
    }

    private var limits: Limits { surroundings.limits }
    private var metrics: ServiceMetrics { surroundings.metrics }

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        output = ConnectionOutput(context)
        heardAt = context.eventLoop.now
        setTimer()
    }

    func handlerRemoved(context: ChannelHandlerContext) { finish() }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch phase {
        case .opening: break  // The first line has its time from the start, however it trickles in.
        case .open: heardAt = context.eventLoop.now
        case .draining, .closing, .ended: return
        }
        intake.append(unwrapInboundIn(data))
        proceed()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            intake.end()
            output?.inputEnded()
            proceed()
        case ConnectionEvent.drain: drain(saying: HumanWords.shutdown.wording(in: conversation.state.language))
        case ConnectionEvent.unavailable: drain(saying: HumanWords.unavailable.wording(in: conversation.state.language))
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        log(.debug, "a person's connection broke", ["error": "\(error)"])
        context.close(promise: nil)
    }

    /// The first whole line has come: the writer gets to know the person.
    private func openConnection() {
        guard let context, connection == nil else { return }
        let loop = context.eventLoop
        let bound = NIOLoopBound(self, eventLoop: loop)
        let connection = HumanConnection(id: id, address: address) {
            loop.execute { bound.value.takeOutgoing() }
        }
        self.connection = connection
        phase = .open
        heardAt = loop.now
        firstLineSeen?()
        firstLineSeen = nil
        surroundings.writer.humanOpened(connection)
    }

    /// The connection is gone: nothing is kept, nobody waits for it.
    private func finish() {
        phase = .ended
        context = nil
        output?.end()
        output = nil
        timer.cancel()
        firstLineSeen = nil
        wait?.cancel()
        wait = nil
        intake.discard()
        conversation.dropLines()
        for push in conversation.takePushes() { push.whenSettled(false) }
        guard let connection else { return }
        self.connection = nil
        for case .push(let push) in connection.end() { push.whenSettled(false) }
        surroundings.writer.humanClosed(connection)
    }

    private func log(_ level: Logger.Level, _ message: Logger.Message, _ metadata: Logger.Metadata = [:]) {
        let own: Logger.Metadata = ["connection": "\(id)", "address": "\(address)"]
        surroundings.logger.log(level: level, message, metadata: metadata.merging(own) { own, _ in own })
    }

    // MARK: Reading

    /// Does everything that can be done now: reads what was received, handles the lines that wait, writes pushes, pauses or resumes
    /// reading, ends when there is nothing left to do.
    private func proceed() {
        repeat {
            readLines()
            converse()
        } while isFreeToRead && intake.hasUnread
        writePushes()
        endIfDone()
        updateReading()
        setTimer()
    }

    private var isFreeToRead: Bool {
        switch phase {
        case .opening, .open: conversation.waitingLines < limits.queuedHumanLines
        case .draining, .closing, .ended: false
        }
    }

    /// Reads until the queue is full or the bytes are used up. Telnet's replies go out here, before any line is handled.
    private func readLines() {
        guard let now = context?.eventLoop.now else { return }
        while isFreeToRead, let finding = intake.next(now: now) { take(finding, now) }
    }

    private func take(_ finding: HumanInput.Finding, _ now: NIODeadline) {
        switch finding {
        case .line(let line): hear(.line(line))
        case .refused(let fault):
            log(.info, "a person's line was refused", ["reason": "\(fault)"])
            hear(.refused(fault))
        case .interrupt: if connection != nil { conversation.add(.interrupt) }
        case .telnet(let bytes): write(bytes)
        case .timingMark: if timingMarks.take(now) { write(HumanInput.timingMarkReply) }
        case .flood: closeAfterNotice(HumanWords.telnetFlood, "a flood of telnet negotiation")
        }
    }

    private func hear(_ event: HumanDialogue.Event) {
        metrics.lines.increment(.human)
        if case .opening = phase {
            if case .line(let line) = event, WebRequest.isOne(line) { return refuseWeb() }
            openConnection()
        }
        conversation.add(event)
    }

    /// A web client shall see why it gets no page; it is never opened.
    private func refuseWeb() {
        log(.info, "an HTTP request")
        var writer = HumanWriter()
        writer.refused(.notHttp, HumanWords.notHTTP.wording(in: conversation.state.language))
        write(writer.bytes)
        close()
    }

    /// TCP pushes back while the queue is full. What comes after the end is read, to be discarded.
    private func updateReading() {
        let pauses: Bool
        switch phase {
        case .opening, .open: pauses = !isFreeToRead
        case .draining: pauses = true
        case .closing, .ended: pauses = false
        }
        if let context, intake.setPaused(pauses, now: context.eventLoop.now) { context.setReading(!pauses) }
    }

    // MARK: The conversation

    /// Goes on until something has to be waited for.
    private func converse() {
        while mayConverse, let now = context?.eventLoop.now,
            let step = conversation.next(rate: rate, now: now, isCommand: surroundings.writer.isCommand)
        {
            perform(step)
        }
    }

    private var mayConverse: Bool {
        switch phase {
        case .open, .draining: true
        case .opening, .closing, .ended: false
        }
    }

    /// While the connection drains nothing is held up.
    private var rate: TokenRate? {
        guard case .open = phase else { return nil }
        return TokenRate(burst: limits.burstHuman, perSecond: limits.rateHumanPerSecond)
    }

    private func perform(_ step: HumanConversation.Step?) {
        switch step {
        case .write(let bytes): write(bytes)
        case .ask(let request, let ticket):
            guard let connection else { return }
            metrics.requests.increment(request.kind)
            surroundings.writer.humanRequest(connection, request) { connection.answer(ticket: ticket, $0) }
        case .wait(let time):
            wait = context?.eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in endWait() }
        case .close: close()
        case nil: break
        }
    }

    private func endWait() {
        wait?.cancel()
        wait = nil
        perform(conversation.waited())
        proceed()
    }

    /// Takes what has gathered for this connection.
    private func takeOutgoing() {
        guard let connection else { return }
        for item in connection.takeOutgoing() {
            switch item {
            case .reply(let ticket, let reply): perform(conversation.answer(ticket, reply, lateness: countFailure))
            case .push(let push): keep(push)
            case .update(let state): conversation.state = state
            case .close(let text): drain(saying: text)
            }
        }
        proceed()
    }

    /// How late a wrong key is answered, when there have been many from here.
    private func countFailure() -> TimeAmount {
        metrics.failedAttempts.increment()
        return surroundings.throttle.failed(address, now: context?.eventLoop.now ?? .now())
    }

    private func keep(_ push: HumanPush) {
        if case .open = phase, conversation.add(push) { return }
        push.whenSettled(false)
    }

    /// Writes the pushes that wait, once nothing else is open.
    private func writePushes() {
        while case .open = phase, let (push, bytes) = conversation.nextPush() {
            write(bytes)
            metrics.writtenPushes.increment()
            push.whenSettled(true)
        }
    }

    // MARK: Writing

    /// Writes bytes; a person whose terminal does not read is cut off.
    private func write(_ bytes: [UInt8]) {
        let limit: Int
        switch phase {
        case .opening: limit = limits.heldFirstLineBytes
        case .open, .draining: limit = limits.heldHumanBytes
        case .closing, .ended: return
        }
        guard let output, !output.write(bytes, limit: limit) else { return }
        metrics.slowConsumers.increment(.human)
        log(.notice, "a person does not read and is closed", ["bytes": "\(output.heldBytes)"])
        phase = .ended
        context?.close(promise: nil)
    }

    /// One line of the server's own.
    private func writeNotice(_ text: String) {
        var writer = HumanWriter(color: conversation.state.color)
        writer.notice(text)
        write(writer.bytes)
    }

    // MARK: The end

    /// Reads nothing more; answers what was read, says one last line, closes.
    private func drain(saying text: String) {
        switch phase {
        case .opening, .open: phase = .draining(text)
        case .draining, .closing, .ended: return
        }
        if conversation.waitsForRate { endWait() } else { proceed() }
    }

    /// Ends when everything was answered and no more comes.
    private func endIfDone() {
        guard conversation.isAnswered else { return }
        switch phase {
        case .opening where intake.isOver: close()
        case .open where intake.isOver: endDraft(.end) { close() }
        case .draining(let text):
            endDraft(.shutdown) {
                writeNotice(text)
                close()
            }
        case .opening, .open, .closing, .ended: break
        }
    }

    /// A draft that is still open ends first, and its reply is waited for.
    private func endDraft(_ event: HumanDialogue.Event, otherwise: () -> Void) {
        guard conversation.isDrafting else { return otherwise() }
        conversation.add(event)
        proceed()
    }

    /// Says why and closes, whatever is going on.
    private func closeAfterNotice(_ text: Text, _ reason: Logger.Message) {
        log(.info, reason)
        writeNotice(text.wording(in: conversation.state.language))
        close()
    }

    /// Closes once everything is written.
    private func close() {
        switch phase {
        case .closing, .ended: return
        case .opening, .open, .draining: phase = .closing
        }
        conversation.dropLines()
        intake.discard()
        output?.close()
    }
}

/// What time does to a person's connection.
extension HumanHandler: NIOScheduledCallbackHandler {
    private enum Reason {
        case firstLine
        case line
        case idle
    }

    private var deadlines: Deadlines<Reason> {
        var deadlines = Deadlines<Reason>()
        switch phase {
        case .opening: deadlines.add(.firstLine, after: heardAt, seconds: limits.firstLineSeconds)
        case .open:
            let isSubscribed = conversation.state.hasSubscription
            let idle = isSubscribed ? limits.idleSubscribedSeconds : limits.idleHumanSeconds
            deadlines.add(.idle, after: heardAt, seconds: idle)
            deadlines.add(.line, after: intake.lineBeganAt, seconds: limits.partialLineHumanSeconds)
        case .draining, .closing, .ended: break
        }
        return deadlines
    }

    private func setTimer() {
        guard let context, let next = deadlines.next else { return }
        timer.set(to: next.at, context.eventLoop, self)
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer.fired()
        if let next = deadlines.next, next.at <= eventLoop.now { expire(next.reason, eventLoop.now) }
        setTimer()
    }

    private func expire(_ reason: Reason, _ now: NIODeadline) {
        switch reason {
        case .firstLine: closeAfterNotice(HumanWords.noFirstLine, "no first line in time")
        case .line: closeAfterNotice(HumanWords.unfinishedLine, "a line was never ended")
        case .idle where !conversation.isFree: heardAt = now
        case .idle: closeAfterNotice(HumanWords.idle, "a person was silent for long")
        }
    }
}

@available(*, unavailable) extension HumanHandler: Sendable {}

/// How often `DO TIMING-MARK` has been answered within the running second.
private struct TimingMarks {
    private static let maxPerSecond = 5

    private var since = NIODeadline.uptimeNanoseconds(0)
    private var count = 0

    /// Counts one; false when it is one too many.
    mutating func take(_ now: NIODeadline) -> Bool {
        if now - since >= .seconds(1) {
            since = now
            count = 0
        }
        count += 1
        return count <= Self.maxPerSecond
    }
}
