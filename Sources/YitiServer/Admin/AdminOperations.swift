internal import Logging
import YitiCore
import YitiStore
import YitiWords

/// The operator's requests at a running server: through the writer, like everybody's.
struct AdminOperations: Sendable {
    private let writer: Writer
    private let listeners: Listeners?
    private let metrics: ServiceMetrics
    /// Copies take long and must not keep the writer.
    private let backups: BackupQueue

    init(
        _ writer: Writer, _ backups: BackupQueue, _ listeners: Listeners?, _ metrics: ServiceMetrics = ServiceMetrics()
    ) {
        self.writer = writer
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
            batch in
            if request.operation == .health { return health(request, batch, reply) }
            let done = try answer(request, batch)
            batch.afterCommit { reply(done) }
        }
        writer.add(job)
    }

    /// What can't be done is a reply; a failure undoes the job.
    private func answer(_ request: AdminRequest, _ batch: WriteBatch) throws -> AdminReply {
        do {
            let outcome = try AdminTransaction(
                request, in: batch.transaction, services: batch.state.services, now: batch.now)
            if let step = outcome.step { adopt(step, batch) }
            if request.operation == .clockAccept { batch.state.watch.guardian.accept(batch.now) }
            if let forgotten = outcome.forgotten { try batch.moveConnections(of: forgotten) }
            batch.afterCommit { [logger = batch.state.services.logger] in
                request.log(to: logger, forgotten: outcome.forgotten)
            }
            return outcome.reply
        } catch let refusal as AdminRefusal {
            return AdminReply(error: refusal.description)
        }
    }

    /// What this server does otherwise since the deployment is another. Void tokens are so for connections that are on their way with
    /// them, too.
    private func adopt(_ step: DeploymentStep, _ batch: WriteBatch) {
        let (server, services) = (batch.server, batch.state.services)
        let (before, deployment) = (step.before, step.after)
        let void = deployment.voidTokens(since: before)
        for token in void where server.makeVoid(token: token.hash) {
            batch.onRollback { server.restore(token: token.hash) }
        }
        batch.afterCommit {
            for token in void { listeners?.close(bridge: token.bridge) }
            if deployment.tokens != before.tokens { metrics.expect(bridges: deployment.tokens.map(\.bridge)) }
            guard let terms = deployment.memoryDefaults, terms != before.memoryDefaults else { return }
            services.begin(with: terms.calibration)
        }
    }

    /// What is counted is counted beside the writer.
    private func health(
        _ request: AdminRequest, _ batch: WriteBatch, _ reply: @escaping @Sendable (AdminReply) -> Void
    ) {
        let lines = health(batch.state, now: batch.now)
        batch.afterCommit { [reads = batch.reads, services = batch.state.services, now = batch.now] in
            reads.beside {
                try AdminTransaction(request, in: $0, services: services, now: now).reply
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

    private func health(_ state: LaneState, now: Instant) -> [String] {
        let connected = state.posts.all.filter { $0.value.pushing != nil }.keys.sorted()
        let held = state.posts.all.sorted { $0.key < $1.key }.compactMap { name, post in
            post.heldUntil.flatMap { $0 > now ? "\(name) until \($0.text)" : nil }
        }
        let free = state.watch.disk.freeBytes.map(String.init) ?? "-"
        // PostgreSQL's disk is not looked at from here.
        let disk = state.watch.disk.freeBytes == nil ? "-" : state.watch.disk.level.rawValue
        return [
            "node\t\(state.services.node)", "status\t\(state.pushingNote ?? "ok")",
            "disk\t\(disk)", "disk_free_bytes\t\(free)",
            "bridges_pushing\t\(connected.joined(separator: " "))",
            "human_connections\t\(state.server.connectionCount)",
            "held_people\t\(state.damaged.people.sorted().map(String.init).joined(separator: " "))",
            "held_bridges\t\(held.joined(separator: " "))",
        ] + metrics.values.map { "\($0.name)\t\($0.value)" }
    }

    private static func reply(_ body: () throws -> AdminReply) -> AdminReply {
        do { return try body() } catch { return AdminReply(error: "\(error)") }
    }
}

extension AdminRequest {
    /// Says in the log what the operator has done that others will ask about later.
    fileprivate func log(to logger: Logger, forgotten: Int64?) {
        switch operation {
        case .tokenCreate: logger.notice("a token was made", metadata: ["bridge": "\(name ?? "")"])
        case .tokenRevoke: logger.notice("a token was revoked", metadata: ["bridge": "\(name ?? "")"])
        case .userForget:
            logger.notice("a person was deleted by the operator", metadata: ["person": "\(forgotten ?? 0)"])
        case .clockAccept: logger.notice("the clock was accepted by the operator")
        default: break
        }
    }
}
