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
    /// How long the reply to a `mid` is kept.
    static let effectSeconds: Int64 = 48 * 3600

    /// Does what is due at the turn's instant, a batch of it.
    static func run(_ turn: Turn) throws {
        let room = turn.room
        guard room.scheduledAt != turn.now else { return }
        if !room.services.isSandbox {
            try room.guardian.tick(turn.transaction, now: turn.now) { yiti_clock_is_synchronised() != 0 }
        }
        if let folder = room.services.data { room.disk.look(at: folder, room.services.logger) }
        turn.onRollback { room.scheduledAt = nil }
        room.hasBacklog = try fire(turn, limit: batchLimit, sending: true) >= batchLimit
        try purge(turn)
        room.scheduledAt = turn.now
    }

    /// Fires more of what is due, once the windows have been filled with what waited: about as much as they have room for.
    static func goOn(_ turn: Turn) throws {
        let room = turn.room
        guard room.hasBacklog else { return }
        let limit = turn.hasReceipts ? max(leastOfBatch, min(batchLimit, room.places)) : batchLimit
        room.hasBacklog = try fire(turn, limit: limit, sending: true) >= limit
    }

    private static func purge(_ turn: Turn) throws {
        let oldest = turn.now.advanced(bySeconds: -effectSeconds)
        let latest = turn.now.advanced(bySeconds: effectSeconds)
        try turn.transaction.purgeEffects(before: oldest, after: latest, limit: 1_000)
    }

    /// Fires everything due at the turn's instant, however much it is: for the sandbox, whose reply comes before the pushes.
    static func fireAll(_ turn: Turn) throws {
        while try fire(turn, limit: batchLimit, sending: false) >= batchLimit {}
    }

    /// Fires at most `limit` subscriptions and put-off questions and expires as much of what is past its time; how many that was of the one
    /// or the other.
    private static func fire(_ turn: Turn, limit: Int, sending: Bool) throws -> Int {
        let transaction = turn.transaction
        let expired = try transaction.expireOverdue(at: turn.now, limit: max(limit, leastExpired))
        if expired > 0 {
            try Dispatcher.noteExpiries(turn)
            turn.afterCommit { [metrics = turn.room.services.metrics] in metrics.pushes.increment(.expired, by: expired)
            }
        }
        guard turn.room.pushingNote == nil else { return expired }
        let held = turn.room.damaged.people
        let due = try transaction.dueSubscriptions(at: turn.now, limit: limit + held.count).filter {
            !held.contains($0.subscription.person)
        }
        for (subscription, isSuspended) in due.prefix(limit) {
            try turn.holding(subscription.person) {
                try Firing(turn, subscription, isSuspended: isSuspended, sendsAtOnce: sending).run()
            }
        }
        let laters = try transaction.dueLaters(at: turn.now, limit: max(0, limit - due.count) + held.count).filter {
            !held.contains($0.person)
        }
        for later in laters { try turn.holding(later.person) { try bringBack(later, turn) } }
        return max(expired < leastExpired ? 0 : expired, due.count + laters.count)
    }

    /// A put-off question comes back.
    private static func bringBack(_ later: LaterRecord, _ turn: Turn) throws {
        try turn.transaction.removeLater(of: later.person, question: later.question)
        guard let person = try turn.transaction.person(later.person) else { return }
        let expires = later.fireAt.advanced(bySeconds: 86_400)
        let isSuspended = try Reachability(turn).isSuspended(later.address)
        let delivery = Delivery(
            person: later.person, subscription: nil, occurrence: nil, kind: .later, address: later.address,
            question: later.question, pick: later.pick, remark: RemarkWords.text(of: .isBack),
            day: person.calendar.day(at: later.fireAt, zones: turn.room.services.zones), dueAt: later.fireAt,
            notBefore: isSuspended ? expires : later.fireAt, expiresAt: expires)
        if let written = try turn.transaction.insert(delivery) { Dispatcher.noteNew(written, turn) }
    }
}
