import Testing
import YitiTestKit

/// Writes and syncs of the database fail, one after the other.
@Suite(.serialized) struct FailingDiskTests {
    /// Which call fails: a few in a short run, all of a long stretch in a long one.
    private static let calls = Program.soaks ? Array(1...120) : [1, 2, 4, 9]

    private func serve(_ data: Scratch, _ disk: FailingDisk, _ more: [String: String] = [:]) throws -> ServerProcess {
        try ServerProcess.real(data: data, environment: try disk.environment().merging(more) { $1 })
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
            client.socket.close()
            #expect(try server.waitForExit() == 74, "\(call) \(nth): \(server.log.suffix(500))")
            try disk.heal()
            let differences = try load.books.differences(in: data)
            try #require(differences.isEmpty, "\(call) \(nth): \(differences.prefix(5)) \(disk.failures.suffix(2))")
            try #require(load.complaints.isEmpty, "\(call) \(nth): \(load.complaints.prefix(5))")
        }
    }

    /// Sends a command of somebody new under the next number, which is also its `id`.
    private func ask(_ client: BridgeClient, _ sent: inout Int) throws {
        sent += 1
        try client.send([
            "op": "cmd", "id": .string(String(sent)), "user": .string("new\(sent)"), "text": "/next",
        ])
    }

    @Test(
        "a bridge whose commands meet an I/O error is told internal, everything it asked before is answered, and then it hears bye",
        arguments: [FailingDisk.Call.write, .sync])
    func bridgeIsTold(call: FailingDisk.Call) throws {
        for nth in Self.calls {
            let disk = try FailingDisk()
            let server = try serve(try DataFolder.make(), disk)
            let client = try server.chat()
            var sent = 0
            for _ in 0..<24 { try ask(client, &sent) }
            var replies = try client.repliesInOrder(8)
            // There is always a command under way: the disk fails for one, not for a batch that nobody asked for.
            try disk.fail(call, nth: nth, with: .inputOutput)
            while replies.last?.isOK ?? false && sent < 5_000 {
                try ask(client, &sent)
                replies += try client.repliesInOrder(1)
            }
            #expect(replies.last?.code == "internal", "\(call) \(nth): \(replies.last?.description ?? "nothing")")
            #expect(try client.othersToEnd().last?["code"] == "shutdown")
            let last = client.takeReplies()
            client.socket.close()
            #expect(last.allSatisfy { ["internal", "busy"].contains($0.code) }, "\(call) \(nth): \(last)")
            // Requests are read in their order: when one was answered, so were those before it.
            let answered = Set((replies + last).compactMap { Int($0.line["id"].string ?? "") })
            #expect(answered == Set(1...(answered.max() ?? 0)), "\(call) \(nth)")
            #expect(try server.waitForExit() == 74)
        }
    }

    @Test("a person whose command meets an I/O error is told internal", arguments: [FailingDisk.Call.write, .sync])
    func personIsTold(call: FailingDisk.Call) throws {
        let disk = try FailingDisk()
        let server = try serve(try DataFolder.make(), disk, ["YITI_LIMITS_RATE_HUMAN_PER_SECOND": "0"])
        let person = try server.connect()
        #expect(try person.ask("/name first").isDone)
        try disk.fail(call, nth: 3, with: .inputOutput)
        var reply = try person.ask("/name second")
        for number in 1...1_000 where reply.isDone { reply = try person.ask("/name n\(number)") }
        #expect(reply.code == "internal", "\(reply)")
        _ = try person.linesToEnd()
        person.socket.close()
        #expect(try server.waitForExit() == 74)
    }

    @Test(
        "what a checkpoint can't write or sync stays in the log: the service goes on, and a kill after it loses nothing",
        arguments: [FailingDisk.Call.write, .sync])
    func checkpoint(call: FailingDisk.Call) throws {
        let data = try DataFolder.make()
        let disk = try FailingDisk()
        let server = try serve(data, disk, ["YITI_LIMITS_RATE_USER_PER_SECOND": "0"])
        let client = try server.chat()
        var load = Load(users: 48, padding: 15_000)
        // Only checkpoints write to the file itself. Each is tried again with the next commit.
        try disk.fail(call, nth: 1, count: 3, with: .inputOutput, only: "yiti.sqlite")
        for _ in 0..<400 where disk.failures.count < 3 {
            try load.run(client, replies: 48)
            try load.drain(client)
        }
        #expect(disk.failures.count == 3, "no checkpoint was made")
        try load.run(client, replies: 96)
        server.kill()
        #expect(try server.waitForExit() == 137)
        try? load.drain(client)
        #expect(load.complaints.isEmpty && load.retries == 0, "\(load.complaints.prefix(5))")
        #expect(try load.books.differences(in: data) == [])
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
        #expect(load.refusals == ["busy"])
        server.terminate()
        #expect(try server.waitForExit() == 0)
        #expect(try load.books.differences(in: data) == [])
    }
}
