internal import Logging
import YitiCore
import YitiStore

/// What the writer does first, until it has gone well once.
enum Startup {
    /// Looks whether the clock can be believed, takes back what was in flight when the last process ended, and finishes what it had begun.
    static func run(_ batch: WriteBatch) throws {
        let (state, watch) = (batch.state, batch.state.watch)
        guard !watch.hasStarted else { return }
        batch.afterCommit { watch.hasStarted = true }
        let (underWay, deployment, halfDone) = try batch.transaction.takeUp()
        batch.afterCommit { [metrics = state.services.metrics] in metrics.underWay(underWay) }
        watch.deployment = deployment
        if let terms = deployment.memoryDefaults { state.services.begin(with: terms.calibration) }
        CommonFitting.adopt(deployment.common, batch)
        try SlicedWork.finish(halfDone, batch)
        try Job.namingBank.work(batch)
        guard !batch.state.services.isSandbox else { return }
        watch.guardian = ClockGuard(latest: deployment.latestNow, now: batch.now)
        if let note = watch.guardian.note { batch.state.services.logger.warning("\(note)") }
    }
}
