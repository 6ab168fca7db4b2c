internal import Logging
import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What bridges say of pushes: that the platform took them, or why it did not (protocol, "Pushes").
struct Receipts: Sendable {
    let writer: Writer

    /// The first delay after `temporary`; it doubles up to the longest.
    private static let firstDelaySeconds: Int64 = 30
    private static let longestDelaySeconds: Int64 = 3_600
    private static let maxDelaySeconds: Int64 = 86_400

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
            guard let delivery = try sent ?? delivery(name, bridge, batch) else { continue }
            try Dispatcher.taken(delivery, batch)
            post.release(delivery.id)
            if let sent { batch.onRollback { post.take(sent) } }
        }
    }

    private static func refused(_ nack: BridgeNack, _ bridge: String, _ batch: WriteBatch) throws {
        for name in nack.deliveries {
            guard let delivery = try delivery(name, bridge, batch) else { continue }
            try refused(delivery, nack, bridge, batch)
            batch.posts.post(bridge).release(delivery.id)
        }
    }

    private static func refused(_ delivery: Delivery, _ nack: BridgeNack, _ bridge: String, _ batch: WriteBatch) throws
    {
        guard delivery.state == .inFlight || delivery.state == .pending else { return }
        let transaction = batch.transaction
        switch nack.code {
        case .tooLong, .badFormat:
            try Dispatcher.end(delivery, as: .dead, batch)
            batch.state.services.logger.error(
                "a push was refused as our bug",
                metadata: ["bridge": "\(bridge)", "delivery": "\(delivery.id)", "code": "\(nack.code.rawValue)"])
        case .blocked, .gone:
            try transaction.postpone(delivery.id, until: delivery.expiresAt, failed: false)
            if let identity = try transaction.identity(bridge: bridge, user: delivery.address.identityName) {
                try Reachability(batch).suspend(identity)
            }
        case .temporary:
            let failures = try transaction.failures(ofDelivery: delivery.id)
            let doubled = min(Self.longestDelaySeconds, Self.firstDelaySeconds << min(failures, 7))
            try postpone(delivery, seconds: nack.retryAfter.map(believed) ?? doubled, failed: true, batch)
        case .rateLimited:
            let seconds = nack.retryAfter.map(believed) ?? Self.firstDelaySeconds
            try postpone(delivery, seconds: seconds, failed: false, batch)
            guard nack.scope == .bridge else {
                return try transaction.delayPending(
                    of: delivery.person, since: delivery.day.advanced(byDays: -Delivery.daysUnderWay),
                    at: delivery.address,
                    until: batch.now.advanced(bySeconds: seconds))
            }
            let until = batch.now.advanced(bySeconds: seconds)
            try transaction.setMeta(BridgeSessions.holdKey(bridge), until)
            batch.posts.post(bridge).heldUntil = until
        }
    }

    /// The delay a platform asks for, as far as it is believed: a day at the most.
    private static func believed(_ retryAfter: Int) -> Int64 { min(Int64(retryAfter), maxDelaySeconds) }

    private static func postpone(_ delivery: Delivery, seconds: Int64, failed: Bool, _ batch: WriteBatch) throws {
        try batch.transaction.postpone(delivery.id, until: batch.now.advanced(bySeconds: seconds), failed: failed)
    }

    /// The bridge's own delivery of that name; unknown ones, and other bridges', are passed over.
    private static func delivery(_ name: String, _ bridge: String, _ batch: WriteBatch) throws -> Delivery? {
        guard let id = DeliveryName.id(name), let delivery = try batch.transaction.delivery(id),
            delivery.address.bridge == bridge
        else { return nil }
        return delivery
    }
}
