internal import Foundation
internal import GRDB

/// What a bridge must not forget, in a file of its own: what came, what is to be shown, where the network was left.
///
/// One process has it; it belongs to one network, account and bridge name. Blocks the calling thread.
final class Journal: Sendable {
    private let queue: DatabaseQueue

    /// Opens the journal at a path, or one in memory for nil.
    ///
    /// Throws ``BridgeFailure``: `journal` when another process has it or it is no journal, `disk` when the disk refuses.
    init(path: String?) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        do {
            if let path { try Self.refuseForeign(path) }
            queue = try path.map { try DatabaseQueue(path: $0, configuration: configuration) } ?? DatabaseQueue()
            try queue.read { try Self.refuseForeign($0, path ?? "") }
            var migrator = DatabaseMigrator()
            migrator.registerMigration("1") { try $0.execute(sql: JournalSchema.version1) }
            migrator.registerMigration("2") { try $0.execute(sql: JournalSchema.version2) }
            migrator.registerMigration("3") { try $0.execute(sql: JournalSchema.version3) }
            migrator.registerMigration("4") { try $0.execute(sql: JournalSchema.version4) }
            migrator.registerMigration("5") { try $0.execute(sql: JournalSchema.version5) }
            try migrator.migrate(queue)
            if let path { try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path) }
            try queue.write { try JournalTransaction(database: $0).makeInstance() }
        } catch let failure as BridgeFailure {
            throw failure
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw BridgeFailure(.journal, "another process has the journal \(path ?? ""): end that one first")
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_NOTADB || error.resultCode == .SQLITE_CORRUPT
        {
            throw BridgeFailure(.journal, "\(path ?? "") is no journal of a bridge, or a damaged one: \(error)")
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH].contains(error.resultCode)
        {
            throw Self.unusable(path ?? "")
        } catch {
            throw BridgeFailure(.disk, "can't open the journal \(path ?? ""): \(error)")
        }
    }

    /// No start in a while would help, as after a disk's failure: somebody has to act.
    private static func unusable(_ path: String) -> BridgeFailure {
        BridgeFailure(
            .configuration,
            "can't open or make the journal \(path): its folder has to be there and this user's to write, or journal: has to name another"
        )
    }

    /// Whether another process has the journal at a path; what can't be one is refused as opening it does. Leaves everything as it is.
    static func isInUse(_ path: String) throws -> Bool {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
            let folder = (path as NSString).deletingLastPathComponent
            let place = folder.isEmpty ? "." : folder
            _ = files.fileExists(atPath: place, isDirectory: &isFolder)
            guard isFolder.boolValue, files.isWritableFile(atPath: place) else { throw unusable(path) }
            return false
        }
        guard !isFolder.boolValue else { throw unusable(path) }
        try refuseForeign(path)
        var configuration = Configuration()
        configuration.readonly = true
        do {
            try DatabaseQueue(path: path, configuration: configuration).read { try refuseForeign($0, path) }
            return false
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            throw unusable(path)
        } catch let error as DatabaseError {
            throw BridgeFailure(.disk, "can't open the journal \(path): \(error)")
        }
    }

    /// Refuses what some program has marked as its own, before it is opened and thereby changed (SQLite file format, section 1.3).
    private static func refuseForeign(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { return }
        let head = (try? handle.read(upToCount: 72)) ?? Data()
        try? handle.close()
        guard head.count == 72, head[68...].contains(where: { $0 != 0 }) else { return }
        throw foreign(path)
    }

    private static func refuseForeign(_ database: Database, _ path: String) throws {
        let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        guard tables.isEmpty || tables.contains("grdb_migrations") else { throw foreign(path) }
    }

    private static func foreign(_ path: String) -> BridgeFailure {
        BridgeFailure(
            .journal, "\(path) is another program's file and no journal of a bridge: name another in journal:")
    }

    /// Runs `body` in one transaction; durable when this returns. Throws ``BridgeFailure`` when the disk refuses.
    func write<Value>(_ body: (JournalTransaction) throws -> Value) throws -> Value {
        do {
            return try queue.write { try body(JournalTransaction(database: $0)) }
        } catch let error as DatabaseError {
            throw BridgeFailure(.disk, "the journal can't be read or written: \(error)")
        }
    }

    /// Makes it this bridge's on this account, or refuses what is another's.
    func claim(network: String, account: String, bridge: String) throws {
        let owner: JSONValue = ["network": .string(network), "account": .string(account), "bridge": .string(bridge)]
        let known = try write { journal in
            let known = try journal.meta("owner")
            if known == nil { try journal.setMeta("owner", owner.text) }
            return known
        }
        guard known == nil || known == owner.text else {
            throw BridgeFailure(.journal, "this journal is of \(known ?? ""), not of \(owner.text): name another file")
        }
    }
}

/// Reads and writes of the journal inside one transaction.
struct JournalTransaction {
    let database: Database

    /// A value kept about the bridge.
    func meta(_ key: String) throws -> String? {
        try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }

    func metas(beginning prefix: String) throws -> [String: String] {
        let found = try rows("SELECT key, value FROM meta WHERE substr(key, 1, ?) = ?", [prefix.count, prefix])
        return Dictionary(
            found.map { row in
                let key: String = row["key"]
                return (String(key.dropFirst(prefix.count)), row["value"])
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Keeps a value; an empty one is forgotten.
    func setMeta(_ key: String, _ value: String) throws {
        if value.isEmpty { return try run("DELETE FROM meta WHERE key = ?", [key]) }
        try run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value])
    }

    /// The journal's own random name.
    func makeInstance() throws {
        try run("INSERT OR IGNORE INTO meta (key, value) VALUES ('instance', lower(hex(randomblob(16))))", [])
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// Forgets what is older: rows that are done with, and where messages were shown.
    func prune(before: Double) throws {
        // Nobody was there for three days: what was to be shown to them is given up, however often it was tried meanwhile.
        try run(
            """
            UPDATE part SET state = 'dropped' WHERE state IN ('pending', 'sending') AND inbound IN
            (SELECT id FROM inbound WHERE at < ?)
            """, [before])
        try run(
            """
            DELETE FROM inbound WHERE at < ? AND is_open = 0 AND NOT EXISTS
            (SELECT 1 FROM part WHERE part.inbound = inbound.id AND part.state IN ('pending', 'sending'))
            """, [before])
        try run("DELETE FROM push WHERE at < ? AND state = 'acked'", [before])
        try run("DELETE FROM shown WHERE at < ?", [before])
        try run("DELETE FROM page WHERE at < ?", [before])
        try run("DELETE FROM hold WHERE until < ?", [before])
    }
}
