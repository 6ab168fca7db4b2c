internal import Dispatch
internal import Synchronization
import YitiCore
import YitiStore

/// What is read beside the writer's thread: one read a person at a time, on a snapshot taken after the commit that began it.
///
/// What a person asks for while theirs is under way waits here, in order; nobody else waits. A read's outcome goes through the writer
/// again. Who waits for whom is known to the writer's thread alone.
final class ReadQueue: @unchecked Sendable {
    /// What a read came to: messages, or why there are none.
    typealias Outcome = Result<[Message], any Error>

    private let add: @Sendable (Job) -> Void
    private let willRead: @Sendable (ReadRequest) -> Void
    private let threads: [ReadThread]
    /// Where everybody's reviews are read, which may take a second: nobody waits behind that.
    private let slow: ReadThread
    private let isStopping = Atomic(false)
    // Touched by the writer's thread, and by nobody else until it has ended.
    private var waiting: [Int64: [Job]] = [:]

    /// How many snapshots are read at the same time: more would take processors from the writer.
    private static let threadCount = 2
    /// How long an outcome waits for a place in the writer's queue when that is full.
    private static let retrySeconds = 0.05

    /// Reads of a store, whose outcomes `add` gives to the writer. `willRead` is told on the reading thread before each.
    init(
        _ store: Store, willRead: @escaping @Sendable (ReadRequest) -> Void, add: @escaping @Sendable (Job) -> Void
    ) {
        self.add = add
        self.willRead = willRead
        threads = (0..<Self.threadCount).map { ReadThread(store, number: $0) }
        slow = ReadThread(store, number: Self.threadCount)
    }

    /// Whether nobody waits for anything.
    var isIdle: Bool { waiting.isEmpty }

    /// Has a job wait when its person's read is under way; false when it is not.
    func holds(_ job: Job, of person: Int64, in batch: WriteBatch) -> Bool {
        guard waiting[person] != nil else { return false }
        waiting[person]?.append(job)
        batch.onRollback { [self] in _ = waiting[person]?.popLast() }
        return true
    }

    /// Reads once the batch is durable, and hands what came of it to `work` in a later batch. `failed` is told instead when that came to
    /// nothing.
    func begin(
        _ read: LongRead, in batch: WriteBatch, failed: @escaping @Sendable (JobFailure) -> Void,
        work: @escaping @Sendable (WriteBatch, Outcome) throws -> Void
    ) {
        let person = read.file.person.id
        let before = waiting[person]
        waiting[person] = before ?? []
        batch.readsBegun.insert(person)
        batch.onRollback { [self] in waiting[person] = before }
        batch.afterCommit { [self] in
            thread(for: person).async { [self] reader in
                let outcome = Outcome {
                    guard !isStopping.load(ordering: .acquiring) else { throw Refusal.busy }
                    willRead(read.request)
                    return try StoreFailure.naming(person) { try reader().read(read.messages) }
                }
                give(Completion(person: person, outcome: outcome, failed: failed, work: work))
            }
        }
    }

    /// Whether a person's jobs wait here for something of theirs.
    func isHeld(_ person: Int64) -> Bool { waiting[person] != nil }

    /// Does a slice a batch until nothing is left, while those whom it concerns wait; then `job` is carried out again, until it has been
    /// written.
    func begin(_ work: SlicedWork, of person: Int64, then job: Job, in batch: WriteBatch) {
        let concerned = [person] + work.others
        let before = concerned.map { ($0, waiting[$0]) }
        for other in concerned { waiting[other] = waiting[other] ?? [] }
        var again = job
        again.kind = .lifecycle
        waiting[person]?.insert(again, at: 0)
        batch.readsBegun.formUnion(concerned)
        batch.onRollback { [self] in for (person, jobs) in before { waiting[person] = jobs } }
        batch.afterCommit { [self] in add(slice(of: work, asking: person)) }
    }

    private func slice(of work: SlicedWork, asking: Int64) -> Job {
        Job(
            .lifecycle,
            failed: { [self] failure in
                let job = waiting[asking]?.isEmpty == false ? waiting[asking]?.removeFirst() : nil
                job?.failed(failure)
                gather(work.others, behind: asking)
                goOn(asking)
            },
            work: { [self] batch in
                guard try !batch.transaction.slice(of: work.slicing) else {
                    return batch.afterCommit { [self] in add(slice(of: work, asking: asking)) }
                }
                let before = ([asking] + work.others).map { ($0, waiting[$0]) }
                batch.onRollback { [self] in for (person, jobs) in before { waiting[person] = jobs } }
                gather(work.others, behind: asking)
                goOn(asking, in: batch)
            })
    }

    /// What the others have asked for meanwhile is carried out after what the one who asked has.
    private func gather(_ others: [Int64], behind asking: Int64) {
        for other in others {
            let jobs = waiting.removeValue(forKey: other) ?? []
            waiting[asking]?.append(contentsOf: jobs)
        }
    }

    /// Reads something that is nobody's, on a snapshot, and hands it to `then` on the reading thread.
    func beside<Value: Sendable>(
        _ read: @escaping @Sendable (Transaction) throws -> Value,
        then: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        thread(for: 0).async { reader in then(Result { try reader().read(read) }) }
    }

