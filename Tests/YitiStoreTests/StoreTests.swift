import Foundation
import GRDB
import Testing
import YitiCore
import YitiStore

@Suite struct StoreTests {
    /// A folder that is gone when the test ends.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiti-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func code(of body: () throws -> Void) -> StoreFailure.Code? {
        do { try body() } catch let failure as StoreFailure { return failure.code } catch { return nil }
        return nil
    }

    @Test("has synchronous=FULL in force and keeps its files to their owner")
    func fullSynchronous() throws {
        try withFolder { folder in
            let store = try Store.open(path: folder + "/yiti.sqlite")
            #expect(try store.synchronousLevel() == 2)
            let mode =
                try FileManager.default.attributesOfItem(atPath: folder + "/yiti.sqlite")[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try store.close()
        }
    }

    @Test(
        "refuses to begin anew beside a log with what was written last, and leaves that alone",
        arguments: [true, false])
    func orphanedLog(isEmptied: Bool) throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            let store = try Store.open(path: path)
            try store.write { try $0.setMeta("kept", "yes") }
            let log = FileManager.default.contents(atPath: path + "-wal")
            let moved = folder + "/moved"
            try FileManager.default.copyItem(atPath: path, toPath: moved)
            try store.close()
            try #require(log).write(to: URL(fileURLWithPath: path + "-wal"))
            try FileManager.default.removeItem(atPath: path)
            if isEmptied { try Data().write(to: URL(fileURLWithPath: path)) }
            #expect(code { _ = try Store.open(path: path) } == .damaged)
            #expect(code { try Store.look(at: path) { _ in } } == .damaged)
            #expect(FileManager.default.contents(atPath: path + "-wal") == log)
            if isEmptied { try FileManager.default.removeItem(atPath: path) }
            try FileManager.default.moveItem(atPath: moved, toPath: path)
            let again = try Store.open(path: path)
            #expect(try again.write { try $0.meta("kept") } == "yes")
            try again.close()
        }
    }

    @Test("is read without a server and stays as it is, with nothing put beside it")
    func look() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            #expect(code { try Store.look(at: path) { _ in } } == .io)
            let store = try Store.open(path: path)
            try store.write { try $0.setMeta("kept", "yes") }
            try store.close()
            let before = FileManager.default.contents(atPath: path)
            var kept: String?
            try Store.look(at: path) { reader in kept = try reader.read { try $0.meta("kept") } }
            #expect(kept == "yes" && FileManager.default.contents(atPath: path) == before)
            try Store.backUp(path, to: folder + "/copy")
            try Store.look(at: folder + "/copy") { reader in kept = try reader.read { try $0.meta("kept") ?? "" } }
            #expect(kept == "yes")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["copy", "copy.lock", "yiti.sqlite", "yiti.sqlite.lock"])
        }
    }

    @Test("the log begins anew while the writer goes on, and what was in it is in the file")
    func logBeginsAnew() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            let store = try Store.open(path: path, checkpointPages: 100)
            // SQLite leaves pages alone that stay as they are.
            func text(_ number: Int) -> String { String(repeating: "\(10 + number)", count: 1 << 19) }
            for number in 0..<60 { try store.write { try $0.setMeta("m\(number % 3)", text(number)) } }
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            #expect(log.map { $0 < 12 << 20 } == true, "\(log ?? 0) octets of log of 60 MiB that were written")
            try store.close()
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            let again = try Store.open(path: path)
            #expect(try again.write { try $0.meta("m2") } == text(59))
            try again.close()
        }
    }

    @Test("refuses a second opening while the first lasts, and not after it")
    func locks() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            let store = try Store.open(path: path)
            #expect(code { _ = try Store.open(path: path) } == .locked)
            try store.close()
            try Store.open(path: path).close()
        }
    }

    @Test("refuses a file that is no database, and leaves it as it was")
    func refusesForeign() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            let content = Data("not a database, but somebody's letters".utf8)
            try content.write(to: URL(fileURLWithPath: path))
            #expect(code { _ = try Store.open(path: path) } == .damaged)
            #expect(FileManager.default.contents(atPath: path) == content)
        }
    }

    /// A database with nothing in it but a list of migrations that were done.
    private func makeFile(_ path: String, listing migrations: [String]) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            for migration in migrations {
                try database.execute(sql: "INSERT INTO grdb_migrations VALUES (?)", arguments: [migration])
            }
        }
        try queue.close()
    }

    @Test("goes on with a first start that was broken off before the first table was there")
    func goesOnAtTheBeginning() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            try makeFile(path, listing: [])
            let store = try Store.open(path: path)
            try store.write { try $0.setMeta("greeting", "hello") }
            try store.close()
            #expect(!FileManager.default.fileExists(atPath: path + ".before-migration-1"))
        }
    }

    @Test("takes back what a kill left half changed beside a journal, as in the first start after a restore")
    func takesBack() throws {
        try withFolder { folder in
            let (before, path) = (folder + "/before.sqlite", folder + "/yiti.sqlite")
            let first = try Store.open(path: before)
            try first.write { transaction in
                for number in 0..<2_000 { try transaction.setMeta("key\(number)", "kept") }
            }
            try first.backUp(to: folder + "/copy")
            try first.close()
            let queue = try DatabaseQueue(path: folder + "/copy")
            try queue.inDatabase { database in
                try database.execute(
                    sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE meta SET value = 'lost'")
                for suffix in ["", "-journal"] {
                    try FileManager.default.copyItem(atPath: folder + "/copy" + suffix, toPath: path + suffix)
                }
                try database.execute(sql: "ROLLBACK")
            }
            try queue.close()
            let store = try Store.open(path: path)
            defer { try? store.close() }
            for number in 0..<2_000 { #expect(try store.write { try $0.meta("key\(number)") } == "kept") }
        }
    }

    @Test("refuses another program's database that has such a list, too")
    func refusesAnothersList() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            try makeFile(path, listing: ["theirs"])
            #expect(code { _ = try Store.open(path: path) } == .damaged)
        }
    }

    @Test("refuses a damaged database")
    func refusesDamaged() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            try Store.open(path: path).close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            for index in 4096..<min(bytes.count, 40_960) { bytes[index] = 0x5A }
            try bytes.write(to: URL(fileURLWithPath: path))
            #expect(code { _ = try Store.open(path: path) } == .damaged)
        }
    }

    @Test("refuses a file that ends within a page, and a folder")
    func refusesBroken() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            try Store.open(path: path).close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path)) + Data(count: 100)
            try bytes.write(to: URL(fileURLWithPath: path))
            #expect(code { _ = try Store.open(path: path) } == .damaged)
            #expect(FileManager.default.contents(atPath: path) == bytes)
            let other = folder + "/folder"
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
            #expect(code { _ = try Store.open(path: other) } == .io)
            #expect(code { try Store.restore(from: other, to: folder + "/new") } == .io)
        }
    }

    @Test("a backup is whole, and never overwrites")
    func backsUp() throws {
        try withFolder { folder in
            let store = try Store.open(path: folder + "/yiti.sqlite")
            try store.write { try $0.setMeta("greeting", "hello") }
            try store.backUp(to: folder + "/copy.sqlite")
            #expect(throws: StoreFailure.self) { try store.backUp(to: folder + "/copy.sqlite") }
            try store.close()
            let copy = try Store.open(path: folder + "/copy.sqlite")
            #expect(try copy.write { try $0.meta("greeting") } == "hello")
            try copy.close()
        }
    }
}
