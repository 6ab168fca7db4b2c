internal import Logging
internal import NIOCore
import YitiCore
import YitiWire

/// One person's connection, from its first octet on; the greeting has been written (protocol, section 2).
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
    typealias OutboundOut = ByteBuffer

    enum Phase {
        /// No whole line has come.
        case opening
        case open
        /// Nothing more is read; what has been is answered, then a last line ends it.
        case draining(String)
        /// The last bytes are written; what still comes is discarded.
        case closing
        case ended
    }

    let id: ConnectionID
    let address: PeerAddress
    let surroundings: ConnectionSurroundings
    /// Called once, and then let go with everything it holds.
    private var firstLineSeen: (() -> Void)?

    var phase = Phase.opening
    var context: ChannelHandlerContext?
    var connection: HumanConnection?
    var state = HumanState()

    // Input
    var intake: LineIntake<HumanInput>
    var dialogue: HumanDialogue
    var waiting: [HumanDialogue.Event] = []
    var timingMarks = MarkCount()

    // Requests
    var inFlight = InFlight(limit: 1)
    /// What a line came to, while it waits for the rate.
    var delayed: HumanDialogue.Action?
    /// A reply that is held back, and the task that writes it; also the wait for the rate.
    var delay: Scheduled<Void>?
    var lines = TokenBucket()

    // Output
    var pushes: [HumanPush] = []
    var output: ConnectionOutput?

    // Time
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
        dialogue = HumanDialogue(draftLines: limits.draftLines, draftBytes: limits.textBytes)
    }

    var desk: DeskPort { surroundings.desk }
    var limits: Limits { surroundings.limits }
    var logger: Logger { surroundings.logger }
    /// Whether nothing is being answered and nothing is held back.
    var isFree: Bool { inFlight.isEmpty && delay == nil }
    var metrics: ServiceMetrics { surroundings.metrics }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        output = ConnectionOutput(context)
        heardAt = context.eventLoop.now
        armTimer()
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
        case ConnectionEvent.drain: drain(saying: HumanWords.shutdown.wording(in: state.language))
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("a person's connection broke", metadata: ["connection": "\(id)", "error": "\(error)"])
        context.close(promise: nil)
    }

    /// The first whole line has come: the desk gets to know the person.
    func openConnection() {
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
        desk.humanOpened(connection)
    }

    /// The connection is gone: nothing is kept, nobody waits for it.
    private func finish() {
        phase = .ended
        context = nil
        output?.end()
        output = nil
        timer.cancel()
        firstLineSeen = nil
        delay?.cancel()
        delay = nil
        intake.discard()
        waiting = []
        let unsent = pushes
        pushes = []
        for push in unsent { push.whenSettled(false) }
        guard let connection else { return }
        self.connection = nil
        for case .push(let push) in connection.end() { push.whenSettled(false) }
        desk.humanClosed(connection)
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
            let idle = state.hasSubscription ? limits.idleSubscribedSeconds : limits.idleHumanSeconds
            deadlines.add(.idle, after: heardAt, seconds: idle)
            deadlines.add(.line, after: intake.lineBeganAt, seconds: limits.partialLineHumanSeconds)
        case .draining, .closing, .ended: break
        }
        return deadlines
    }

    /// Sets the timer to what is over next.
    func armTimer() {
        guard let context, let next = deadlines.next else { return }
        timer.set(to: next.at, context.eventLoop, self)
    }

    /// The timer has fired.
    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer.fired()
        if let next = deadlines.next, next.at <= eventLoop.now { expire(next.reason, eventLoop.now) }
        armTimer()
    }

    private func expire(_ reason: Reason, _ now: NIODeadline) {
        switch reason {
        case .firstLine: closeAfterNotice(HumanWords.noFirstLine, "no first line in time")
        case .line: closeAfterNotice(HumanWords.unfinishedLine, "a line was never ended")
        case .idle where !isFree: heardAt = now
        case .idle: closeAfterNotice(HumanWords.idle, "a person was silent for long")
        }
    }
}

@available(*, unavailable) extension HumanHandler: Sendable {}
