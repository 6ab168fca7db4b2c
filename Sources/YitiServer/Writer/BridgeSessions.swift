import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What the writer does for bridges.
struct BridgeSessions: Sendable {
    let writer: Writer

    func hello(_ hello: BridgeHello, _ reply: @escaping @Sendable (HelloOutcome) -> Void) {
        let hash = Secrets.hash(hello.token)
        writer.add(
            Job(
                failed: { reply(.refused($0.refusal.code, RefusalWords.text(of: $0.refusal).en)) },
                work: { batch in
                    // An unknown bridge costs the same comparison as a known one with another token.
                    let (known, store) = try batch.transaction.greeting(of: hello.bridge)
                    guard Secrets.areSame(known ?? Secrets.hash(""), hash), known != nil else {
                        batch.afterCommit { reply(.refused(.authFailed, RefusalWords.text(of: .wrongToken).en)) }
                        return
                    }
                    batch.afterCommit { [reads = batch.reads, now = batch.now, note = batch.state.pushingNote] in
                        welcome(hello.bridge, store, now, note, reads, reply)
                    }
                }))
    }

    /// What waits is counted beside the writer: a bridge that was away for long has a great deal.
    private func welcome(
        _ bridge: String, _ store: String, _ now: Instant, _ note: String?, _ reads: ReadQueue,
        _ reply: @escaping @Sendable (HelloOutcome) -> Void
    ) {
        reads.beside {
            try $0.countPending(bridge: bridge, limit: Self.maxCounted)
        } then: { count in
            switch count {
            case .success(let pending): reply(.welcome(store: store, pending: pending, time: now, note: note))
            case .failure: reply(.refused(.busy, RefusalWords.text(of: .busy).en))
            }
        }
    }

    func opened(_ connection: BridgeConnection) {
        writer.add(
            Job(.lifecycle) { batch in
                guard !batch.server.isVoid(token: connection.tokenHash) else {
                    return batch.afterCommit { connection.close(.shutdown, saying: Listeners.voidToken) }
                }
                Self.note(tokenOf: connection, batch)
                guard connection.takesPushes else { return }
                try Self.give(connection, pushesOf: connection.bridge, batch)
            })
    }

    /// A token that was made, and perhaps replaced, at another server since it was looked what others have done is compared the next time.
    private static func note(tokenOf connection: BridgeConnection, _ batch: WriteBatch) {
        let (watch, now) = (batch.state.watch, batch.now)
        guard batch.transaction.asksFromAfar else { return }
        batch.afterCommit {
            guard !watch.deployment.tokens.contains(where: { $0.hash == connection.tokenHash }) else { return }
            watch.deployment.tokens.append(
                Deployment.Token(bridge: connection.bridge, hash: connection.tokenHash, createdAt: now))
            watch.hasUnheardNeighbours = true
        }
    }

    func closed(_ connection: BridgeConnection) {
        writer.add(
            Job(.lifecycle) { batch in
                guard let post = batch.posts[connection.bridge], post.pushing?.id == connection.id else {
                    return
                }
                try Self.give(nil, pushesOf: connection.bridge, batch)
            })
    }

    /// The pushes of a bridge go to a connection from now on, or to none: what was in flight waits again.
    private static func give(
        _ connection: BridgeConnection?, pushesOf bridge: String, _ batch: WriteBatch
    ) throws {
        let post = batch.posts.post(bridge)
        let time = try batch.transaction.takePushes(of: bridge)
        // Within the batch already: the dispatcher fills the new window at its end.
        batch.onRollback(post.begin(with: connection, epoch: time.epoch))
        post.heldUntil = time.heldUntil
    }

    func request(
        _ connection: BridgeConnection, _ request: BridgeRequest, _ reply: @escaping @Sendable ([UInt8]) -> Void
    ) {
        let id = request.id
        let fingerprint = BridgeRequests.fingerprint(of: request)
        let metrics = writer.metrics
        let came = Stopwatch.started
        let failed: @Sendable (JobFailure) -> Void = {
            metrics.count(.failed)
            reply(ReplyBody($0.refusal).line(id: id, duplicate: false))
        }
        writer.add(
            .inOrder(
                of: { try BridgeRequests.person(of: request, bridge: connection.bridge, $0) },
                foresight: BridgeRequests.foresight(of: request, bridge: connection.bridge),
                failed: failed,
                work: { batch in
                    let requests = BridgeRequests(batch, of: connection, came: came, failed: failed) {
                        body, isDuplicate in
                        if isDuplicate { metrics.count(.repeated) }
                        reply(body.line(id: id, duplicate: isDuplicate))
                    }
                    try requests.answer(request, fingerprint: fingerprint)
                }))
    }

    /// Up to how many waiting pushes `welcome` counts.
    private static let maxCounted = 10_000
}
