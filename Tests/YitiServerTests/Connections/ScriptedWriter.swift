import Logging
import Synchronization
import YitiCore
import YitiWire

@testable import YitiServer

/// The writer's side of connections: keeps what was asked, and answers by a script or when the test says so.
final class ScriptedWriter: Sendable {
    struct Asked: Sendable {
        let request: HumanRequest
        let reply: @Sendable (HumanReply) -> Void
    }

    struct BridgeAsked: Sendable {
        let request: BridgeRequest
        let reply: (@Sendable ([UInt8]) -> Void)?
    }

    private let bridge = Mutex<(asked: [BridgeAsked], opened: [BridgeConnection], closed: Int)>(([], [], 0))
    private let seen = Mutex<(asked: [Asked], opened: [HumanConnection], closed: Int)>(([], [], 0))
    private let script: @Sendable (HumanRequest) -> HumanReply?

    /// A writer that answers at once with what the script gives, and later where that is nil.
    init(script: @escaping @Sendable (HumanRequest) -> HumanReply? = { _ in nil }) { self.script = script }

    var requests: [HumanRequest] { seen.withLock { $0.asked.map(\.request) } }
    var connection: HumanConnection? { seen.withLock { $0.opened.first } }
    var opened: Int { seen.withLock { $0.opened.count } }
    var closed: Int { seen.withLock { $0.closed } }

    /// Answers the last request that came.
    func reply(_ reply: HumanReply) { seen.withLock { $0.asked.last }?.reply(reply) }

    var bridgeAsked: [BridgeAsked] { bridge.withLock { $0.asked } }
    var bridges: [BridgeConnection] { bridge.withLock { $0.opened } }
    var bridgesClosed: Int { bridge.withLock { $0.closed } }

    var port: WriterPort {
        WriterPort(
            humanOpened: { connection in self.seen.withLock { $0.opened.append(connection) } },
            humanRequest: { _, request, reply in
                self.seen.withLock { $0.asked.append(Asked(request: request, reply: reply)) }
                if let scripted = self.script(request) { reply(scripted) }
            },
            humanClosed: { _ in self.seen.withLock { $0.closed += 1 } },
            isCommand: { $0.hasPrefix("/") && !$0.hasPrefix("//") },
            bridgeHello: { hello, _, answer in
                answer(
                    hello.token == "wrong"
                        ? .refused(.authFailed, "no such bridge")
                        : .welcome(store: "a1", pending: 2, time: Instant(seconds: 0), note: nil))
            },
            bridgeOpened: { connection in self.bridge.withLock { $0.opened.append(connection) } },
            bridgeRequest: { _, request, reply in
                self.bridge.withLock { $0.asked.append(BridgeAsked(request: request, reply: reply)) }
            },
            bridgeReceipt: { _, request, reply in
                self.bridge.withLock { $0.asked.append(BridgeAsked(request: request, reply: reply)) }
            },
            bridgeClosed: { _ in self.bridge.withLock { $0.closed += 1 } })
    }
}

extension HumanReply {
    /// `+ text`, with a question open or none.
    static func done(_ text: String, question: String? = nil, closes: Bool = false) -> HumanReply {
        HumanReply(ending: .done(text), state: HumanState(openQuestion: question, language: .en), closes: closes)
    }
}

extension Logger {
    /// Says nothing.
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
