internal import Logging
internal import NIOCore
import YitiCore
import YitiWire

/// From bytes to lines, and from lines to what is done about them.
extension HumanHandler {
    /// Does everything that can be done now: reads what was received, handles the lines that wait, writes pushes, pauses or resumes
    /// reading, ends when there is nothing left to do.
    func proceed() {
        repeat {
            readLines()
            handleLines()
        } while isFreeToRead && intake.hasUnread
        flushPushes()
        endIfDone()
        updateReading()
        armTimer()
    }

    private var isFreeToRead: Bool {
        switch phase {
        case .opening, .open: waiting.count < limits.queuedHumanLines
        case .draining, .closing, .ended: false
        }
    }

    /// Reads until the queue is full or the bytes are used up. Telnet's replies go out here, before any line is handled.
    private func readLines() {
        guard let now = context?.eventLoop.now else { return }
        while isFreeToRead, let finding = intake.next(now: now) { take(finding) }
    }

    private func take(_ finding: HumanInput.Finding) {
        switch finding {
        case .line(let line): queue(.line(line))
        case .refused(let fault): queue(.refused(fault))
        case .interrupt: if connection != nil { waiting.append(.interrupt) }
        case .telnet(let bytes): write(bytes)
        case .timingMark: answerTimingMark()
        case .flood: closeAfterNotice(HumanWords.telnetFlood, "a flood of telnet negotiation")
        }
    }

    private func queue(_ event: HumanDialogue.Event) {
        metrics.lines.increment(.human)
        guard case .opening = phase else { return waiting.append(event) }
        if case .line(let line) = event, WebRequest.isOne(line) { return refuseWeb() }
        openConnection()
        waiting.append(event)
    }

    /// A web client shall see why it gets no page; it is never opened.
    private func refuseWeb() {
        logger.info("an HTTP request", metadata: ["connection": "\(id)", "address": "\(address)"])
        var writer = HumanWriter()
        writer.refused(.notHttp, HumanWords.notHTTP.wording(in: state.language))
        write(writer.bytes)
        close()
    }

    private func answerTimingMark() {
        guard let now = context?.eventLoop.now, timingMarks.take(now) else { return }
        write(HumanInput.timingMarkReply)
    }

    /// Handles lines until one has to be waited for.
    private func handleLines() {
        while mayHandle, !waiting.isEmpty {
            act(on: waiting.removeFirst())
        }
        // An empty array keeps its room.
        if waiting.isEmpty { waiting = [] }
    }

    private var mayHandle: Bool {
        guard isFree else { return false }
        switch phase {
        case .open, .draining: return true
        case .opening, .closing, .ended: return false
        }
    }

    private func act(on event: HumanDialogue.Event) {
        let standing = HumanDialogue.Standing(
            question: state.openQuestion, isRatingPending: state.isRatingPending)
        let action = dialogue.handle(event, standing, isCommand: desk.isCommand)
        switch action {
        case .nothing: break
        case .open:
            var writer = HumanWriter(color: state.color)
            writer.detail(HumanWords.draftOpened.wording(in: state.language))
            write(writer.bytes)
        case .ask, .save, .done, .refuse: admit(action)
        }
    }

    /// Everything that gets a reply counts for the rate; past it the line is late. While the connection drains nothing is held up.
    private func admit(_ action: HumanDialogue.Action) {
        guard let context else { return }
        let rate = TokenRate(burst: limits.burstHuman, perSecond: limits.rateHumanPerSecond)
        let wait = lines.reserve(rate, now: context.eventLoop.now)
        guard wait > .zero, case .open = phase else { return carryOut(action) }
        delayed = action
        delay = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { [self] in carryOutDelayed() }
    }

    /// What waited for the rate is done now.
    func carryOutDelayed() {
        guard let action = delayed else { return }
        delay?.cancel()
        delay = nil
        delayed = nil
        carryOut(action)
        proceed()
    }

    private func carryOut(_ action: HumanDialogue.Action) {
        var writer = HumanWriter(color: state.color)
        switch action {
        case .ask(let line): return ask(.line(line))
        case .save(let text, let question): return ask(.draft(text, question: question))
        case .done(let text): writer.done(text.wording(in: state.language))
        case .refuse(let code, let text): writer.refused(code, text.wording(in: state.language))
        case .nothing, .open: break
        }
        write(writer.bytes)
    }

    private func ask(_ request: HumanRequest) {
        guard let connection else { return }
        metrics.requests.increment(request.kind)
        let ticket = inFlight.begin()
        desk.humanRequest(connection, request) { connection.answer(ticket: ticket, $0) }
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
}

/// How often something has been done within the running second.
struct MarkCount {
    /// `DO TIMING-MARK` is answered so often a second.
    private static let most = 5

    private var since = NIODeadline.uptimeNanoseconds(0)
    private var count = 0

    /// Counts one; false when it is one too many.
    mutating func take(_ now: NIODeadline) -> Bool {
        if now - since >= .seconds(1) {
            since = now
            count = 0
        }
        count += 1
        return count <= Self.most
    }
}
