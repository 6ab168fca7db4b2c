import Foundation
import Testing
import YitiTestKit

/// A disk of two megabytes that fills up. Mounting one needs the rights to.
@Suite struct FullDiskTests {
    @Test("on a full disk commands are answered with busy, and the service resumes when there is space again")
    func fills() throws {
        let folder = try Scratch()
        guard try run("mount", "-t", "tmpfs", "-o", "size=2m", "yiti-test", folder.path) else {
            print("skipped: this machine does not let its tests mount a small disk")
            return
        }
        defer { _ = try? run("umount", "-l", folder.path) }
        try DataFolder.prepare(folder)
        let server = try ServerProcess.real(data: folder)
        let client = try server.chat()
        var load = Load(users: 400, padding: 2_000)
        var rounds = 0
        while load.retries == 0 && rounds < 200 {
            try load.run(client, replies: 48, patience: 1)
            try load.drain(client)
            rounds += 1
        }
        #expect(load.retries > 0, "the disk did not fill up")
        #expect(try run("mount", "-o", "remount,size=64m", folder.path))
        try load.run(client, replies: 96)
        try load.drain(client)
        #expect(load.complaints.isEmpty, "\(load.complaints.prefix(5))")
        server.terminate()
        #expect(try server.waitForExit() == 0)
        #expect(try load.books.differences(in: folder) == [])
    }

    private func run(_ words: String...) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
