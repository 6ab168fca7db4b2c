import Foundation
import GRDB
import Testing
import YitiStore
import YitiTestKit

/// Files that the server must not touch.
@Suite struct RefusedFilesTests {
    /// Every file of a folder but the lock.
    private func contents(_ folder: Scratch) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where !name.hasSuffix(".lock") {
            found[name] = FileManager.default.contents(atPath: folder.file(name))
        }
        return found
    }

    /// Starts a server on a folder; it has to end by itself, say why, and leave every file as it was.
    private func isRefused(_ folder: Scratch, saying words: String) throws {
        let before = try contents(folder)
        let outcome = try Program.run(
            ["serve", "--port", "0", "--data", folder.path, "--bank", Program.shippedBank])
        #expect(outcome.status != 0 && outcome.status < 128, "\(outcome)")
        #expect(outcome.errors.contains(words), "\(outcome)")
        #expect(outcome.output.isEmpty)
        #expect(try contents(folder) == before)
    }

    @Test("a database that a newer version wrote is refused and left alone")
    func newer() throws {
        let folder = try DataFolder.make()
        let queue = try DatabaseQueue(path: folder.file("yiti.sqlite"))
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999')")
        }
        try queue.close()
        try isRefused(folder, saying: "newer")
    }

    @Test("what is no database is refused and left alone")
    func foreign() throws {
        let folder = try Scratch()
        try folder.write(String(repeating: "not a database\n", count: 1_000), to: "yiti.sqlite")
        try isRefused(folder, saying: "can't be used")
    }

    @Test("another program's database is refused and left alone")
    func another() throws {
        let folder = try Scratch()
        let queue = try DatabaseQueue(path: folder.file("yiti.sqlite"))
        try queue.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE theirs (a)") }
        try queue.close()
        try isRefused(folder, saying: "another program")
    }

    @Test("a database with a page overwritten or cut off is refused and left alone", arguments: [true, false])
    func damaged(isCut: Bool) throws {
        let folder = try Load.over(replies: 150).data
        let path = folder.file("yiti.sqlite")
        var bytes = FileManager.default.contents(atPath: path) ?? Data()
        if isCut {
            bytes.removeLast(bytes.count / 2)
        } else {
            for page in 4..<min(12, bytes.count / 4_096) {
                bytes.replaceSubrange(page * 4_096..<page * 4_096 + 64, with: Data(repeating: 0xAA, count: 64))
            }
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        try isRefused(folder, saying: "can't be used")
    }
}
