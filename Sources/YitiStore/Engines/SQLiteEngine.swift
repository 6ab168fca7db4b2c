import GRDB

/// A file of SQLite's, or a database in memory: one connection writes, and others read and checkpoint beside it.
final class SQLiteEngine: StoreEngine {
    let queue: DatabaseQueue
    /// The file; nil in memory.
    let path: String?
    private let lock: StoreLock?
    /// What is taken away when it is closed.
    private let throwAway: ThrowAwayFile?
    private let checkpoints: Checkpoints?

    init(
        _ queue: DatabaseQueue, path: String?, lock: StoreLock?, throwAway: ThrowAwayFile? = nil,
        checkpoints: Checkpoints? = nil
    ) {
        self.queue = queue
        self.path = path
        self.lock = lock
        self.throwAway = throwAway
        self.checkpoints = checkpoints
    }

    func write(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws {
        try queue.writeWithoutTransaction { database in
            do {
                try database.inTransaction(.immediate) {
                    try body(Transaction(.sqlite(database), book))
                    return .commit
                }
            } catch {
                book.rollBack()
                throw error
            }
            book.commit()
        }
    }

    func read(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws {
        try queue.inDatabase { database in
            try database.beginTransaction(.deferred)
            defer {
                try? database.rollback()
                book.cache.rollBack()
            }
            try body(Transaction(.sqlite(database), book))
        }
    }

    func reader() throws -> (any StoreEngine)? {
        guard let path else { return nil }
        return SQLiteEngine(try Self.readingQueue(path, label: "yiti-reader"), path: path, lock: nil)
    }

    func backUp(to destination: String, _ cancellation: BackupCancellation) throws {
        guard let path else {
            return try queue.writeWithoutTransaction { try Backup.write($0, to: destination, cancellation) }
        }
        try Store.explaining(path) {
            try cancellation.interrupting(Self.readingQueue(path)) { reader in
                try reader.writeWithoutTransaction { try Backup.write($0, to: destination, cancellation) }
            }
        }
    }

    func alone<Value>(_ body: () throws -> Value) rethrows -> Value { try queue.inDatabase { _ in try body() } }

    func close(_ book: StatementBook) throws {
        queue.inDatabase { _ in book.clear() }
        try checkpoints?.close(queue)
        try queue.close()
        lock?.release()
        throwAway?.remove()
    }

    private static func readingQueue(_ path: String, label: String? = nil) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = label
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}

extension Store {
    /// A store in a file that is gone with the process, or in memory where none can be made: the sandbox's. What may be long is read
    /// beside the writer as it is where it lasts; nothing is synced, since nothing is to outlive the machine.
    package static func throwAway() throws -> Store {
        guard let file = try? ThrowAwayFile() else { return try inMemory() }
        do {
            let queue = try DatabaseQueue(path: file.path, configuration: configuration(inFile: true))
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
            try Migrations.all.migrate(queue)
            return try Store(SQLiteEngine(queue, path: file.path, lock: nil, throwAway: file))
        } catch {
            file.remove()
            throw error
        }
    }

    /// A store in memory, gone with the process: the tests'.
    package static func inMemory() throws -> Store {
        let queue = try DatabaseQueue(configuration: configuration(inFile: false))
        try Migrations.all.migrate(queue)
        return try Store(SQLiteEngine(queue, path: nil, lock: nil))
    }

    /// Opens the database at `path`, makes it when it is missing, and brings it to this version.
    ///
    /// Throws ``StoreFailure``: `locked` while another process has it, `newer` when a newer Yiti wrote it, `damaged` when it is
    /// no database or a broken one, `unsafe` when `synchronous=FULL` can't be put in force. Nothing is written before
    /// those checks have passed. Once `checkpointPages` of log have gathered they are copied into the file, beside the writer.
    package static func open(path: String, checkpointPages: Int32 = 4000) throws -> Store {
        let lock = try StoreLock(beside: path)
        do {
            return try explaining(path) {
                try FileChecks.refuseOrphanedLog(path: path)
                try FileChecks.refuseForeign(path: path)
                try FileChecks.refuseReadOnly(path: path)
                try FileChecks.lookWithoutTouching(path: path) { queue in
                    try FileChecks.refuseDamaged(queue, path: path)
                    try Migrations.refuseNewer(queue, path: path)
                }
                FileOwner.makeWhereMissing(path)
                let queue = try DatabaseQueue(path: path, configuration: configuration(inFile: true))
                let migration = try Migrations.backUpBeforeMigrating(queue, path: path)
                try Migrations.all.migrate(queue)
                try putFullSynchronousInForce(queue)
                try FileChecks.restrictPermissions(path: path)
                let checkpoints = try Checkpoints(of: queue, path: path, pages: checkpointPages)
                return try Store(SQLiteEngine(queue, path: path, lock: lock, checkpoints: checkpoints), migration)
            }
        } catch {
            lock.release()
            throw error
        }
    }

    /// Reads the database at `path`, which no server has open, and changes nothing: neither its version nor what lies beside it.
    ///
    /// Throws ``StoreFailure`` as ``open(path:checkpointPages:)`` does, `older` where that would migrate, and `io` where there is nothing.
    package static func look(at path: String, _ body: (StoreReader) throws -> Void) throws {
        try lookWithoutTouching(path) { queue in
            try Migrations.refuseOlder(queue, path: path)
            let book = StatementBook()
            book.cache.maxBytes = 0
            defer { queue.inDatabase { _ in book.clear() } }
            try body(StoreReader(SQLiteEngine(queue, path: path, lock: nil), book, isOwn: false))
        }
    }

    /// Copies the database at `path`, which no server has open, as it is; see ``backUp(to:_:)``. Older versions' are copied, too.
    package static func backUp(_ path: String, to destination: String) throws {
        try lookWithoutTouching(path) { queue in
            try queue.writeWithoutTransaction { try Backup.write($0, to: destination) }
        }
    }

    private static func lookWithoutTouching(_ path: String, _ body: (DatabaseQueue) throws -> Void) throws {
        let lock = try StoreLock(beside: path)
        defer { lock.release() }
        try explaining(path) {
            try FileChecks.refuseOrphanedLog(path: path)
            try FileChecks.refuseForeign(path: path)
            guard FileChecks.isThere(path) else { throw StoreFailure(.io, "there is no database at \(path)") }
            try FileChecks.lookWithoutTouching(path: path) { queue in
                try FileChecks.refuseDamaged(queue, path: path)
                try Migrations.refuseNewer(queue, path: path)
                try body(queue)
            }
        }
    }

    /// Runs what opens a file; what goes wrong is a ``StoreFailure``.
    fileprivate static func explaining<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as DatabaseError {
            throw FileChecks.failure(for: error, path: path)
        } catch {
            guard let fault = FileFault(error) else { throw error }
            throw StoreFailure(.io, "can't use \(path): \(fault)")
        }
    }

    /// Room for the pages that a busy hour touches, 16 MiB at most (SQLite walks through all of it at most commits: the kernel's cache
    /// keeps the rest better), no temporary files for what a savepoint may take back, and where no ``Checkpoints`` are made a
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
