internal import NIOCore
internal import Synchronization
import YitiWire

/// What the desk sends to a bridge.
extension BridgeHandler {
    /// Writes what has gathered for this connection, in one piece.
    func takeOutgoing() {
        guard let connection else { return }
        var bytes: [UInt8] = []
        var ending: (ByeCode, String)?
        for item in connection.takeOutgoing() {
            switch item {
            case .reply(let ticket, let line): bytes += reply(ticket, line)
            case .push(let delivery, let line):
                if inFlight.isEmpty { receiptAt = now }
                inFlight.insert(delivery)
                surroundings.counters.pushes.add(1, ordering: .relaxed)
                bytes += line()
            case .line(let line): bytes += line
            case .close(let code, let text): ending = ending ?? (code, text)
            }
        }
        if case .ended = phase { return }
        write(bytes)
        if let (code, text) = ending { end(with: ServerLine.bye(code, text: text), answeringUnread: true) }
        process()
    }

    private func reply(_ ticket: UInt64, _ line: [UInt8]) -> [UInt8] {
        guard fences.isOpen(ticket) else { return [] }
        return line + fences.end(ticket)
    }
}
