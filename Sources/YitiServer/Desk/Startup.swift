internal import Logging
import YitiCore
import YitiStore

/// What the desk does first, until it has gone well once.
enum Startup {
    /// Looks whether the clock can be believed, and takes back what was in flight when the last process ended.
    static func run(_ turn: Turn) throws {
        let room = turn.room
        guard !room.hasStarted else { return }
        turn.afterCommit { room.hasStarted = true }
        try turn.transaction.returnAllInFlight()
        if let terms = try turn.transaction.meta(AdminStep.memoryDefaults).flatMap(MemoryTerms.init(text:)) {
            room.services.begin(with: terms.calibration)
        }
        guard !turn.room.services.isSandbox else { return }
        try turn.room.guardian.start(turn.transaction, now: turn.now)
        if turn.room.guardian.isHeld { turn.room.services.logger.warning("\(ClockGuard.note)") }
    }
}
