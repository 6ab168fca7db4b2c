internal import Logging
import YitiCore
import YitiStore

/// What the writer does first, until it has gone well once.
enum Startup {
    /// Under which key the deployment's own terms of memory are kept.
    static let memoryDefaults = "memory_defaults"

    /// Looks whether the clock can be believed, takes back what was in flight when the last process ended, and finishes what it had begun.
    static func run(_ batch: WriteBatch) throws {
        let (state, watch) = (batch.state, batch.state.watch)
        guard !watch.hasStarted else { return }
        batch.afterCommit { watch.hasStarted = true }
        // Of what other servers have in flight each hello returns its own.
        if try batch.transaction.isAlone() { try batch.transaction.returnAllInFlight() }
        let underWay = try batch.transaction.countUnderWay()
        batch.afterCommit { [metrics = state.services.metrics] in metrics.underWay(underWay) }
        watch.memoryDefaults = try batch.transaction.meta(memoryDefaults)
        if let terms = watch.memoryDefaults.flatMap(MemoryTerms.init(text:)) {
            state.services.begin(with: terms.calibration)
        }
        try CommonFitting.adopt(batch)
        try SlicedWork.finish(batch)
        if batch.transaction.isShared { watch.tokens = try batch.transaction.tokenHashes() }
        try Job.namingBank.work(batch)
        guard !batch.state.services.isSandbox else { return }
        try watch.guardian.start(batch.transaction, now: batch.now)
        if watch.guardian.isHeld { batch.state.services.logger.warning("\(ClockGuard.note)") }
    }
}
