import Foundation
import Testing
import YitiTestKit

/// Small disks that fill up. Mounting one needs the rights to.
@Suite(.enabled(if: SmallDisk.canBeMade, "this machine does not let its tests mount a small disk")) struct FullDiskTests
{
    @Test(
        "as room runs out pushes stop first and answers last; the log, health and welcome say so, and both go on with room"
    )
    func levels() throws {
        let folder = try Scratch()
        let isMounted = try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=64m", "yiti-test", folder.path)
        try #require(isMounted)
        defer { _ = try? SmallDisk.run("umount", "-l", folder.path) }
        try DataFolder.prepare(folder)
        _ = try Storm.prepare(folder, subscriptions: 1)
        // Below a twentieth of the disk pushes are held, below a hundredth nothing is written.
        try fill(folder, leaving: 2_500_000)
        let server = try ServerProcess.real(data: folder)
        let client = try server.chat(push: true)
        #expect(client.welcome["note"].string?.contains("little room") ?? false)
        try wait { server.log.contains("little room") }
        #expect(try health(folder).contains("disk\tlow"))
        try client.answer("u", rating: 3)
        #expect(try client.settledPushes().isEmpty)
        try fill(folder, leaving: 300_000)
        try wait { try client.cmd("u", "/next").code == "busy" }
        try wait { server.log.contains("nearly full") }
        #expect(try health(folder).contains("disk\tfull"))
        try folder.remove("filler-2500000")
        try wait { try client.cmd("u", "/next").isOK }
        #expect(try client.push().user == "s1")
        try wait { server.log.contains("has room again") }
        #expect(try health(folder).contains("disk\tplenty"))
        server.terminate()
        #expect(try server.waitForExit() == 0)
    }

    /// Adds a file so large that only so many bytes are left.
    private func fill(_ folder: Scratch, leaving bytes: Int) throws {
        let space = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
        let free = (space[.systemFreeSize] as? NSNumber)?.intValue ?? 0
        // By another process: a server started meanwhile would inherit the open file, and its room would not come back.
        let done = try SmallDisk.run("fallocate", "-l", "\(free - bytes)", folder.file("filler-\(bytes)"))
        try #require(done, "the small disk could not be filled")
    }

    private func health(_ folder: Scratch) throws -> String {
        try Program.run(["health", "--data", folder.path]).output
    }

    @Test("on a full disk commands are answered with busy, and the service resumes when there is space again")
    func fills() throws {
        let folder = try Scratch()
        let isMounted = try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=2m", "yiti-test", folder.path)
        try #require(isMounted)
        defer { _ = try? SmallDisk.run("umount", "-l", folder.path) }
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
        #expect(load.refusals == ["busy"], "a disk of 2 MB was filled up")
        #expect(try SmallDisk.run("mount", "-o", "remount,size=64m", folder.path))
        try load.run(client, replies: 96)
        try load.drain(client)
        #expect(load.complaints.isEmpty, "\(load.complaints.prefix(5))")
        server.terminate()
        #expect(try server.waitForExit() == 0)
        #expect(try load.books.differences(in: folder) == [])
    }
}

/// The commands that make a small disk.
private enum SmallDisk {
    /// Whether this machine lets its tests mount one: tried once.
    static let canBeMade: Bool = {
        guard let folder = try? Scratch(), (try? run("mount", "-t", "tmpfs", "yiti-test", folder.path)) == true else {
            return false
        }
        return (try? run("umount", "-l", folder.path)) == true
    }()

    /// Whether the command ended well.
    static func run(_ words: String...) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
