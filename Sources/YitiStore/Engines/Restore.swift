import Foundation
import GRDB

extension Store {
    /// Puts a backup in the place of the database at `path`, which must not be there, and checks it before it counts.
    ///
    /// Throws ``StoreFailure``: `io` when there is a database already or the disk refuses, `locked` while a server has it,
    /// `damaged` and `newer` as ``open(path:checkpointPages:)``. Nothing is left behind then.
    package static func restore(from backup: String, to path: String) throws {
        let lock = try StoreLock(beside: path)
        defer { lock.release() }
        try refuseLeftovers(of: path)
        guard FileManager.default.fileExists(atPath: backup) else {
            throw StoreFailure(.io, "there is no file \(backup)")
        }
        guard !FileChecks.isFolder(backup) else { throw StoreFailure(.io, "\(backup) is a folder, and no backup") }
        let partial = path + ".partial"
        // A journal that a killed one has left would be rolled back into this copy.
        remove(partial)
        do {
            // Of a link what it leads to is copied: the link itself would have the backup written to.
            let file = URL(fileURLWithPath: backup).resolvingSymlinksInPath().path
            try FileManager.default.copyItem(atPath: file, toPath: partial)
            try check(partial, of: backup)
            try FileChecks.restrictPermissions(path: partial)
            try synchronise(partial)
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            remove(partial)
            let why = FileFault(error)?.description ?? "\(error)"
            throw error as? StoreFailure ?? StoreFailure(.io, "restoring failed: \(why)")
        }
    }

    /// Refuses a place where a database is, or anything of one: a log that is left there would be read into whatever comes to lie beside it.
    static func refuseLeftovers(of path: String) throws {
        for suffix in suffixes where FileManager.default.fileExists(atPath: path + suffix) {
            throw StoreFailure(.io, "\(path + suffix) exists; nothing is ever overwritten: move it away first")
        }
    }

    /// What a database's name goes on with in those of its files.
    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    /// Takes a database away, and what SQLite has put beside it.
    private static func remove(_ path: String) {
        for suffix in suffixes { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    private static func check(_ copy: String, of backup: String) throws {
        try FileChecks.refuseForeign(path: copy, copiedFrom: backup)
        do {
            let queue = try DatabaseQueue(path: copy)
            defer { try? queue.close() }
            try FileChecks.refuseEmpty(queue, path: backup)
            try Migrations.refuseNewer(queue, path: backup)
            // What bridges remember of the older database's deliveries does not hold for this one: it gets a name of its own.
            try queue.write {
                try $0.execute(sql: "DELETE FROM meta WHERE key = ?", arguments: [Transaction.storeNameKey])
            }
        } catch let error as DatabaseError {
            throw FileChecks.failure(for: error, path: backup, isBackup: true)
        }
    }

    /// Has the disk hold the copy before it gets its name, and the folder's owner have it.
    private static func synchronise(_ path: String) throws {
        guard let handle = FileHandle(forUpdatingAtPath: path) else { throw StoreFailure(.io, "can't open \(path)") }
        FileOwner.give(handle.fileDescriptor, at: path)
        try handle.synchronize()
        try handle.close()
    }
}
