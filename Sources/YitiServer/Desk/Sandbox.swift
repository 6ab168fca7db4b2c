import YitiCore
import YitiStore

/// The clock that stands still until told (protocol, section 6).
enum Sandbox {
    /// How far the clock may be moved at once: ten years.
    private static let longestSeconds: Int64 = 3_653 * 86_400

    /// Moves the clock and fires everything that falls due on the way, in order and each at its own instant; returns the new
    /// now. Nothing is sent meanwhile: what expires on the way counts as undelivered.
    static func move(_ request: ClockRequest, in turn: Turn) throws -> Instant {
        let target = target(of: request, from: turn.now)
        guard target >= turn.now else { throw Refusal.clockBack(turn.now) }
        guard target.seconds - turn.now.seconds <= longestSeconds else { throw Refusal.clockTooFar }
        while let due = try turn.transaction.nextDue(), due <= target {
            turn.now = max(turn.now, due)
            try Scheduler.fireAll(turn)
        }
        turn.now = target
        turn.room.scheduledAt = nil
        let clock = turn.room.services.clock
        turn.afterCommit { clock.move(to: target) }
        for post in turn.room.bridges.values { post.isDirty = true }
        return target
    }

    private static func target(of request: ClockRequest, from now: Instant) -> Instant {
        switch request {
        case .advance(let seconds): now.advanced(bySeconds: seconds)
        case .to(let instant): instant
        }
    }
}
