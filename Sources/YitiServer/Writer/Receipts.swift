internal import Logging
import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What bridges say of pushes: that the platform took them, or why it did not (docs/protocol.md, section 7).
struct Receipts: Sendable {
    let writer: Writer

    func receipt(
        _ connection: BridgeConnection, _ request: BridgeRequest, _ reply: (@Sendable ([UInt8]) -> Void)?
    ) {
        let id = request.id
        var job = Job(
            .receipt,
            failed: { failure in
                let refusal = failure.refusal
                reply?(
                    ReplyBody.err(refusal.code, text: RefusalWords.text(of: refusal).en).line(
                        id: id, duplicate: false))
            },
            work: { batch in
                batch.hasReceipts = true
                switch request {
                case .ack(let ack): try Self.taken(ack.deliveries, connection.bridge, batch)
                case .nack(let nack): try Self.refused(nack, connection.bridge, batch)
                default: break
                }
                guard let reply else { return }
                let line = ReplyBody.ok([]).line(id: id, duplicate: false)
                batch.afterCommit { reply(line) }
            })
        if case .ack(let ack) = request { job.foresight = .taken(ack.deliveries, bridge: connection.bridge) }
        writer.add(job)
    }

    private static func taken(_ names: [String], _ bridge: String, _ batch: WriteBatch) throws {
        let post = batch.posts.post(bridge)
        for name in names {
            // What was sent is known here; only after a new connection or an end it is looked up.
            let sent = DeliveryName.id(name).flatMap { post.sent($0) }
            // Unknown ones, and other bridges', are passed over.
            guard let delivery = try sent ?? batch.delivery(named: name), delivery.address.bridge == bridge else {
                continue
            }
            try Dispatcher.taken(delivery, batch)
            post.release(delivery.id)
            if let sent { batch.onRollback { post.take(sent) } }
        }
    }

    private static func refused(_ nack: BridgeNack, _ bridge: String, _ batch: WriteBatch) throws {
        let post = batch.posts.post(bridge)
        let now = max(batch.now, batch.state.services.clock.nextSecond)
        for id in nack.deliveries.compactMap(DeliveryName.id) {
            guard
                let (delivery, setback) = try batch.transaction.setBack(id, of: bridge, nack.refusal, at: now)
            else { continue }
            if let setback { try note(setback, delivery, nack, bridge, batch) }
            post.release(id)
        }
    }

    /// What a setback is for others than the delivery.
    private static func note(
        _ setback: PushSetback, _ delivery: Delivery, _ nack: BridgeNack, _ bridge: String, _ batch: WriteBatch
    ) throws {
        switch setback {
        case .dead:
            Dispatcher.noteEnd(as: .dead, batch)
            batch.state.services.logger.error(
                "a push was refused as our bug",
                metadata: ["bridge": "\(bridge)", "delivery": "\(delivery.id)", "code": "\(nack.code.rawValue)"])
        case .unreachable:
            if let identity = try batch.identity(at: delivery.address) { try Reachability(batch).suspend(identity) }
        case .delayed(let until, isForAll: true):
            batch.posts.post(bridge).heldUntil = until
        case .delayed(let until, isForAll: false):
            batch.posts.post(bridge).keepQuiet(delivery.address, until: until, now: batch.now)
        case .failed: break
        }
    }
}

extension BridgeNack {
    fileprivate var refusal: PushRefusal {
        switch code {
        case .tooLong, .badFormat: .malformed
        case .blocked, .gone: .unreachable
        case .temporary: .temporary(retryAfter: retryAfter)
        case .rateLimited: .tooFast(retryAfter: retryAfter, isForAll: scope == .bridge)
        }
    }
}
