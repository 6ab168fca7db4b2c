internal import Dispatch
import Foundation
internal import Logging
internal import Synchronization
package import YitiCore
package import YitiStore

/// The only writer of a server. Jobs queue, one thread takes what has gathered, runs each in turn inside one transaction, commits with
/// `synchronous=FULL`, and only then releases the replies: what was replied to survives a power cut (group commit).
package final class Writer: Sendable {
    private let store: Store
    private let services: Services
    private let queue: JobQueue
    private let server = ServerState()
    private let posts = PushPosts()
    private let reads: ReadQueue
    private let ended = DispatchSemaphore(value: 0)
    private let onDiskFailure: @Sendable () -> Void
    private let failed = Atomic(false)

    /// The most jobs of one transaction: more would hold the first reply up.
    private static let batchLimit = 256
    /// From so many jobs on the next batch waits a moment for as many, and replies are worded on another thread.
    private static let crowd = 16
    /// After so many jobs another process that writes is given what they come to, to be at work while the next are carried out.
    private static let handful = 64
    /// How long the thread sleeps at most when nothing happens: how late a push may be.
    private static let tickSeconds = 0.5

    /// How long what is due waits for a receipt at most.
    private static let receiptSeconds = 0.005

    /// How often it is looked how long what could be pushed has waited.
    private static let backlogNanoseconds: Int64 = 5_000_000_000

    /// What is due is fired before anybody's command of the same instant is carried out: nothing that has fallen due is changed away.
    private static let before = [
        Job { batch in
            try Startup.run(batch)
            try Neighbours.run(batch)
            try Scheduler.run(batch)
        }
    ]
    /// What can be pushed is pushed at the end, with what the commands have made of it; then, while there is room, more that is due.
    private static let after = [
        Job { batch in
            try Dispatcher.run(batch)
            try Scheduler.goOn(batch)
        }
    ]

    /// A writer over a store. `onDiskFailure` is told when the outcome of a commit is unknown and the process must end; by then whoever
    /// waits has been answered, and the writer does nothing more. `willRead` is told before each read beside the writer's thread.
    package init(
        store: Store, services: Services, queueBound: Int = 65_536, onDiskFailure: @escaping @Sendable () -> Void = {},
        willRead: @escaping @Sendable (ReadRequest) -> Void = { _ in }
    ) {
        self.store = store
        self.services = services
        self.onDiskFailure = onDiskFailure
        queue = JobQueue(bound: queueBound)
        reads = ReadQueue(store, willRead: willRead) { [queue] in queue.add($0) }
    }

    /// Whether the disk failed: nothing may be written any more, not even to close the store.
    package var hasFailed: Bool { failed.load(ordering: .acquiring) }

    /// Starts the thread.
    package func start() {
        let thread = Thread { [self] in
            run()
            ended.signal()
        }
        thread.name = "writer"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Does what has been asked for and ends the thread; false when it can't, because the database has been away for long. Blocks: call it
    /// once, from a thread of your own.
    @discardableResult
    package func stop() -> Bool {
        // What is read just now is answered yet.
        reads.stop()
        takeNoMore()
        while ended.wait(timeout: .now() + Self.tickSeconds) == .timedOut {
            if services.outage.isLong { return false }
        }
        reads.close()
        return true
    }

    /// Takes nothing more: what was asked for is done yet, and what would follow from it is refused.
    package func takeNoMore() { queue.close() }

    /// Queues a job.
    package func add(_ job: Job) { queue.add(job) }

    /// What is counted and measured.
    var metrics: WriterMetrics { services.metrics }

    private func run() {
        let state = LaneState(services: services, server: server, posts: posts, hasOthers: store.isElsewhere)
        state.writer = self
        perform([], state)
        var expected = 1
        while let jobs = queue.take(
            limit: Self.batchLimit, waitingSeconds: waitingSeconds(state), expected: expected)
        {
            metrics.queued(queue.depth, oldest: jobs.first?.came)
            perform(jobs, state)
            lookAtBacklog(state)
            expected = jobs.count < Self.crowd ? 1 : jobs.count * 3 / 4
        }
    }

    /// Looks now and then, beside the writer, how long what could be pushed has waited. What other servers push is not known here: beside
    /// them it is counted.
    private func lookAtBacklog(_ state: LaneState) {
        guard state.watch.backlogSeen?.elapsedNanoseconds ?? .max > Self.backlogNanoseconds else { return }
        state.watch.backlogSeen = .started
        let (metrics, clock) = (metrics, services.clock)
        reads.beside { transaction in
            let now = clock.now
            let backlog = try transaction.backlog(at: now)
            metrics.overdue(seconds: backlog.oldest.map { now.seconds - $0.seconds } ?? 0)
            if let underWay = backlog.underWay { metrics.underWay(underWay) }
        } then: { _ in
        }
    }

    /// With more that is due than one batch fires, the next follows at once; while a window is full, receipts are given a moment, so
    /// that what is fired can be sent straight away.
    private func waitingSeconds(_ state: LaneState) -> Double {
        guard state.hasBacklog else { return Self.tickSeconds }
        return posts.isAnyFull ? Self.receiptSeconds : 0
    }

    /// One batch: what is due, then the jobs, then what can be pushed; one commit.
    private func perform(_ first: [Job], _ state: LaneState) {
        var jobs = first
        do {
            try batch(&jobs, state, isCareful: false) { job, batch in try job.work(batch) }
        } catch {
            switch Fault(error) {
            case .disk, .unreachable: fail(jobs, error, state)
            case .busy, .other: performApart(jobs, state)
            }
        }
    }

    /// The same batch once more, after one of its jobs went wrong: only what that one wrote is undone. A savepoint for every job of
    /// every batch would copy each page it writes, for something that happens once in a long while.
    private func performApart(_ all: [Job], _ state: LaneState) {
        var jobs = all
        do {
            try batch(&jobs, state, isCareful: true) { job, batch in try performApart(job, batch) }
        } catch {
            fail(jobs, error, state)
        }
    }

    /// Runs a batch in one transaction and releases its replies once it is durable. Throws when nothing of it was written.
    private func batch(
        _ jobs: inout [Job], _ state: LaneState, isCareful: Bool, _ work: (Job, WriteBatch) throws -> Void
    ) throws {
        var begun: WriteBatch?
        var decided = Stopwatch.started
        var deliveriesBegun = 0
        if store.isElsewhere { services.outage.began() }
        do {
            let committing = { (begun: Int) in
                decided = .started
                deliveriesBegun = begun
            }
            try store.write(committing: committing) { transaction in
                // Those who came while others had their turn: the more of them, the fewer turns.
                if store.isElsewhere, !isCareful { jobs += queue.takeMore(limit: Self.batchLimit - jobs.count) }
                let batch = WriteBatch(
                    transaction: transaction, state: state, reads: reads, now: try now(transaction),
                    isCrowded: jobs.count >= Self.crowd, isCareful: isCareful)
                begun = batch
                for job in Self.before { try work(job, batch) }
                try Rehearsal(batch)?.prepare(jobs)
                for (number, job) in jobs.enumerated() {
                    let isHandful = number % Self.handful == Self.handful - 1
                    if isHandful, store.isElsewhere, !isCareful { try batch.sendAhead() }
                    try work(job, batch)
                }
                try batch.finishReplies()
                for job in Self.after { try work(job, batch) }
            }
        } catch {
            begun?.rollBack(to: .start)
            throw error
        }
        state.failuresInARow = 0
        services.outage.end()
        if !jobs.isEmpty { metrics.committed(jobs: jobs.count, since: decided) }
        // Before the replies: whoever has one and looks finds what it tells of counted.
        metrics.underWay(changedBy: deliveriesBegun)
        begun?.release()
    }

    /// Servers that share a database take its clock, so that time is the same at all of them; a sandbox's stands in a row there.
    private func now(_ transaction: Transaction) throws -> Instant {
        let shared = try transaction.sharedNow(isStanding: services.clock.stands)
        guard services.clock.stands else { return shared ?? services.clock.now }
        if let shared { services.clock.move(to: shared) }
        return services.clock.now
    }

    /// One job; what it wrote is undone when it throws, and only that.
    private func performApart(_ job: Job, _ batch: WriteBatch) throws {
        let mark = batch.mark
        do {
            try batch.transaction.attempt {
                try job.work(batch)
                try batch.finishReplies()
            }
        } catch let lost as TransactionLost {
            throw lost
        } catch {
            let fault = Fault(error)
            batch.rollBack(to: mark)
            batch.hold(error)
            switch fault {
            case .disk, .unreachable: throw error
            case .busy, .other: break
            }
            let failure = JobFailure(fault: fault, incident: server.nextIncident())
            services.logger.error(
                "a command failed", metadata: ["incident": "\(failure.incident)", "error": "\(error)"])
            if job.kind != .request, let again = job.again {
                // It is tried again with the next batch; when nothing becomes of this one, all of its jobs are.
                return batch.afterCommit { [queue] in queue.putBack([again]) }
            }
            batch.afterCommit { job.failed(failure) }
        }
    }

    private func fail(_ jobs: [Job], _ error: any Error, _ state: LaneState) {
        let fault = Fault(error)
        let failure = JobFailure(fault: fault, incident: server.nextIncident())
        if case .disk = fault {
            jobs.forEach { $0.failed(failure) }
        } else {
            jobs.lazy.filter { $0.kind == .request }.forEach { $0.failed(failure) }
            queue.putBack(jobs.filter { $0.kind != .request })
        }
        services.logger.error(
            "a batch was not written",
            metadata: ["incident": "\(failure.incident)", "error": "\(error)", "jobs": "\(jobs.count)"])
        switch fault {
        case .disk: return giveUp()
        case .unreachable:
            services.outage.note()
            // What was put back takes the next batch's places: those who wait behind it are told so too.
            queue.takeRequests().forEach { $0.failed(failure) }
        case .busy, .other: break
        }
        // A full disk would otherwise be asked without a pause.
        state.failuresInARow += 1
        if jobs.allSatisfy({ $0.kind != .request }) {
            Thread.sleep(forTimeInterval: min(1, 0.05 * Double(state.failuresInARow)))
        }
    }

    /// The disk failed: what was asked is answered, and nothing more is done.
    private func giveUp() {
        failed.store(true, ordering: .releasing)
        queue.refuseAll()
        onDiskFailure()
    }
}
