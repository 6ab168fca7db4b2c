import GRDB
import YitiCore

/// The database: the only place that knows SQL.
///
/// One process writes one file: the store holds an exclusive lock beside it from opening to closing, and exactly one
/// connection writes and checkpoints. Work runs inside ``write(_:)``, which the caller serialises (the writer's thread).
package final class Store: Sendable {
    let queue: DatabaseQueue
    let path: String?
    private let lock: StoreLock?
    let book = StatementBook()

    /// A store in memory, gone with the process: the sandbox's and the tests'.
    package static func inMemory() throws -> Store {
        let queue = try DatabaseQueue(configuration: configuration(inFile: false))
        let store = Store(queue: queue, path: nil, lock: nil)
        try Migrations.all.migrate(queue)
        try store.write { try $0.nameStore() }
        return store
    }

    /// Opens the database at `path`, makes it when it is missing, and brings it to this version.
    ///
    /// Throws ``StoreFailure``: `locked` while another process has it, `newer` when a newer Yiti wrote it, `damaged` when it is
    /// no database or a broken one, `unsafe` when `synchronous=FULL` can't be put in force. Nothing is written before
    /// those checks have passed.
    package static func open(path: String) throws -> Store {
        let lock = try StoreLock(beside: path)
        do {
            try FileChecks.refuseForeign(path: path)
            try FileChecks.lookWithoutTouching(path: path) { queue in
                try FileChecks.refuseDamaged(queue, path: path)
                try Migrations.refuseNewer(queue, path: path)
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration(inFile: true))
            try Migrations.backUpBeforeMigrating(queue, path: path)
            try Migrations.all.migrate(queue)
            try putFullSynchronousInForce(queue)
            try FileChecks.restrictPermissions(path: path)
            let store = Store(queue: queue, path: path, lock: lock)
            try store.write { try $0.nameStore() }
            return store
        } catch let failure as StoreFailure {
            lock.release()
            throw failure
        } catch let error as DatabaseError {
            lock.release()
            throw FileChecks.failure(for: error, path: path)
        }
    }

    private init(queue: DatabaseQueue, path: String?, lock: StoreLock?) {
        self.queue = queue
        self.path = path
        self.lock = lock
    }

    /// Closes the database and gives the lock back. Nothing may be asked of the store afterwards.
    package func close() throws {
        queue.inDatabase { _ in book.clear() }
        try queue.close()
        lock?.release()
    }

    /// Runs `body` inside one transaction and commits it; durable when this returns.
    ///
    /// Whatever `body` throws rolls everything back. Blocks the calling thread: never call it on the cooperative pool.
    package func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try queue.writeWithoutTransaction { database in
            var value: Value?
            do {
                try database.inTransaction(.immediate) {
                    let transaction = Transaction(database, book)
                    value = try body(transaction)
                    try transaction.flush()
                    return .commit
                }
            } catch {
                book.pending = PendingRows()
                book.cache.rollBack()
                throw error
            }
            book.cache.commit()
            guard let value else { throw StoreFailure(.io, "the transaction ended without a value") }
            return value
        }
    }

    /// Keeps files of people who were here lately in so many octets of memory, about; none with 0. Call it before anything is written.
    package func keepPeople(inBytes bytes: Int) { queue.inDatabase { _ in book.cache.maxBytes = bytes } }

    /// Copies the database to `path` while it is in use, checks the copy and puts it in place in one step.
    ///
    /// Throws when the file exists, the disk is full, the copy is damaged or called off; then nothing is left behind. Reads
    /// through a connection of its own, so that nobody waits for it; call it from any thread that may block.
    package func backUp(
        to destination: String, _ cancellation: BackupCancellation = BackupCancellation()
    ) throws {
        guard let path else {
            return try queue.writeWithoutTransaction { try Backup.write($0, to: destination, cancellation) }
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        try cancellation.interrupting(DatabaseQueue(path: path, configuration: configuration)) { reader in
            try reader.writeWithoutTransaction { try Backup.write($0, to: destination, cancellation) }
        }
    }

    /// The statements that have walked through a whole table since the store was opened: with a million people each of them would
    /// hold everybody up. For tests.
    package func statementsThatWalked() -> [String] { queue.inDatabase { _ in book.textsOfWalks.sorted() } }

    /// The value `PRAGMA synchronous` has now: 2 is FULL.
    package func synchronousLevel() throws -> Int {
        try queue.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// Room for the pages that a busy hour touches, 16 MiB at most (SQLite walks through all of it at most commits: the kernel's cache
    /// keeps the rest better), no temporary files for what a savepoint may take back, and a
    /// checkpoint once 16 MiB have gathered, which copies a page that changes all the time once instead of four times.
    private static let pragmas = """
        PRAGMA cache_size = -16384;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 4000;
        """

    private static func configuration(inFile: Bool) -> Configuration {
        var configuration = Configuration()
        // The CLI may look at the same file; the default would be an error at once.
        configuration.busyMode = .timeout(5)
        configuration.journalMode = inFile ? .wal : .default
        configuration.maximumReaderCount = 1
        configuration.label = "yiti"
        configuration.prepareDatabase { try $0.execute(sql: pragmas) }
        return configuration
    }

    /// GRDB sets NORMAL when it enters WAL mode, after any hook of ours: set FULL on the open connection and read it back.
    private static func putFullSynchronousInForce(_ queue: DatabaseQueue) throws {
        let level = try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            return try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
        }
        guard level == 2 else {
            throw StoreFailure(
                .unsafe, "synchronous=FULL did not take (it reads \(level)); answers would not survive a power cut")
        }
    }
}
