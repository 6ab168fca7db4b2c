import YitiCore
import YitiStore
import YitiWords

/// The operator's requests at a running server: through the desk, like everybody's.
struct AdminDesk: Sendable {
    private let desk: Desk
    private let listeners: Listeners?
    private let metrics: ServiceMetrics
    /// Copies take long and must not keep the desk.
    private let backups: BackupQueue

    init(_ desk: Desk, _ backups: BackupQueue, _ listeners: Listeners?, _ metrics: ServiceMetrics = ServiceMetrics()) {
        self.desk = desk
        self.backups = backups
        self.listeners = listeners
        self.metrics = metrics
    }

    /// Has a request done; `reply` is called once, from any thread.
    func handle(_ request: AdminRequest, _ reply: @escaping @Sendable (AdminReply) -> Void) {
        metrics.requests.increment(.admin)
        guard request.operation != .backup else {
            return backups.add { backups in
                reply(Self.reply { try AdminAccess.backUp(request) { try backups.copy(to: $0) } })
            }
        }
        let job = Job(failed: { failure in reply(AdminReply(error: RefusalWords.text(of: failure.refusal).en)) }) {
            turn in
            if request.operation == .health { return health(request, turn, reply) }
            let done = try answer(request, turn)
            turn.afterCommit { reply(done) }
        }
        desk.add(job)
    }

    /// What can't be done is a reply; a failure undoes the job.
    private func answer(_ request: AdminRequest, _ turn: Turn) throws -> AdminReply {
        do {
            let isForgotten = request.operation == .userForget
            let forgotten = isForgotten ? try AdminStep.person(request, turn.transaction).id : nil
            if [.tokenCreate, .tokenRevoke].contains(request.operation) { try voidToken(of: request.name ?? "", turn) }
            let reply = try AdminStep.run(request, in: turn.transaction, services: turn.room.services, now: turn.now)
            switch request.operation {
            case .fitApply:
                if let terms = try turn.transaction.meta(AdminStep.memoryDefaults).flatMap(MemoryTerms.init(text:)) {
                    turn.afterCommit { [services = turn.room.services] in services.begin(with: terms.calibration) }
                }
            case .clockAccept: try turn.room.guardian.accept(turn.transaction, now: turn.now)
            case .tokenCreate, .tokenRevoke:
                let bridge = request.name ?? ""
                turn.afterCommit { listeners?.close(bridge: bridge) }
            default: break
            }
            if let forgotten { try makeGuests(of: forgotten, turn) }
            return reply
        } catch let refusal as AdminRefusal {
            return AdminReply(error: refusal.description)
        }
    }

    /// The connections of somebody who was forgotten are a stranger's from now on.
    private func makeGuests(of person: Int64, _ turn: Turn) throws {
        let guest = Person.guest(at: turn.now)
        let state = try HumanDesk.state(of: guest, turn)
        let room = turn.room
        turn.afterCommit {
            for session in (room.sessionsOfPerson[person] ?? []).compactMap({ room.sessions[$0] }) {
                room.assign(session, to: guest.id)
                session.connection.update(state.with(color: session.color))
            }
        }
    }

    /// The token that a bridge has is void from now on, for connections that are on their way with it, too.
    private func voidToken(of bridge: String, _ turn: Turn) throws {
        guard let hash = try turn.transaction.tokenHash(bridge: bridge) else { return }
        let room = turn.room
        guard room.voidTokens.insert(hash).inserted else { return }
        turn.onRollback { room.voidTokens.remove(hash) }
    }

    /// What is counted is counted beside the desk.
    private func health(
        _ request: AdminRequest, _ turn: Turn, _ reply: @escaping @Sendable (AdminReply) -> Void
    ) {
        let lines = health(turn.room, now: turn.now)
        turn.afterCommit { [reads = turn.reads, services = turn.room.services, now = turn.now] in
            reads.beside {
                try AdminStep.run(request, in: $0, services: services, now: now)
            } then: { outcome in
                reply(
                    Self.reply {
                        var reply = try outcome.get()
                        reply.lines = lines + reply.lines
                        return reply
                    })
            }
        }
    }

    private func health(_ room: Room, now: Instant) -> [String] {
        let connected = room.bridges.filter { $0.value.pushing != nil }.keys.sorted()
        let held = room.bridges.sorted { $0.key < $1.key }.compactMap { name, post in
            post.heldUntil.flatMap { $0 > now ? "\(name) until \($0.text)" : nil }
        }
        let free = room.disk.freeBytes.map(String.init) ?? "-"
        return [
            "status\t\(room.pushingNote ?? "ok")", "disk\t\(room.disk.level.rawValue)", "disk_free_bytes\t\(free)",
            "bridges_pushing\t\(connected.joined(separator: " "))", "human_connections\t\(room.sessions.count)",
            "held_people\t\(room.damaged.people.sorted().map(String.init).joined(separator: " "))",
            "held_bridges\t\(held.joined(separator: " "))",
        ] + metrics.values.map { "\($0.name)\t\($0.value)" }
    }

    private static func reply(_ body: () throws -> AdminReply) -> AdminReply {
        do { return try body() } catch { return AdminReply(error: "\(error)") }
    }
}
