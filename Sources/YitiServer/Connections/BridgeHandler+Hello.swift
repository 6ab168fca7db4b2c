internal import Logging
internal import NIOCore
internal import Synchronization
import YitiCore
import YitiWire

/// A bridge's first line.
extension BridgeHandler {
    func hello(_ line: BridgeLine) {
        firstLineHasCome()
        switch line {
        case .request(.hello(let hello)): ask(hello)
        case .request: refuseHello(.authRequired, "begin with a hello")
        case .refused(let code, let text, _), .broken(let code, let text): refuseHello(code, text)
        }
    }

    /// Says so once, and lets go of whoever wanted to know.
    private func firstLineHasCome() {
        firstLineSeen()
        firstLineSeen = {}
    }

    func refuseHello(_ code: RefusalCode, _ text: String) {
        firstLineHasCome()
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
        let delay = code == .authFailed ? surroundings.throttle.failed(address, now: now) : .zero
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
        receiptAt = now
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
}
