import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

/// The process is killed at any moment; what was replied to is there, once.
@Suite(.serialized) struct KillTests {
    @Test(
        "kill -9 under load: every replied answer and rating is there, none twice, and a repeated mid changes nothing")
    func answers() throws {
        let kills = Program.soaks ? 200 : 3
        var random = Lot(seed: 1)
        let data = try DataFolder.make()
        var load = Load(users: Program.soaks ? 300 : 48)
        for kill in 1...kills {
            let server = try ServerProcess.real(data: data)
            let client = try server.chat()
            let replies = 60 + random.below(200)
            try load.run(client, replies: replies)
            server.kill()
            #expect(try server.waitForExit() == 137)
            // What was on its way when the process was killed.
            try? load.drain(client)
            let differences = try load.books.differences(in: data)
            try #require(differences.isEmpty, "kill \(kill), after \(replies) replies: \(differences.prefix(5))")
            try #require(load.complaints.isEmpty, "kill \(kill): \(load.complaints.prefix(5))")
        }
    }

    @Test("kill -9 while a great many subscriptions fall due: none is lost, none doubled, repeats keep their name")
    func storm() throws {
        let count = Program.soaks ? 10_000 : 600
        let kills = Program.soaks ? 100 : 3
        var random = Lot(seed: 2)
        let data = try DataFolder.make()
        let due = try Storm.prepare(data, subscriptions: count)
        var storm = Storm(count)
        for _ in 1...kills {
            let server = try ServerProcess.real(data: data)
            let client = try server.chat(push: true, window: 256)
            try storm.take(client, pushes: 1 + random.below(max(2, count / kills)), leaving: random.below(100))
            server.kill()
            #expect(try server.waitForExit() == 137)
            try #require(storm.complaints.isEmpty, "\(storm.complaints.prefix(5))")
        }
        let server = try ServerProcess.real(data: data)
        let client = try server.chat(push: true, window: 256)
        while !storm.isDone { try storm.take(client, pushes: 1, leaving: 0) }
        server.terminate()
        #expect(try server.waitForExit() == 0)
        #expect(storm.complaints.isEmpty, "\(storm.complaints.prefix(5))")
        #expect(try Storm.differences(data, due: due) == [])
    }
}

/// Several servers on one PostgreSQL.
@Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched")) struct SeveralServersTests
{
    @Test(
        "a bridge that moves from server to server in the middle of its pushes, while they are killed: none is lost, none doubled"
    )
    func moving() throws {
        let (count, moves) = Program.soaks ? (10_000, 100) : (400, 6)
        var random = Lot(seed: 3)
        let postgres = try PostgresServer()
        let due = try Self.change(postgres) { transaction in
            try transaction.saveToken(
                bridge: "chat", hash: Secrets.hash(DataFolder.token), at: Instant(seconds: 1_700_000_000))
            return try Storm.prepare(subscriptions: count, transaction)
        }
        let folders = try [Scratch(), Scratch()]
        let start = { try ServerProcess.real(data: folders[$0], environment: ["YITI_DATABASE": postgres.url()]) }
        var nodes = try [start(0), start(1)]
        var storm = Storm(count)
        var clients: [BridgeClient] = []
        var killedAt: ContinuousClock.Instant?
        var longestPause = Duration.zero
        for move in 1...moves where !storm.isDone {
            let client = try nodes[move % 2].chat(push: true, window: 64)
            if let killed = killedAt {
                try storm.take(client, pushes: 1, leaving: 0)
                longestPause = max(longestPause, killed.duration(to: .now))
                killedAt = nil
            }
            try storm.take(client, pushes: 1 + random.below(max(2, count / moves)), leaving: random.below(50))
            // The connection stays, for the next to replace, or goes with its server.
            clients.append(client)
            guard move % 3 == 0 else { continue }
            nodes[move % 2].kill()
            killedAt = .now
            #expect(try nodes[move % 2].waitForExit() == 137)
            nodes[move % 2] = try start(move % 2)
        }
        let client = try nodes[0].chat(push: true, window: 64)
        while !storm.isDone { try storm.take(client, pushes: 1, leaving: 0) }
        for node in nodes {
            node.terminate()
            #expect(try node.waitForExit() == 0)
        }
        #expect(storm.complaints.isEmpty, "\(storm.complaints.prefix(5))")
        #expect(try Self.change(postgres) { try Storm.differences(due: due, $0) } == [])
        print("after a server was killed the next push was acked within \(longestPause)")
    }

    private static func change<Value>(_ postgres: PostgresServer, _ body: (Transaction) throws -> Value) throws -> Value
    {
        let store = try Store.open(url: postgres.url())
        defer { try? store.close() }
        return try store.write(body)
    }
}

/// Numbers that a seed determines (an xorshift).
struct Lot {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, bound)))
    }
}
