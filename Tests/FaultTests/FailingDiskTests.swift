import Testing
import YitiTestKit

/// Writes and syncs of the database fail, one after the other.
@Suite(.serialized) struct FailingDiskTests {
    /// Which call fails: a few in a short run, all of a long stretch in a long one.
    private static let calls = Program.soaks ? Array(1...120) : [1, 2, 4, 9]

    private func serve(_ data: Scratch, _ disk: FailingDisk) throws -> ServerProcess {
        try ServerProcess.real(data: data, environment: try disk.environment())
    }

    @Test(
        "an I/O error at any write or sync ends the process, and the next one has every replied answer",
        arguments: [
            FailingDisk.Call.write, .sync,
        ])
    func inputOutput(call: FailingDisk.Call) throws {
        let data = try DataFolder.make()
        let disk = try FailingDisk()
        var load = Load(users: Program.soaks ? 400 : 48)
        for nth in Self.calls {
            let server = try serve(data, disk)
            let client = try server.chat()
            try load.run(client, replies: 10)
            try load.drain(client)
            try disk.fail(call, nth: nth, with: .inputOutput)
            #expect(throws: (any Error).self, "\(call) \(nth)") { try load.run(client, replies: 5_000) }
            #expect(try server.waitForExit() == 74, "\(call) \(nth): \(server.log.suffix(500))")
            try disk.heal()
            let differences = try load.books.differences(in: data)
            try #require(differences.isEmpty, "\(call) \(nth): \(differences.prefix(5)) \(disk.failures.suffix(2))")
            try #require(load.complaints.isEmpty, "\(call) \(nth): \(load.complaints.prefix(5))")
        }
    }

    @Test("a full disk at any write is answered with busy, nothing is half-written, and the service goes on")
    func noSpace() throws {
        let data = try DataFolder.make()
        let disk = try FailingDisk()
        let server = try serve(data, disk)
        var load = Load(users: Program.soaks ? 400 : 48)
        for nth in Self.calls {
            let client = try server.chat()
            try disk.fail(.write, nth: nth, count: 3, with: .noSpace)
            try load.run(client, replies: 60)
            try disk.heal()
            try load.run(client, replies: 20)
            try load.drain(client)
            try #require(load.complaints.isEmpty, "write \(nth): \(load.complaints.prefix(5))")
            client.socket.close()
        }
        #expect(load.retries > 0)
        server.terminate()
        #expect(try server.waitForExit() == 0)
        #expect(try load.books.differences(in: data) == [])
    }
}
