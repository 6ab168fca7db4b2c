internal import Logging
internal import NIOCore
import Synchronization
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
        guard isAsking, ticket == self.ticket, delay == nil, let context else { return }
        guard reply.isFailedLogin else { return answer(reply) }
        counters.failedAttempts.add(1, ordering: .relaxed)
        let lateness = throttle.failed(address, now: context.eventLoop.now)
        guard lateness > .zero else { return answer(reply) }
        delay = context.eventLoop.assumeIsolated().scheduleTask(in: lateness) { [self] in
            delay = nil
            answer(reply)
            proceed()
        }
    }

    private func answer(_ reply: HumanReply) {
        isAsking = false
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
        guard case .open = phase, !isAsking, delay == nil, waiting.isEmpty, !dialogue.isDrafting else { return }
        while !pushes.isEmpty, case .open = phase {
            let push = pushes.removeFirst()
            var writer = HumanWriter(color: state.color)
            for line in push.lines { writer.notice(line) }
            write(writer.bytes)
            if let question = push.opens { state.openQuestion = question }
            counters.pushes.add(1, ordering: .relaxed)
            push.whenSettled(true)
        }
        if pushes.isEmpty { pushes = [] }
    }

    // MARK: Writing

    /// Writes bytes; a person whose terminal does not read is cut off.
    func write(_ bytes: [UInt8]) {
        guard let context, !bytes.isEmpty else { return }
        let count = bytes.count
        let most: Int
        switch phase {
        case .opening: most = limits.heldFirstLineBytes
        case .open, .draining: most = limits.heldHumanBytes
        case .closing, .ended: return
        }
        heldBytes += count
        guard heldBytes <= most else { return cutOff() }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [self] _ in heldBytes -= count }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: promise)
    }

    private func cutOff() {
        counters.slowConsumers.add(1, ordering: .relaxed)
        logger.notice(
            "a person does not read and is closed",
            metadata: ["connection": "\(id)", "address": "\(address)", "bytes": "\(heldBytes)"])
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
        guard !isAsking, delay == nil, waiting.isEmpty else { return }
        switch phase {
        case .opening: if inputHasEnded, unread == nil { close() }
        case .open: if inputHasEnded, unread == nil { endOfInput() }
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

    /// Closes once everything is written. The output ends first and what still comes is discarded for a moment, because a close
    /// with unread input makes the system throw away what the person has not read yet.
    func close() {
        guard let context else { return }
        switch phase {
        case .closing, .ended: return
        case .opening, .open, .draining: phase = .closing
        }
        waiting = []
        unread = nil
        lineBeganAt = nil
        closesAt = context.eventLoop.now + Self.flushPatience
        closeWhenFlushed(context)
        armTimer()
    }

    /// How long a close waits for what is written to be taken.
    private static let flushPatience = TimeAmount.seconds(5)
    /// How long it waits for the other side to close too.
    private static let closePatience = TimeAmount.seconds(1)

    func closeWhenFlushed(_ context: ChannelHandlerContext) {
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [self] _ in endOutput() }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: promise)
    }

    private func endOutput() {
        guard case .closing = phase, let context else { return }
        guard !inputHasEnded else { return context.close(promise: nil) }
        closesAt = context.eventLoop.now + Self.closePatience
        armTimer()
        context.close(mode: .output, promise: nil)
    }
}
