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

    /// Keeps a copy of a database that is about to be changed by a migration, beside it.
    static func backUpBeforeMigrating(_ queue: DatabaseQueue, path: String) throws {
        try queue.writeWithoutTransaction { database in
            let done = try all.appliedIdentifiers(database)
            guard let last = done.max(by: { (Int($0) ?? 0) < (Int($1) ?? 0) }),
                try !all.hasCompletedMigrations(database)
            else { return }
            let copy = "\(path).before-migration-\(last)"
            guard !FileManager.default.fileExists(atPath: copy) else { return }
            try Backup.write(database, to: copy)
        }
    }
}
