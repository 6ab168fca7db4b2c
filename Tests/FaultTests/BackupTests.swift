import Foundation
import Testing
import YitiStore
import YitiTestKit

/// Stopping while the database is being copied.
@Suite struct BackupTests {
    /// A folder with a database that takes a moment to copy.
    private func largeData() throws -> Scratch {
        let data = try Scratch()
        let store = try Store.open(path: data.file("yiti.sqlite"))
        let megabyte = String(repeating: "x", count: 1 << 20)
        for batch in 0..<16 {
            try store.write { transaction in
                for number in 0..<16 { try transaction.setMeta("large.\(batch).\(number)", megabyte) }
            }
        }
        try store.close()
        return data
    }

    @Test("SIGTERM calls a scheduled copy off: nothing of it is left, and nobody else could read it meanwhile")
    func scheduled() throws {
        let copies = try Scratch()
        let server = try ServerProcess.real(
            data: largeData(), environment: ["YITI_BACKUP_DIRECTORY": copies.path, "YITI_BACKUP_HOUR": "0"])
        try wait { !copies.names.isEmpty }
        let name = try #require(copies.names.first { $0.hasSuffix(".partial") })
        #expect(try copies.mode(of: name) == 0o600)
        server.terminate()
        #expect(try server.waitForExit(seconds: 12) == 0)
        #expect(copies.names.isEmpty)
    }

    @Test("SIGTERM calls the operator's copy off, and says so")
    func asked() throws {
        let data = try largeData()
        let copies = try Scratch()
        let server = try ServerProcess.real(data: data)
        let outcome = Outcome()
        let path = copies.file("copy.sqlite")
        Thread.detachNewThread {
            outcome.value = try? Program.run(["backup", path, "--data", data.path])
            outcome.isThere.signal()
        }
        try wait { !copies.names.isEmpty }
        server.terminate()
        #expect(try server.waitForExit(seconds: 12) == 0)
        outcome.isThere.wait()
        #expect(outcome.value?.status == 1)
        #expect(copies.names.isEmpty)
    }

    @Test("a copy counts only once the disk holds its name as well")
    func folder() throws {
        let data = try Scratch()
        let disk = try FailingDisk()
        let server = try ServerProcess.real(data: data, environment: disk.environment())
        let copies = data.file("copies-of-yiti.sqlite.d")
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: false)
        try disk.fail(.sync, nth: 1, count: 100, with: .inputOutput, only: "copies-of-yiti.sqlite.d")
        let failed = try Program.run(["backup", copies + "/copy.sqlite", "--data", data.path])
        #expect(failed.status == 1)
        try disk.heal()
        #expect(try Program.run(["backup", copies + "/next.sqlite", "--data", data.path]).status == 0)
        server.terminate()
        #expect(try server.waitForExit() == 0)
    }

    /// Written before the semaphore is signalled, read after it.
    private final class Outcome: @unchecked Sendable {
        let isThere = DispatchSemaphore(value: 0)
        var value: Program.Outcome?
    }
}
