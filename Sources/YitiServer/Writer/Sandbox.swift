import YitiCore
import YitiStore

/// The clock that stands still until told (docs/protocol.md, section 9).
enum Sandbox {
    /// How far the clock may be moved at once: ten years.
    private static let longestSeconds: Int64 = 3_653 * 86_400

    /// Moves the clock and fires everything that falls due on the way, in order and each at its own instant; returns the new
    /// now. Nothing is sent meanwhile: what expires on the way counts as undelivered.
    static func move(_ request: ClockRequest, in batch: WriteBatch) throws -> Instant {
        let target = target(of: request, from: batch.now)
        guard target >= batch.now else { throw Refusal.clockBack(batch.now) }
        guard target.seconds - batch.now.seconds <= longestSeconds else { throw Refusal.clockTooFar }
        while let due = try batch.transaction.nextDue(movingClockTo: target) {
            batch.now = max(batch.now, due)
            try Scheduler.fireAll(batch)
        }
        batch.now = target
        batch.state.scheduledAt = nil
        let clock = batch.state.services.clock
        batch.afterCommit { clock.move(to: target) }
        for post in batch.posts.all.values { post.isDirty = true }
        return target
    }

    private static func target(of request: ClockRequest, from now: Instant) -> Instant {
        switch request {
        case .advance(let seconds): now.advanced(bySeconds: seconds)
        case .to(let instant): instant
        }
    }
}
