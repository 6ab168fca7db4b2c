import Foundation
import GRDB

/// How a database gets from any older version to this one.
enum Migrations {
    /// Every migration, oldest first. One that has been released is never edited.
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: Schema.version1)
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        }
        migrator.registerMigration("2") { try $0.execute(sql: Schema.version2) }
        migrator.registerMigration("3") { try $0.execute(sql: Schema.version3) }
        migrator.registerMigration("4") { try $0.execute(sql: Schema.version4) }
        migrator.registerMigration("5") { try $0.execute(sql: Schema.version5) }
        migrator.registerMigration("6") { try $0.execute(sql: Schema.version6) }
        migrator.registerMigration("7") { try $0.execute(sql: Schema.version7) }
        migrator.registerMigration("8") { try $0.execute(sql: Schema.version8) }
        return migrator
    }

    /// Whether there is nothing yet but the list of what was done, which is made before the first is: a first start that was broken off
    /// there, by a full disk for example, leaves just that.
    static func isAtTheBeginning(_ database: Database) throws -> Bool {
        let others = "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'"
        guard try Int.fetchOne(database, sql: others) == 0 else { return false }
        return try all.appliedIdentifiers(database).isEmpty
    }

    /// Refuses a database that knows migrations this program doesn't.
    static func refuseNewer(_ queue: DatabaseQueue, path: String) throws {
        let isNewer = try queue.writeWithoutTransaction { try all.hasBeenSuperseded($0) }
        guard !isNewer else {
            throw StoreFailure(
                .newer, "a newer yiti has written \(path); run that one, or put a backup of this version in its place")
        }
    }

    /// Refuses a database that an older version wrote, where nothing is to be changed.
    static func refuseOlder(_ queue: DatabaseQueue, path: String) throws {
        let isOlder = try queue.writeWithoutTransaction { try !all.hasCompletedMigrations($0) }
        guard !isOlder else {
            throw StoreFailure(
                .older,
                "an older yiti has written \(path), and looking changes nothing: start the server, which brings it up to date"
            )
        }
    }

    /// Keeps a copy of a database that is about to be changed by a migration, beside it. Nil when there is nothing to migrate.
    static func backUpBeforeMigrating(_ queue: DatabaseQueue, path: String) throws -> StoreMigration? {
        try queue.writeWithoutTransaction { database in
            let done = try all.appliedIdentifiers(database)
            guard let last = done.max(by: { (Int($0) ?? 0) < (Int($1) ?? 0) }),
                try !all.hasCompletedMigrations(database)
            else { return nil }
            return StoreMigration(version: last, copy: try copy(database, to: "\(path).before-migration-\(last)"))
        }
    }

    /// Copies a database under a name that is free, and returns it. Where the last copy of the name is the same, as after a start that failed
    /// behind it, that is enough.
    private static func copy(_ database: Database, to name: String) throws -> String {
        var (last, number, copy) = (String?.none, 1, name)
        while FileManager.default.fileExists(atPath: copy) {
            number += 1
            (last, copy) = (copy, "\(name)-\(number)")
        }
        try Backup.write(database, to: copy)
        guard let last, FileManager.default.contentsEqual(atPath: last, andPath: copy) else { return copy }
        try FileManager.default.removeItem(atPath: copy)
        return last
    }
}

/// What was done to a database that an older version had written.
package struct StoreMigration: Hashable, Sendable, CustomStringConvertible {
    /// The version it was of.
    package let version: String
    /// Where the copy of it is that was made before.
    package let copy: String

    package var description: String {
        "the database was of version \(version) and was brought up to date; \(copy) is as it was"
    }
}
