import Foundation
import GRDB

/// A copy of a live database in one file.
enum Backup {
    /// Writes the copy under another name, checks it, and renames it: `path` is whole or absent.
    static func write(_ database: Database, to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreFailure(.io, "\(path) exists; a backup never overwrites: choose another name")
        }
        let partial = path + ".partial"
        try? FileManager.default.removeItem(atPath: partial)
        do {
            try database.execute(sql: "VACUUM INTO ?", arguments: [partial])
            try check(partial)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: partial)
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw StoreFailure(.io, "the backup failed: \(error)")
        }
    }

    private static func check(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        let verdict = try copy.read { try String.fetchOne($0, sql: "PRAGMA quick_check") }
        try copy.close()
        guard verdict == "ok" else { throw StoreFailure(.damaged, "the copy is damaged: \(verdict ?? "no answer")") }
    }
}