    /// Reads once the batch is durable, and hands what is found to `then` in a later batch. Nobody waits for it: what comes to nothing is
    /// tried again another day.
    func beside<Value: Sendable>(
        _ person: Int64, in batch: WriteBatch, read: @escaping @Sendable (Transaction) throws -> Value?,
        then: @escaping @Sendable (WriteBatch, Value) throws -> Void
    ) {
        batch.afterCommit { [self] in report(from: thread(for: person), read, then) }
    }

    /// The same of what is everybody's, on a thread of its own.
    func besideOfAll<Value: Sendable>(
        in batch: WriteBatch, read: @escaping @Sendable (Transaction) throws -> Value?,
        then: @escaping @Sendable (WriteBatch, Value) throws -> Void
    ) {
        batch.afterCommit { [self] in report(from: slow, read, then) }
    }

    private func report<Value: Sendable>(
        from thread: ReadThread, _ read: @escaping @Sendable (Transaction) throws -> Value?,
        _ then: @escaping @Sendable (WriteBatch, Value) throws -> Void
    ) {
        thread.async { [self] reader in
            guard !isStopping.load(ordering: .acquiring) else { return }
            if let value = try? reader().read(read) { add(Job { batch in try then(batch, value) }) }
        }
    }

    private func thread(for person: Int64) -> ReadThread {
        let place = Int(truncatingIfNeeded: UInt64(bitPattern: person) % UInt64(max(1, threads.count)))
        return threads[place]
    }

    /// Gives an outcome to the writer, again a little later when the writer's queue is full.
    private func give(_ completion: Completion) {
        add(
            Job(
                failed: { [self] failure in
                    if completion.hasBegun {
                        completion.failed(failure)
                        return goOn(completion.person)
                    }
                    guard !isStopping.load(ordering: .acquiring) else { return completion.failed(failure) }
                    DispatchQueue.global().asyncAfter(deadline: .now() + Self.retrySeconds) { [self] in
                        give(completion)
                    }
                },
                work: { [self] batch in
                    completion.hasBegun = true
                    try completion.work(batch, completion.outcome)
                    goOn(completion.person, in: batch)
                }))
    }

    /// A person's read, or what waited for it, is done: the next that waits is carried out, or nobody waits any more.
    private func goOn(_ person: Int64, in batch: WriteBatch) {
        let before = waiting[person]
        batch.onRollback { [self] in waiting[person] = before }
        guard let next = takeNext(person) else { return }
        batch.afterCommit { [self] in add(next) }
    }

    private func goOn(_ person: Int64) {
        if let next = takeNext(person) { add(next) }
    }

    private func takeNext(_ person: Int64) -> Job? {
        guard let job = waiting[person]?.first else {
            waiting[person] = nil
            return nil
        }
        waiting[person]?.removeFirst()
        return Job(
            job.kind,
            failed: { [self] failure in
                job.failed(failure)
                goOn(person)
            },
            work: { [self] batch in
                batch.readsBegun.remove(person)
                try job.work(batch)
                // Another read of this person's goes on by itself.
                if !batch.readsBegun.contains(person) { goOn(person, in: batch) }
            })
    }

    /// Begins no more reads, and waits until those under way are with the writer.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        (threads + [slow]).forEach { $0.finish() }
    }

    /// Refuses whoever still waits, and closes the connections. The writer's thread has ended.
    func close() {
        (threads + [slow]).forEach { $0.close() }
        let left = waiting.values.joined()
        waiting = [:]
        left.forEach { $0.failed(JobFailure(fault: .busy, incident: "closed")) }
    }

    /// An outcome on its way through the writer.
    private final class Completion: @unchecked Sendable {
        let person: Int64
        let outcome: Outcome
        let failed: @Sendable (JobFailure) -> Void
        let work: @Sendable (WriteBatch, Outcome) throws -> Void
        /// Whether the writer has taken it up. Touched by whoever holds it: the reader until the writer's queue has it, then the writer.
        var hasBegun = false

        init(
            person: Int64, outcome: Outcome, failed: @escaping @Sendable (JobFailure) -> Void,
            work: @escaping @Sendable (WriteBatch, Outcome) throws -> Void
        ) {
            self.person = person
            self.outcome = outcome
            self.failed = failed
            self.work = work
        }
    }
}

extension Job {
    /// A job of a person's, which waits while a read or slices of theirs are under way. `person` is nil when there is nobody yet.
    static func inOrder(
        of person: @escaping @Sendable (WriteBatch) throws -> Int64?, foresight: Foresight = .nothing,
        failed: @escaping @Sendable (JobFailure) -> Void, work: @escaping @Sendable (WriteBatch) throws -> Void
    ) -> Job {
        let job = sliced(of: person, failed: failed, work: work)
        var inOrder = Job(failed: failed) { batch in
            if !batch.reads.isIdle, let id = try person(batch), batch.reads.holds(job, of: id, in: batch) { return }
            try job.work(batch)
        }
        inOrder.foresight = foresight
        return inOrder
    }

    /// A job that is carried out again when it finds something that is to be done by slices first.
    private static func sliced(
        of person: @escaping @Sendable (WriteBatch) throws -> Int64?, failed: @escaping @Sendable (JobFailure) -> Void,
        work: @escaping @Sendable (WriteBatch) throws -> Void
    ) -> Job {
        Job(failed: failed) { batch in
            do { try work(batch) } catch let slices as SlicedWork {
                guard let id = try person(batch) else { throw slices }
                let again = sliced(of: person, failed: failed, work: work)
                batch.reads.begin(slices, of: id, then: again, in: batch)
            }
        }
    }
}
