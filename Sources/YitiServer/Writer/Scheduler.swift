internal import CTimex
import YitiCore
import YitiStore
import YitiWords

/// Fires what is due. Nothing is timed by a sleep until then: the store is asked what is due at *now*, whenever a second
/// has passed, so clock steps, suspends and restarts need no code of their own.
enum Scheduler {
    /// The most subscriptions fired in one batch, so that a burst never holds a person's command up for longer.
    private static let batchLimit = 96
    /// The least while receipts come in: bridges that are slow to ack don't hold the others up.
    private static let leastOfBatch = 16
    /// So many deliveries are expired in one batch at least, when they are past their time.
    private static let leastExpired = 500
    /// Does what is due at the batch's instant, some of it.
    static func run(_ batch: WriteBatch) throws {
        let state = batch.state
        guard state.scheduledAt != batch.now else { return }
        let isBelieved =
            !state.services.isSandbox
            && state.watch.guardian.tick(now: batch.now) { yiti_clock_is_synchronised() != 0 }
        try batch.transaction.keepHouse(at: batch.now, isBelieved: isBelieved)
        if let folder = state.services.data {
            state.watch.disk.look(at: folder, state.services.logger)
            state.watch.disk.look(for: Configuration.database(in: folder), state.services.logger)
        }
        state.services.writesNothing = state.watch.disk.refusesWriting
        batch.onRollback { state.scheduledAt = nil }
        state.hasBacklog = try fire(batch, limit: batchLimit, sending: true) >= batchLimit
        state.scheduledAt = batch.now
    }

    /// Fires more of what is due, once the windows have been filled with what waited: about as much as they have room for.
    static func goOn(_ batch: WriteBatch) throws {
        let state = batch.state
        guard state.hasBacklog else { return }
        let limit = batch.hasReceipts ? max(leastOfBatch, min(batchLimit, state.posts.places)) : batchLimit
        state.hasBacklog = try fire(batch, limit: limit, sending: true) >= limit
    }

    /// Fires everything due at the batch's instant, however much it is: for the sandbox, whose reply comes before the pushes.
    static func fireAll(_ batch: WriteBatch) throws {
        while try fire(batch, limit: batchLimit, sending: false) >= batchLimit {}
    }

    /// Fires at most `limit` subscriptions and put-off questions and expires as much of what is past its time; how many that was of the one
    /// or the other.
    private static func fire(_ batch: WriteBatch, limit: Int, sending: Bool) throws -> Int {
        let onTheirWay = batch.posts.all.lazy.filter { !$0.value.isEmpty }.map(\.key)
        let firing = batch.state.pushingNote == nil ? limit : 0
        let due = try batch.transaction.takeDue(
            at: batch.now, expiring: max(limit, leastExpired), freeing: onTheirWay, firing: firing,
            besides: batch.state.damaged.people)
        let expired = due.expired
        if expired > 0 {
            // Those that were in flight free their places.
            for (bridge, deliveries) in due.inFlight { batch.posts[bridge]?.keep(deliveries) }
            batch.afterCommit { [metrics = batch.state.services.metrics] in
                metrics.pushes.increment(.expired, by: expired)
            }
        }
        batch.holdDamaged()
        try Rehearsal(batch)?.prepare(firing: due.subscriptions.map(\.subscription))
        for (subscription, isSuspended) in due.subscriptions {
            try batch.holding(subscription.person) {
                try Firing(batch, subscription, isSuspended: isSuspended, sendsAtOnce: sending).run()
            }
        }
        for (later, isSuspended) in due.laters {
            try batch.holding(later.person) { try bringBack(later, isSuspended: isSuspended, batch) }
        }
        guard firing > 0 else { return expired }
        return max(expired < leastExpired ? 0 : expired, due.subscriptions.count + due.laters.count)
    }

    /// A put-off question comes back.
    private static func bringBack(_ later: LaterRecord, isSuspended: Bool, _ batch: WriteBatch) throws {
        let decider = Decider(batch, address: later.address)
        guard var file = try decider.file(of: later.person) else { return }
        let back = try decider.decide(&file) { (decision) throws(Pending) in
            try decision.bringBack(later, isSuspended: isSuspended)
        }
        guard var delivery = back else { return }
        delivery.remark = RemarkWords.text(of: .isBack)
        try Dispatcher.write([delivery], batch)
    }
}
