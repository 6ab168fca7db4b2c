internal import Dispatch
import Foundation
internal import Logging
internal import Synchronization
package import YitiCore
package import YitiStore

/// The only writer. Jobs queue, one thread takes what has gathered, runs each in turn inside one transaction, commits with
/// `synchronous=FULL`, and only then releases the replies: what was replied to survives a power cut (group commit).
package final class Desk: Sendable {
    private let store: Store
    private let services: Services
    private let queue: JobQueue
    private let reads: ReadQueue
    private let ended = DispatchSemaphore(value: 0)
    private let onDiskFailure: @Sendable () -> Void
    private let failed = Atomic(false)

    /// The most jobs of one transaction: more would hold the first reply up.
    private static let batchLimit = 256
    /// From so many jobs on the next batch waits a moment for as many, and replies are worded on another thread.
    private static let crowd = 16
    /// How long the thread sleeps at most when nothing happens: how late a push may be.
    private static let tickSeconds = 0.5

    /// How long what is due waits for a receipt at most.
    private static let receiptSeconds = 0.005

    /// How often it is counted how much waits to be pushed.
    private static let backlogNanoseconds: Int64 = 15_000_000_000

    /// What is due is fired before anybody's command of the same instant is carried out: nothing that has fallen due is changed away.
    private static let before = [
        Job { turn in
            try Startup.run(turn)
            try Scheduler.run(turn)
        }
    ]
    /// What can be pushed is pushed at the end, with what the commands have made of it; then, while there is room, more that is due.
    private static let after = [
        Job { turn in
            try Dispatcher.run(turn)
            try Scheduler.goOn(turn)
        }
    ]

    /// A desk over a store. `onDiskFailure` is told when the outcome of a commit is unknown and the process must end; by then whoever
    /// waits has been answered, and the desk does nothing more. `willRead` is told before each read beside the desk's thread.
    package init(
        store: Store, services: Services, queueBound: Int = 65_536, onDiskFailure: @escaping @Sendable () -> Void = {},
        willRead: @escaping @Sendable (Command) -> Void = { _ in }
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
        thread.name = "desk"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Does what has been asked for and ends the thread. Blocks: call it once, from a thread of your own.
    package func stop() {
        // What is read just now is answered yet.
        reads.stop()
        queue.close()
        ended.wait()
        reads.close()
    }

    /// Queues a job.
    package func add(_ job: Job) { queue.add(job) }

    /// What is counted and measured.
    var metrics: DeskMetrics { services.metrics }

    private func run() {
        let room = Room(services: services)
        room.desk = self
        perform([], room)
        var expected = 1
        while let jobs = queue.take(
            limit: Self.batchLimit, waitingSeconds: waitingSeconds(room), expected: expected)
        {
            metrics.queued(queue.depth, oldest: jobs.first?.came)
            perform(jobs, room)
            countBacklog(room)
            expected = jobs.count < Self.crowd ? 1 : jobs.count * 3 / 4
        }
    }

    /// Counts what waits to be pushed now and then, beside the desk.
    private func countBacklog(_ room: Room) {
        guard room.backlogCounted?.elapsedNanoseconds ?? .max > Self.backlogNanoseconds else { return }
        room.backlogCounted = .started
        let metrics = metrics
        reads.beside {
            try $0.countPending()
        } then: {
            if let count = try? $0.get() { metrics.waiting(count) }
        }
    }

    /// With more that is due than one batch fires, the next follows at once; while a window is full, receipts are given a moment, so
    /// that what is fired can be sent straight away.
    private func waitingSeconds(_ room: Room) -> Double {
        guard room.hasBacklog else { return Self.tickSeconds }
        return room.isAnyFull ? Self.receiptSeconds : 0
    }

    /// One batch: what is due, then the jobs, then what can be pushed; one commit.
    private func perform(_ jobs: [Job], _ room: Room) {
        do {
            try batch(jobs, room, isCareful: false) { job, turn in try job.work(turn) }
        } catch {
            if case .disk = Fault(error) { return fail(jobs, error, room) }
            performApart(jobs, room)
        }
    }

    /// The same batch once more, after one of its jobs went wrong: only what that one wrote is undone. A savepoint for every job of
    /// every batch would copy each page it writes, for something that happens once in a long while.
    private func performApart(_ jobs: [Job], _ room: Room) {
        do {
            try batch(jobs, room, isCareful: true) { job, turn in try performApart(job, turn) }
        } catch {
            fail(jobs, error, room)
        }
    }

    /// Runs a batch in one transaction and releases its replies once it is durable. Throws when nothing of it was written.
    private func batch(_ jobs: [Job], _ room: Room, isCareful: Bool, _ work: (Job, Turn) throws -> Void) throws {
        var begun: Turn?
        var decided = Stopwatch.started
        do {
            try store.write { transaction in
                let turn = Turn(
                    transaction: transaction, room: room, reads: reads, now: services.clock.now,
                    isCrowded: jobs.count >= Self.crowd, isCareful: isCareful)
                begun = turn
                for job in Self.before + jobs { try work(job, turn) }
                try turn.finishReplies()
                for job in Self.after { try work(job, turn) }
                try transaction.flush()
                decided = .started
            }
        } catch {
            begun?.rollBack(to: .start)
            throw error
        }
        room.failuresInARow = 0
        if !jobs.isEmpty { metrics.committed(jobs: jobs.count, since: decided) }
        begun?.release()
    }

    /// One job; what it wrote is undone when it throws, and only that.
    private func performApart(_ job: Job, _ turn: Turn) throws {
        let mark = turn.mark
        do {
            try turn.transaction.attempt {
                try job.work(turn)
                try turn.finishReplies()
            }
        } catch let lost as TransactionLost {
            throw lost
        } catch {
            let fault = Fault(error)
            turn.rollBack(to: mark)
            if case .disk = fault { throw error }
            let failure = JobFailure(fault: fault, incident: turn.room.nextIncident())
            services.logger.error(
                "a command failed", metadata: ["incident": "\(failure.incident)", "error": "\(error)"])
            if job.kind != .request, let again = job.again {
                // It is tried again with the next batch, whatever becomes of this one.
                return queue.putBack([again])
            }
            turn.afterCommit { job.failed(failure) }
        }
    }

    private func fail(_ jobs: [Job], _ error: any Error, _ room: Room) {
        let fault = Fault(error)
        let failure = JobFailure(fault: fault, incident: room.nextIncident())
        if case .disk = fault {
            jobs.forEach { $0.failed(failure) }
        } else {
            jobs.lazy.filter { $0.kind == .request }.forEach { $0.failed(failure) }
            queue.putBack(jobs.filter { $0.kind != .request })
        }
        services.logger.error(
            "a batch was not written",
            metadata: ["incident": "\(failure.incident)", "error": "\(error)", "jobs": "\(jobs.count)"])
        if case .disk = fault { return giveUp() }
        // A full disk would otherwise be asked without a pause.
        room.failuresInARow += 1
        if jobs.allSatisfy({ $0.kind != .request }) {
            Thread.sleep(forTimeInterval: min(1, 0.05 * Double(room.failuresInARow)))
        }
    }

    /// The disk failed: what was asked is answered, and nothing more is done.
    private func giveUp() {
        failed.store(true, ordering: .releasing)
        queue.refuseAll()
        onDiskFailure()
    }
}
