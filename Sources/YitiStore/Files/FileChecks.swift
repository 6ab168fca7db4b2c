import Foundation
import GRDB

/// What is looked at before a file is trusted.
enum FileChecks {
    /// Files up to this size are read whole by `quick_check` at start; larger ones would hold the start up.
    private static let quickCheckLimitBytes = 64 << 20

    /// Refuses a file that is no SQLite database, by its first 16 octets (SQLite file format, section 1.3). A copy is called `original`.
    static func refuseForeign(path: String, copiedFrom original: String? = nil) throws {
        let name = original ?? path
        guard !isFolder(path) else { throw StoreFailure(.io, "\(name) is a folder, where a database was expected") }
        guard let handle = FileHandle(forReadingAtPath: path) else { return }
        let head = try handle.read(upToCount: headBytes) ?? Data()
        try handle.close()
        guard head.isEmpty || head.starts(with: Data("SQLite format 3\0".utf8)) else {
            throw damaged(name, "it is not a SQLite database", isBackup: original != nil)
        }
        try refuseBroken(path, name, head: head, isBackup: original != nil)
    }

    /// How much of the beginning of a file says what it is and how large its pages are.
    private static let headBytes = 18

    /// Refuses a file that ends within a page: SQLite reads the rest as zeros. One that has a log or a journal beside it is whole once that
    /// is read.
    private static func refuseBroken(_ path: String, _ name: String, head: Data, isBackup: Bool) throws {
        guard head.count == headBytes, size(path + "-wal") == 0, size(path + "-journal") == 0 else { return }
        let given = Int(head[16]) << 8 | Int(head[17])
        let pageBytes = given == 1 ? 65_536 : given
        guard pageBytes == 0 || size(path) % pageBytes != 0 else { return }
        throw damaged(name, "it ends within a page of \(pageBytes) bytes", isBackup: isBackup)
    }

    /// Refuses a log whose database is missing or empty: SQLite would begin the log anew, and what nothing else has would be gone.
    static func refuseOrphanedLog(path: String) throws {
        // SQLite's files are beside what a link leads to.
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard size(path) == 0, size(path + "-wal") > 0 else { return }
        throw StoreFailure(
            .damaged,
            "\(path)-wal has what was written last, and the database that it belongs to is not beside it: \(path) is missing or "
                + "empty. Nothing was changed. Put that database in its place again, or move the log away to do without it"
        )
    }

    /// Refuses what this user may not write, before SQLite puts files of the same rights beside it, which would be in the way later.
    static func refuseReadOnly(path: String) throws {
        for file in ["", "-wal", "-shm"].map({ path + $0 }) where FileManager.default.fileExists(atPath: file) {
            guard access(file, W_OK) != 0 else { continue }
            throw StoreFailure(
                .io,
                "can't write \(file): \(String(cString: strerror(errno))); it has to be the server's user's. Nothing was changed"
            )
        }
    }

    /// Whether there is a file with anything in it.
    static func isThere(_ path: String) -> Bool { size(path) > 0 }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Opens a database that is there for reading only: opening it for writing would already change its journal mode, and closing it
    /// then would move its log into it. What SQLite puts beside it for readers is taken away again. Only under the lock.
    ///
    /// What a killed process has left half changed can't be read so: SQLite first takes it back, by the journal beside it.
    static func lookWithoutTouching(path: String, _ body: (DatabaseQueue) throws -> Void) throws {
        guard size(path) > 0 else { return }
        do {
            try lookReading(path: path, body)
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            try look(DatabaseQueue(path: path), body)
        }
    }

    private static func lookReading(path: String, _ body: (DatabaseQueue) throws -> Void) throws {
        let companions = ["-wal", "-shm"].map { path + $0 }
        let made = companions.filter { !FileManager.default.fileExists(atPath: $0) }
        defer { for file in made { try? FileManager.default.removeItem(atPath: file) } }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        try look(DatabaseQueue(path: path, configuration: configuration), body)
    }

    private static func look(_ queue: DatabaseQueue, _ body: (DatabaseQueue) throws -> Void) throws {
        let outcome = Result { try body(queue) }
        try queue.close()
        try outcome.get()
    }

    /// Refuses another program's database, and one whose pages don't hang together.
    static func refuseDamaged(_ queue: DatabaseQueue, path: String) throws {
        try queue.writeWithoutTransaction { database in
            let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            guard try mark == Schema.applicationID || Migrations.isAtTheBeginning(database) else {
                throw damaged(path, "another program wrote it")
            }
            guard size(path) <= quickCheckLimitBytes else { return }
            let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
            guard verdict == "ok" else { throw damaged(path, verdict) }
        }
    }

    /// Refuses a backup that holds nothing of Yiti's, or whose pages don't hang together, however large it is.
    static func refuseEmpty(_ queue: DatabaseQueue, path: String) throws {
        try queue.writeWithoutTransaction { database in
            let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            guard mark == Schema.applicationID else {
                throw damaged(path, "it is no database of Yiti's", isBackup: true)
            }
            let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
            guard verdict == "ok" else { throw damaged(path, verdict, isBackup: true) }
        }
    }

    /// Makes the database and its companions readable by their owner only.
    static func restrictPermissions(path: String) throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + suffix)
        }
    }

    /// SQLite's error as a failure that says what to do.
    static func failure(for error: DatabaseError, path: String, isBackup: Bool = false) -> StoreFailure {
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            damaged(path, error.message ?? "SQLite calls it corrupt", isBackup: isBackup)
        case .SQLITE_BUSY, .SQLITE_LOCKED: StoreFailure(.locked, "another process holds \(path); stop it first")
        case .SQLITE_CANTOPEN where !FileManager.default.fileExists(atPath: path):
            StoreFailure(.io, "\(path) is not in its place any more")
        case .SQLITE_FULL where hasNoRoom(path), .SQLITE_IOERR where hasNoRoom(path):
            StoreFailure(.io, "the disk that \(path) is on has no room left: free some, a few megabytes at least")
        default: StoreFailure(.io, "can't use \(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")")
        }
    }

    private static func damaged(_ path: String, _ why: String, isBackup: Bool = false) -> StoreFailure {
        // What SQLite finds may be several lines.
        let why = why.split(whereSeparator: \.isNewline).joined(separator: " ")
        let advice =
            isBackup
            ? "Take another backup" : "Put a backup in its place (docs/operations.md), or move it away to start anew"
        return StoreFailure(.damaged, "\(path) can't be used: \(why). Nothing was changed. \(advice)")
    }

    /// A start needs room for a log and its index, and SQLite may call it an I/O error that it has none.
    private static func hasNoRoom(_ path: String) -> Bool {
        let folder = (path as NSString).deletingLastPathComponent
        var disk = statvfs()
        guard statvfs(folder.isEmpty ? "." : folder, &disk) == 0 else { return false }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < startBytes
    }

    private static let startBytes: UInt64 = 1 << 20

    private static func size(_ path: String) -> Int {
        // What a link leads to, and not the link.
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}
