internal import Dispatch
import YitiCore
import YitiStore

/// The operator's requests at a running server: through the desk, like everybody's.
struct AdminDesk: Sendable {
    private let desk: Desk
    private let store: Store
    /// Copies take long and must not keep the desk.
    private let copies = DispatchQueue(label: "backup")

    init(desk: Desk, store: Store) {
        self.desk = desk
        self.store = store
    }

    /// Has a request done; `reply` is called once, from any thread.
    func handle(_ request: AdminRequest, _ reply: @escaping @Sendable (AdminReply) -> Void) {
        guard request.operation != .backup else {
            return copies.async { reply(Self.reply { try AdminAccess.backUp(store, request) }) }
        }
        let job = Job(failed: { fault in reply(AdminReply(error: "the server could not do it: \(fault)")) }) { turn in
            let done = try Self.answer(request, turn)
            turn.afterCommit { reply(done) }
        }
        desk.add(job)
    }

    /// What can't be done is a reply; a failure undoes the job.
    private static func answer(_ request: AdminRequest, _ turn: Turn) throws -> AdminReply {
        do {
            var reply = try AdminStep.run(request, in: turn.transaction, now: turn.now)
            switch request.operation {
            case .clockAccept: try turn.room.guardian.accept(turn.transaction, now: turn.now)
            case .health: reply.lines += health(turn.room)
            default: break
            }
            return reply
        } catch let refusal as AdminRefusal {
            return AdminReply(error: refusal.description)
        }
    }

    private static func health(_ room: Room) -> [String] {
        let connected = room.bridges.filter { $0.value.pushing != nil }.keys.sorted()
        return [
            "pushing\t\(room.guardian.isHeld ? "held" : "on")", "bridges_pushing\t\(connected.joined(separator: " "))",
            "human_connections\t\(room.sessions.count)",
        ]
    }

    private static func reply(_ body: () throws -> AdminReply) -> AdminReply {
        do { return try body() } catch { return AdminReply(error: "\(error)") }
    }
}
