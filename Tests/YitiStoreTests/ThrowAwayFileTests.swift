import Foundation
import Testing
import YitiCore
import YitiStore
import YitiTestKit

@Suite("a database that is thrown away")
struct ThrowAwayFileTests {
    @Test("is read on a snapshot while it is written, and is gone once it is closed")
    func goes() throws {
        let store = try Store.throwAway()
        let reader = try store.reader()
        try store.write { try $0.setMeta("a", "1") }
        let found = try reader.read { snapshot in
            let before = try snapshot.meta("a")
            try store.write { try $0.setMeta("a", "2") }
            return [before, try snapshot.meta("a")]
        }
        #expect(found == ["1", "1"])
        try reader.close()
        try store.close()
    }

    @Test(
        "leaves nothing behind, and takes away what a process that was killed has left, but nobody's that is in use or new"
    )
    func leftovers() throws {
        let scratch = try Scratch()
        let used = try ThrowAwayFile(in: scratch.path)
        try age(used)
        let left = scratch.path + "/yiti-sandbox-left"
        let new = scratch.path + "/yiti-sandbox-new"
        for folder in [left, new] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        }
        try age(left)
        let mine = try ThrowAwayFile(in: scratch.path)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        #expect(names.count == 3 && !names.contains("yiti-sandbox-left") && names.contains("yiti-sandbox-new"))
        for file in [used, mine] { file.remove() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["yiti-sandbox-new"])
    }

    private func age(_ file: ThrowAwayFile) throws { try age((file.path as NSString).deletingLastPathComponent) }

    private func age(_ folder: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3_600)], ofItemAtPath: folder)
    }
}
