import YitiCore
package import YitiStore
import YitiWire

/// Why nothing of a job was written.
package struct JobFailure: Sendable {
    /// What kind of fault it was.
    package var fault: Fault
    /// Finds it in the log.
    package var incident: String

    /// What the one who asked is told: no detail, and whether to try again.
    var refusal: Refusal {
        switch fault {
        case .busy, .unreachable: .busy
        case .disk, .other: .internal(incident: incident)
        }
    }
}

/// One piece of work for the writer.
package struct Job: Sendable {
    /// What is promised of it.
    package enum Kind: Sendable {
        /// Somebody waits for the answer, which may be a refusal.
        case request
        /// What became of a push, which nobody repeats: tried until it is written.
        case receipt
        /// A connection opened or closed, a token was revoked: tried until it is written.
        case lifecycle
    }

    /// What is promised of it.
    package var kind: Kind
    /// Since when it waits.
    let came = Stopwatch.started
    /// How often it has failed by itself; something that can't be done is not tried for ever.
    var failures = 0
    /// What it is about to ask the database.
    var foresight = Foresight.nothing
    /// Does the work inside a transaction. What the world may see of it goes through ``WriteBatch/afterCommit(_:)``: it is done again
    /// from the start when another job of its batch went wrong.
    package var work: @Sendable (WriteBatch) throws -> Void
    /// Told instead when nothing of it was written.
    package var failed: @Sendable (JobFailure) -> Void

    /// A job from its two parts.
    package init(
        _ kind: Kind = .request, failed: @escaping @Sendable (JobFailure) -> Void = { _ in },
        work: @escaping @Sendable (WriteBatch) throws -> Void
    ) {
        self.kind = kind
        self.work = work
        self.failed = failed
    }
}

extension Job {
    /// A job that does nothing in its turn but to say `busy`.
    fileprivate var refused: Job {
        let failed = failed
        // As a reply among the others', which keep the order of their jobs.
        return Job(failed: failed) { batch in
            batch.reply(Draft(.ok([]))) { _ in failed(JobFailure(fault: .busy, incident: "full")) }
        }
    }

    /// The job after it has failed by itself; nil when it has too often.
    var again: Job? {
        guard failures < Self.maxFailures else { return nil }
        var job = self
        job.failures += 1
        return job
    }

    private static let maxFailures = 5
}

/// What waits for the writer, in order.
///
/// Bounded: past the bound a request is refused, in its turn, so that `busy` does not overtake what was asked before. Receipts and
/// what happens to connections are never refused: connections bound how many there can be.
final class JobQueue: @unchecked Sendable {
    // `jobs` and `isOpen` are touched under `condition` only.
    private let condition = SteadyCondition()
    private var jobs: [Job] = []
    private var isOpen = true
    /// How many jobs wake the one who waits.
    private var wanted = 1
    private let bound: Int

    /// How long a batch waits at most for those who were answered with the one before.
    private static let gatheringSeconds = 0.001

    init(bound: Int) {
        self.bound = bound
    }

    /// Adds a job; one that finds the queue closed is told so at once.
    func add(_ job: Job) {
        condition.lock()
        let isAccepted = isOpen
        if isAccepted { jobs.append(jobs.count < bound || job.kind != .request ? job : job.refused) }
        let wakes = isAccepted && jobs.count == wanted
        condition.unlock()
        // Afterwards: whoever is woken would only wait for the lock.
        if wakes { condition.signal() }
        if !isAccepted { job.failed(JobFailure(fault: .busy, incident: "closed")) }
    }

    /// Puts jobs back before all others, to be tried again.
    func putBack(_ jobs: [Job]) {
        guard !jobs.isEmpty else { return }
        condition.withLock { self.jobs.insert(contentsOf: jobs, at: 0) }
    }

    /// What has gathered, at most `limit`; waits up to `seconds` for the first. Nil once it is closed and empty.
    ///
    /// Those who were answered together ask again at about the same time: a moment's wait until `expected` jobs are there
    /// makes one commit of what would be several.
    func take(limit: Int, waitingSeconds seconds: Double, expected: Int = 1) -> [Job]? {
        condition.lock()
        defer { condition.unlock() }
        if jobs.isEmpty && isOpen && seconds > 0 { condition.wait(seconds: seconds) }
        if !jobs.isEmpty && isOpen && jobs.count < expected {
            wanted = expected
            condition.wait(seconds: Self.gatheringSeconds)
            wanted = 1
        }
        guard !jobs.isEmpty else { return isOpen ? [] : nil }
        return takeFirst(limit)
    }

    /// What has gathered, at most `limit`, without a wait.
    func takeMore(limit: Int) -> [Job] {
        condition.withLock { takeFirst(max(0, limit)) }
    }

    /// Mostly that is all of them, which needn't be copied; as many are expected next.
    private func takeFirst(_ limit: Int) -> [Job] {
        guard jobs.count > limit else {
            var taken: [Job] = []
            taken.reserveCapacity(jobs.count)
            swap(&taken, &jobs)
            return taken
        }
        let taken = Array(jobs.prefix(limit))
        jobs.removeFirst(limit)
        return taken
    }

    /// Takes every request out, for somebody to tell them that they can't be carried out.
    func takeRequests() -> [Job] {
        condition.withLock {
            defer { jobs.removeAll { $0.kind == .request } }
            return jobs.filter { $0.kind == .request }
        }
    }

    /// How many jobs wait.
    var depth: Int { condition.withLock { jobs.count } }

    /// Takes no more; what has gathered is still handed out.
    func close() {
        condition.withLock {
            isOpen = false
            condition.broadcast()
        }
    }

    /// Takes no more and hands nothing out: what has gathered was not begun, and is told so.
    func refuseAll() {
        close()
        let left = condition.withLock {
            defer { jobs = [] }
            return jobs
        }
        left.forEach { $0.failed(JobFailure(fault: .busy, incident: "closed")) }
    }
}
