import Foundation
import GRDB
import Testing
import YitiStore

@Suite struct RestoreTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func code(_ body: () throws -> Void) -> StoreFailure.Code? {
        do { try body() } catch let failure as StoreFailure { return failure.code } catch { return nil }
        return nil
    }

    @Test("of a link it restores what that leads to, and leaves that alone")
    func link() throws {
        try withFolder { folder in
            let (backup, link, target) = (folder + "/backup", folder + "/latest", folder + "/yiti.sqlite")
            try Store.open(path: backup).close()
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: backup)
            let before = FileManager.default.contents(atPath: backup)
            try Store.restore(from: link, to: target)
            let type = try FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
            #expect(type == .typeRegular && FileManager.default.contents(atPath: backup) == before)
            try Store.open(path: target).close()
            // A database behind a link is opened, too.
            let moved = folder + "/moved.sqlite"
            try FileManager.default.createSymbolicLink(atPath: moved, withDestinationPath: target)
            try Store.open(path: moved).close()
        }
    }

    @Test("refuses to overwrite, what is missing, and what is no backup, and leaves nothing behind")
    func refuses() throws {
        try withFolder { folder in
            let target = folder + "/yiti.sqlite"
            #expect(code { try Store.restore(from: folder + "/none", to: target) } == .io)
            let text = folder + "/text"
            try Data("not a database at all".utf8).write(to: URL(fileURLWithPath: text))
            #expect(code { try Store.restore(from: text, to: target) } == .damaged)
            let empty = folder + "/empty"
            try Data().write(to: URL(fileURLWithPath: empty))
            #expect(code { try Store.restore(from: empty, to: target) } == .damaged)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                    "empty", "text", "yiti.sqlite.lock",
                ])
            let store = try Store.open(path: target)
            #expect(code { try Store.restore(from: text, to: target) } == .locked)
            try store.close()
            #expect(code { try Store.restore(from: text, to: target) } == .io)
        }
    }

    @Test(
        "refuses a place where anything of another database is left", arguments: ["", "-wal", "-shm", "-journal"])
    func refusesLeftovers(suffix: String) throws {
        try withFolder { folder in
            let store = try Store.open(path: folder + "/first.sqlite")
            try store.backUp(to: folder + "/backup")
            try store.close()
            let target = folder + "/yiti.sqlite"
            #expect(FileManager.default.createFile(atPath: target + suffix, contents: Data("left".utf8)))
            #expect(code { try Store.restore(from: folder + "/backup", to: target) } == .io)
            #expect(FileManager.default.contents(atPath: target + suffix) == Data("left".utf8))
        }
    }

    @Test("names the backup, not its copy, when that is none")
    func namesTheBackup() throws {
        try withFolder { folder in
            let text = folder + "/text"
            try Data("not a database at all".utf8).write(to: URL(fileURLWithPath: text))
            let failure = #expect(throws: StoreFailure.self) {
                try Store.restore(from: text, to: folder + "/yiti.sqlite")
            }
            #expect(failure?.description.hasPrefix(text + " can't be used") == true, "\(String(describing: failure))")
            #expect(failure?.description.hasSuffix("Take another backup") == true)
        }
    }

    @Test("takes nothing of a restore before it that was killed in the middle of writing")
    func leftJournal() throws {
        try withFolder { folder in
            let target = folder + "/yiti.sqlite"
            func backUp(_ name: String) throws -> String {
                let store = try Store.open(path: folder + "/" + name)
                defer { try? store.close() }
                try store.write { transaction in
                    for number in 0..<2_000 { try transaction.setMeta("key\(number)", name) }
                }
                try store.backUp(to: folder + "/" + name + ".backup")
                return folder + "/" + name + ".backup"
            }
            let (first, second) = (try backUp("first"), try backUp("second"))
            // Killed: part of the change is in the file, and what was there before is in a journal that stays.
            let queue = try DatabaseQueue(path: first)
            try queue.inDatabase { database in
                try database.execute(
                    sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE meta SET value = 'x'")
                try FileManager.default.copyItem(atPath: first + "-journal", toPath: target + ".partial-journal")
                try database.execute(sql: "ROLLBACK")
            }
            try queue.close()
            try Store.restore(from: second, to: target)
            let store = try Store.open(path: target)
            defer { try? store.close() }
            for number in 0..<2_000 { #expect(try store.write { try $0.meta("key\(number)") } == "second") }
        }
    }

    @Test("gives a database a name that stays, and what was restored another")
    func storeName() throws {
        try withFolder { folder in
            func name(_ path: String, backUpTo backup: String? = nil) throws -> String {
                let store = try Store.open(path: path)
                defer { try? store.close() }
                if let backup { try store.backUp(to: backup) }
                return try store.write { try $0.storeName() }
            }
            let first = try name(folder + "/a", backUpTo: folder + "/backup")
            #expect(first.count == 32)
            #expect(try name(folder + "/a") == first)
            try Store.restore(from: folder + "/backup", to: folder + "/b")
            let restored = try name(folder + "/b")
            #expect(restored.count == 32 && restored != first)
        }
    }

    @Test("refuses a backup with a page that was written over")
    func damaged() throws {
        try withFolder { folder in
            let store = try Store.open(path: folder + "/live.sqlite")
            let copy = folder + "/copy.sqlite"
            try store.backUp(to: copy)
            try store.close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
            for index in 8_192..<12_288 { bytes[index] = 0xA5 }
            try bytes.write(to: URL(fileURLWithPath: copy))
            #expect(code { try Store.restore(from: copy, to: folder + "/yiti.sqlite") } == .damaged)
            #expect(!FileManager.default.fileExists(atPath: folder + "/yiti.sqlite"))
        }
    }
}
