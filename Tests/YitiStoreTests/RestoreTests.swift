import Foundation
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
