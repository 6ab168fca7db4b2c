internal import Logging
internal import NIOCore
internal import Synchronization
import YitiCore
import YitiWire

/// What a bridge's lines come to.
extension BridgeHandler {
    /// One line, or the remains of one that was too long.
    func take(_ finding: LineFramer.Finding) {
        switch (phase, finding) {
        case (.waiting, .line(let bytes)): hello(decoder.hello(bytes))
        case (.waiting, .tooLong): refuseHello(.lineTooLong, "the line is too long; begin with a hello")
        case (_, .line(let bytes)): request(decoder.request(bytes))
        case (_, .tooLong):
            write(
                ServerLine.err(
                    id: nil, .lineTooLong,
                    text: "a line has at most \(limits.lineBridgeBytes) bytes; this one was skipped"))
        }
    }

    // MARK: The first line

    private func hello(_ line: BridgeLine) {
        firstLineSeen()
        switch line {
        case .request(.hello(let hello)): ask(hello)
        case .request: refuseHello(.authRequired, "begin with a hello")
        case .refused(let code, let text, _), .broken(let code, let text): refuseHello(code, text)
        }
    }

    private func refuseHello(_ code: RefusalCode, _ text: String) {
        firstLineSeen()
        surroundings.logger.info(
            "a bridge's first line was refused", metadata: ["address": "\(address)", "code": "\(code.rawValue)"])
        end(with: ServerLine.err(id: nil, code, text: text))
    }

    private func ask(_ hello: BridgeHello) {
        guard let context else { return }
        phase = .asking
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        surroundings.desk.bridgeHello(hello, address) { outcome in
            loop.execute { bound.value.answer(hello, outcome) }
        }
    }

    private func answer(_ hello: BridgeHello, _ outcome: HelloOutcome) {
        guard case .asking = phase, context != nil else { return }
        switch outcome {
        case .welcome(let pending, let time, let note): welcome(hello, pending: pending, time: time, note: note)
        case .refused(let code, let text): turnDown(code, text)
        }
    }

