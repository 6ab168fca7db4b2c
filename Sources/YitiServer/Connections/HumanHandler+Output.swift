internal import Logging
internal import NIOCore
import YitiCore
import YitiWire

/// What the desk sends, and how it ends.
extension HumanHandler {
    /// Takes what has gathered for this connection.
    func takeOutgoing() {
        guard let connection else { return }
        for item in connection.takeOutgoing() {
            switch item {
            case .reply(let ticket, let reply): take(reply, ticket)
            case .push(let push): keep(push)
            case .update(let state): self.state = state
            case .close(let text): drain(saying: text)
            }
        }
        proceed()
    }

    private func take(_ reply: HumanReply, _ ticket: UInt64) {
        guard inFlight.isOpen(ticket), delay == nil, let context else { return }
        guard reply.isFailedLogin else { return answer(ticket, reply) }
        metrics.failedAttempts.increment()
        let lateness = surroundings.throttle.failed(address, now: context.eventLoop.now)
        guard lateness > .zero else { return answer(ticket, reply) }
        delay = context.eventLoop.assumeIsolated().scheduleTask(in: lateness) { [self] in
            delay = nil
            answer(ticket, reply)
            proceed()
        }
    }

    private func answer(_ ticket: UInt64, _ reply: HumanReply) {
        guard inFlight.end(ticket) != nil else { return }
        settle(reply)
        var writer = HumanWriter(color: state.color)
        for line in reply.lines { writer.detail(line) }
        switch reply.ending {
        case .done(let text): writer.done(text)
        case .refused(let code, let text): writer.refused(code, text)
        }
        write(writer.bytes)
        if reply.closes { close() }
    }

    /// What met `busy` or `internal` changed nothing: the person stands where they stood.
    private func settle(_ reply: HumanReply) {
        guard case .refused(let code, _) = reply.ending, code.mayRetry else {
            dialogue.answered(isBusy: false)
            return state = reply.state
        }
        dialogue.answered(isBusy: code == .busy)
    }

    /// How many pushes wait; a person has fewer subscriptions than that.
    private static let pushesMost = 64

    private func keep(_ push: HumanPush) {
        switch phase {
        case .open where pushes.count < Self.pushesMost: pushes.append(push)
        default: push.whenSettled(false)
        }
    }

    /// Writes the pushes that wait, once nothing else is open.
    func flushPushes() {
        guard case .open = phase, isFree, waiting.isEmpty, !dialogue.isDrafting else { return }
        while !pushes.isEmpty, case .open = phase {
            let push = pushes.removeFirst()
            var writer = HumanWriter(color: state.color)
            for line in push.lines { writer.notice(line) }
            write(writer.bytes)
            if let question = push.opens { state.openQuestion = question }
            metrics.writtenPushes.increment()
            push.whenSettled(true)
        }
        if pushes.isEmpty { pushes = [] }
    }

    // MARK: Writing

    /// Writes bytes; a person whose terminal does not read is cut off.
    func write(_ bytes: [UInt8]) {
        let limit: Int
        switch phase {
        case .opening: limit = limits.heldFirstLineBytes
        case .open, .draining: limit = limits.heldHumanBytes
        case .closing, .ended: return
        }
        guard let output, !output.write(bytes, limit: limit) else { return }
        metrics.slowConsumers.increment(.human)
        logger.notice(
            "a person does not read and is closed",
            metadata: ["connection": "\(id)", "address": "\(address)", "bytes": "\(output.heldBytes)"])
        phase = .ended
        context?.close(promise: nil)
    }

    // MARK: Ending

    /// Reads nothing more; answers what was read, says one last line, closes.
    func drain(saying text: String) {
        switch phase {
        case .opening:
            phase = .draining(text)
        case .open:
            phase = .draining(text)
            if delayed != nil { return carryOutDelayed() }
        case .draining, .closing, .ended: return
        }
        proceed()
    }

    /// Ends when everything was answered and no more comes.
    func endIfDone() {
        guard isFree, waiting.isEmpty else { return }
        switch phase {
        case .opening: if intake.isOver { close() }
        case .open: if intake.isOver { endOfInput() }
        case .draining(let text): sayGoodbye(text)
        case .closing, .ended: break
        }
    }

    /// A draft that is still open is saved; its reply is waited for.
    private func endOfInput() {
        guard dialogue.isDrafting else { return close() }
        waiting.append(.end)
        proceed()
    }

    private func sayGoodbye(_ text: String) {
        if dialogue.isDrafting {
            waiting.append(.shutdown)
            return proceed()
        }
        writeNotice(text)
        close()
    }

    /// One line of the server's own.
    func writeNotice(_ text: String) {
        var writer = HumanWriter(color: state.color)
        writer.notice(text)
        write(writer.bytes)
    }

    /// Says why and closes, whatever is going on.
    func closeAfterNotice(_ text: Text, _ reason: Logger.Message) {
        logger.info(reason, metadata: ["connection": "\(id)", "address": "\(address)"])
        writeNotice(text.wording(in: state.language))
        close()
    }

    /// Closes once everything is written.
    func close() {
        switch phase {
        case .closing, .ended: return
        case .opening, .open, .draining: phase = .closing
        }
        waiting = []
        intake.discard()
        output?.close()
    }
}
