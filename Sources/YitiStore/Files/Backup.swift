import Foundation
import GRDB
internal import Synchronization

/// Calls copies of a database off. Safe from any thread.
package final class BackupCancellation: Sendable {
    private struct State {
        var isCancelled = false
        var reading: [DatabaseQueue] = []
    }

    private let state = Mutex(State())

    /// Nothing is called off yet.
    package init() {}

    /// From here on whatever copies under this fails soon, and leaves nothing behind. What has just begun may miss it: call it
    /// again until the copy has ended.
    package func cancel() {
        let reading = state.withLock { state in
            state.isCancelled = true
            return state.reading
        }
        for queue in reading { queue.interrupt() }
    }

    /// Throws ``StoreFailure`` when it was called off.
    func check() throws {
        if state.withLock({ $0.isCancelled }) { throw StoreFailure(.io, "the backup was called off: the server stops") }
    }

    /// Runs `body`, whose statements on a queue of its own end early when it is called off.
    func interrupting<Value>(_ queue: DatabaseQueue, _ body: (DatabaseQueue) throws -> Value) throws -> Value {
        state.withLock { $0.reading.append(queue) }
        defer { state.withLock { $0.reading.removeAll { $0 === queue } } }
        let outcome = Result {
            try check()
            return try body(queue)
        }
        try queue.close()
        // An interrupted statement says less than why it was interrupted.
        if case .failure = outcome { try check() }
        return try outcome.get()
    }
}

/// A copy of a live database in one file.
enum Backup {
    /// Writes the copy under another name, checks it, and renames it: `path` is whole or absent. Nobody but its owner may read
    /// it, from its first octet on.
    static func write(
        _ database: Database, to path: String, _ cancellation: BackupCancellation = BackupCancellation()
    ) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreFailure(.io, "\(path) exists; a backup never overwrites: choose another name")
        }
        let partial = path + ".partial"
        do {
            try make(partial)
            try database.execute(sql: "VACUUM INTO ?", arguments: [partial])
            try check(partial, cancellation)
            try synchronise(partial)
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            for suffix in ["", "-journal"] { unlink(partial + suffix) }
            throw error as? StoreFailure
                ?? StoreFailure(.io, "the backup failed: \(FileFault(error)?.description ?? "\(error)")")
        }
        // A name that the disk does not hold is gone after a power cut.
        try synchronise((path as NSString).deletingLastPathComponent)
    }

    /// Makes an empty file, which `VACUUM INTO` fills; one that a killed process has left gives way.
    private static func make(_ path: String) throws {
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("can't make \(path)") }
        close(descriptor)
    }

    private static func check(_ path: String, _ cancellation: BackupCancellation) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let verdict = try cancellation.interrupting(DatabaseQueue(path: path, configuration: configuration)) { copy in
            try copy.read { try String.fetchOne($0, sql: "PRAGMA quick_check") }
        }
        guard verdict == "ok" else { throw StoreFailure(.damaged, "the copy is damaged: \(verdict ?? "no answer")") }
    }

    /// Has the disk hold a file, or the names in a folder.
    static func synchronise(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("can't open \(path)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("the disk does not say that it holds \(path)") }
    }

    private static func failure(_ what: String) -> StoreFailure {
        StoreFailure(.io, "the backup failed: \(what): \(String(cString: strerror(errno)))")
    }
}
