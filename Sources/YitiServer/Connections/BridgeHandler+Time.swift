internal import NIOCore
import YitiCore
import YitiWire

/// What time does to a bridge's connection.
extension BridgeHandler {
    /// Once a second: what has been silent, half-said or unacked for too long.
    func tick() {
        let now = now
        switch phase {
        case .waiting:
            if let began = lineBeganAt, now - began >= .seconds(Int64(limits.firstLineBridgeSeconds)) {
                refuseHello(.badRequest, "the first line took too long")
            }
        case .open: tickOpen(now)
        case .ended: if let closesAt, closesAt <= now { context?.close(promise: nil) }
        case .asking, .ending: break
        }
    }

    private func tickOpen(_ now: NIODeadline) {
        let silence = now - heard.instant
        if !isReadingPaused, let began = lineBeganAt, now - began >= .seconds(Int64(limits.partialLineBridgeSeconds)) {
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
            end(with: ServerLine.bye(.shutdown, text: "the server stops"), answeringUnread: true)
        case .ending, .ended: break
        }
    }
}