    /// A wrong name or token; late when there have been many of them from this address.
    private func turnDown(_ code: RefusalCode, _ text: String) {
        guard let context else { return }
        surroundings.counters.failedAttempts.add(1, ordering: .relaxed)
        let delay = code == .authFailed ? surroundings.throttle.failed(address) : .zero
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: delay) { bound.value.refuseHello(code, text) }
    }

    private func welcome(_ hello: BridgeHello, pending: Int, time: Instant, note: String?) {
        guard let context else { return }
        var hello = hello
        hello.window = min(hello.window, limits.window)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let connection = BridgeConnection(id: id, address: address, hello: hello) {
            loop.execute { bound.value.takeOutgoing() }
        }
        self.connection = connection
        phase = .open
        receiptAt = .now()
        let bounds = ServerLine.Bounds(
            line: limits.lineBridgeBytes, text: limits.textBytes, inflight: limits.inflightBridge, window: hello.window)
        write(
            ServerLine.welcome(
                bridge: hello.bridge, limits: bounds, pending: pending, ping: limits.pingSeconds, time: time, note: note
            ))
        surroundings.book.enter(connection, heard: heard)
        surroundings.desk.bridgeOpened(connection)
        surroundings.logger.info(
            "a bridge has come",
            metadata: ["bridge": "\(hello.bridge)", "connection": "\(id)", "agent": "\(hello.agent?.prefix(80) ?? "")"])
        process()
    }

    // MARK: Requests

    private func request(_ line: BridgeLine) {
        switch line {
        case .request(let request): carryOut(request)
        case .refused(let code, let text, let id): writeInOrder(ServerLine.err(id: id, code, text: text))
        case .broken(let code, let text):
            surroundings.logger.notice(
                "a bridge's line broke the framing", metadata: ["connection": "\(id)", "code": "\(code.rawValue)"])
            end(with: ServerLine.err(id: nil, code, text: text))
        }
    }

    private func carryOut(_ request: BridgeRequest) {
        guard let connection else { return }
        switch request {
        case .hello: write(ServerLine.err(id: nil, .badRequest, text: "this connection has said hello already"))
        case .command(let command): limited(request, user: command.user, connection)
        case .act(let act): limited(request, user: act.user, connection)
        case .user, .clock: send(request, connection)
        case .ack(let ack): receipt(request, ack.deliveries, connection)
        case .nack(let nack): receipt(request, nack.deliveries, connection)
        case .ping(let id): writeInOrder(ServerLine.pong(id: id))
        case .pong: break
        case .bye: end(with: ServerLine.bye(nil, text: "goodbye"))
        }
    }

    private func limited(_ request: BridgeRequest, user: String, _ connection: BridgeConnection) {
        guard let wait = rates.take(user, now: .now()) else { return send(request, connection) }
        surroundings.counters.rateLimited.add(1, ordering: .relaxed)
        let refusal = Refusal.tooFast(retryAfter: max(1, wait))
        writeInOrder(
            ServerLine.err(id: request.id, refusal.code, text: refusal.text.en, retryAfter: refusal.retryAfter))
    }

    /// Writes a line of the connection's own, after the answers to everything that came before it.
    private func writeInOrder(_ line: [UInt8]) {
        if fences.mayWrite(line) { write(line) }
    }

    private func send(_ request: BridgeRequest, _ connection: BridgeConnection) {
        let ticket = fences.begin()
        surroundings.desk.bridgeRequest(connection, request) { connection.answer(ticket: ticket, $0) }
    }

    private func receipt(_ request: BridgeRequest, _ deliveries: [String], _ connection: BridgeConnection) {
        receiptAt = .now()
        inFlight.subtract(deliveries)
        guard request.id != nil else { return surroundings.desk.bridgeReceipt(connection, request, nil) }
        let ticket = fences.begin()
        surroundings.desk.bridgeReceipt(connection, request) { connection.answer(ticket: ticket, $0) }
    }

    // MARK: What the desk sends

    /// Writes what has gathered for this connection, in one piece.
    func takeOutgoing() {
        guard let connection else { return }
        var bytes: [UInt8] = []
        var ending: (ByeCode, String)?
        for item in connection.takeOutgoing() {
            switch item {
            case .reply(let ticket, let line): bytes += reply(ticket, line)
            case .push(let delivery, let line):
                if inFlight.isEmpty { receiptAt = .now() }
                inFlight.insert(delivery)
                surroundings.counters.pushes.add(1, ordering: .relaxed)
                bytes += line
            case .line(let line): bytes += line
            case .close(let code, let text): ending = ending ?? (code, text)
            }
        }
        if case .ended = phase { return }
        write(bytes)
        if let (code, text) = ending { end(with: ServerLine.bye(code, text: text)) }
        if case .ending = phase { closeWhenAnswered() } else { process() }
    }

    private func reply(_ ticket: UInt64, _ line: [UInt8]) -> [UInt8] {
        guard fences.isOpen(ticket) else { return [] }
        return line + fences.end(ticket)
    }

    // MARK: Time

    /// Once a second: what has been silent, half-said or unacked for too long.
    func tick() {
        let now = NIODeadline.now()
        switch phase {
        case .waiting:
            if let began = lineBeganAt, now - began >= .seconds(Int64(limits.firstLineBridgeSeconds)) {
                refuseHello(.badRequest, "the first line took too long")
            }
        case .open: tickOpen(now)
        case .asking, .ending, .ended: break
        }
    }

    private func tickOpen(_ now: NIODeadline) {
        let silence = now - heard.instant
        if let began = lineBeganAt, now - began >= .seconds(Int64(limits.partialLineBridgeSeconds)) {
            return end(with: ServerLine.bye(.idle, text: "a line was begun and not ended"))
        }
        if silence >= .seconds(Int64(limits.pingTimeoutSeconds)) {
            return end(with: ServerLine.bye(.pingTimeout, text: "nothing was heard for \(limits.pingTimeoutSeconds) s"))
        }
        if silence >= .seconds(Int64(limits.pingSeconds)), pingedAt == nil {
            pingedAt = now
            write(ServerLine.ping(id: nil))
        }
        if !inFlight.isEmpty, now - receiptAt >= .seconds(Int64(limits.ackTimeoutSeconds)) {
            end(with: ServerLine.bye(.ackTimeout, text: "no ack came for \(limits.ackTimeoutSeconds) s"))
        }
    }

    /// The server stops: what is being answered is finished, nothing more is read.
    func drain() {
        switch phase {
        case .waiting, .asking: end(with: ServerLine.bye(.shutdown, text: "the server stops"))
        case .open:
            write(ServerLine.note(code: "draining", text: "the server stops; what was asked is answered"))
            end(with: ServerLine.bye(.shutdown, text: "the server stops"))
        case .ending, .ended: break
        }
    }
}
