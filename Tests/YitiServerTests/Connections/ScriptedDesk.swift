import Synchronization
import YitiCore
import YitiWire

@testable import YitiServer

/// The desk's side of a person's connection: keeps what was asked, and answers by a script or when the test says so.
final class ScriptedDesk: Sendable {
    struct Asked: Sendable {
        let request: HumanRequest
        let reply: @Sendable (HumanReply) -> Void
    }

    private let seen = Mutex<(asked: [Asked], opened: [HumanConnection], closed: Int)>(([], [], 0))
    private let script: @Sendable (HumanRequest) -> HumanReply?

    /// A desk that answers at once with what the script gives, and later where that is nil.
    init(script: @escaping @Sendable (HumanRequest) -> HumanReply? = { _ in nil }) { self.script = script }

    var requests: [HumanRequest] { seen.withLock { $0.asked.map(\.request) } }
    var connection: HumanConnection? { seen.withLock { $0.opened.first } }
    var opened: Int { seen.withLock { $0.opened.count } }
    var closed: Int { seen.withLock { $0.closed } }

    /// Answers the last request that came.
    func reply(_ reply: HumanReply) { seen.withLock { $0.asked.last }?.reply(reply) }

    var port: DeskPort {
        DeskPort(
            humanOpened: { connection in self.seen.withLock { $0.opened.append(connection) } },
            humanRequest: { _, request, reply in
                self.seen.withLock { $0.asked.append(Asked(request: request, reply: reply)) }
                if let scripted = self.script(request) { reply(scripted) }
            },
            humanClosed: { _ in self.seen.withLock { $0.closed += 1 } },
            isCommand: { $0.hasPrefix("/") && !$0.hasPrefix("//") },
            bridgeHello: { _, _, _ in }, bridgeOpened: { _ in }, bridgeRequest: { _, _, _ in },
            bridgeReceipt: { _, _, _ in }, bridgeClosed: { _ in })
    }
}

extension HumanReply {
    /// `+ text`, with a question open or none.
    static func done(_ text: String, question: String? = nil, closes: Bool = false) -> HumanReply {
        HumanReply(ending: .done(text), state: HumanState(openQuestion: question, language: .en), closes: closes)
    }
}
