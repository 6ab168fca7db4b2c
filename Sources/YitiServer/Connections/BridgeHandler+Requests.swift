internal import Logging
internal import NIOCore
internal import Synchronization
import YitiCore
import YitiWire
import YitiWords

/// What a bridge asks for once it is in.
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

    func request(_ line: BridgeLine) {
        switch line {
        case .request(let request): carryOut(request)
        case .refused(let code, let text, let id): writeInOrder(ServerLine.err(id: id, code, text: text))
        case .broken(let code, let text):
            surroundings.logger.notice(
                "a bridge's line broke the framing", metadata: ["connection": "\(id)", "code": "\(code.rawValue)"])
            answersUnread = false
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
        guard let wait = surroundings.rates.take(bridge: connection.bridge, user: user, now: now) else {
            return send(request, connection)
        }
        surroundings.counters.rateLimited.add(1, ordering: .relaxed)
        let refusal = Refusal.tooFast(retryAfter: max(1, wait))
        writeInOrder(
            ServerLine.err(
                id: request.id, refusal.code, text: RefusalWords.text(of: refusal).en, retryAfter: refusal.retryAfter))
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
        let waiting = inFlight.count
        inFlight.subtract(deliveries)
        if inFlight.count < waiting { receiptAt = now }
        // One that wants no reply is in flight all the same: who floods them waits.
        let wantsReply = request.id != nil
        let ticket = fences.begin()
        surroundings.desk.bridgeReceipt(connection, request) { connection.answer(ticket: ticket, wantsReply ? $0 : []) }
    }
}
