import Synchronization
import Testing
import YitiTestKit

/// Two connections of one bridge that want its pushes at the same time, each at another server.
@Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched")) struct RivalsTests {
    /// What a connection has come to.
    private enum Fate: String {
        case replaced, served
    }

    private static let users = Program.soaks ? 400 : 40
    private static let each = 6

    @Test(
        "of two that say hello at once one hears bye replaced, nobody has two unacked pushes, and all pushes arrive, once",
        arguments: [1, 8])
    func rivals(window: Int) throws {
        let seed = UInt64.random(in: 1...1_000_000)
        var random = Lot(seed: seed)
        let postgres = try PostgresServer()
        let servers = try TwoServers(postgres.url())
        let due = try TwoServers.change(postgres.url()) {
            try Storm.prepare(subscriptions: Self.users, each: Self.each, $0)
        }
        let shown = Mutex(Shown())
        for _ in 0..<(Program.soaks ? 60 : 6) {
            let acks = 4 + random.below(14)
            let fates = Mutex<[String]>([])
            let welcomes = Mutex(0)
            let failures = Apart.run(2) { number in
                let client = try servers.nodes[number].chat(push: true, window: window)
                welcomes.withLock { $0 += 1 }
                try wait { welcomes.withLock { $0 } == 2 }
                let fate = try Self.take(acks, of: client, window, shown)
                fates.withLock { $0.append(fate.rawValue) }
            }
            try #require(failures == [], "seed \(seed)")
            try #require(fates.withLock { $0.sorted() } == ["replaced", "served"], "seed \(seed)")
        }
        let last = try servers.nodes[0].chat(push: true, window: window)
        let left = Self.users * Self.each - shown.withLock(\.acked.count)
        _ = try Self.take(left, of: last, window, shown)
        for node in servers.nodes { node.terminate() }
        for node in servers.nodes { #expect(try node.waitForExit() == 0) }
        #expect(shown.withLock(\.complaints) == [], "seed \(seed)")
        #expect(try TwoServers.change(postgres.url()) { try Storm.differences(due: due, each: Self.each, $0) } == [])
    }

    /// Reads all that was sent so far; false when another has taken the pushes.
    private static func readAll(_ client: BridgeClient) throws -> Bool {
        try client.send(["op": "ping", "id": .string(client.freshID())])
        while true {
            let line = try client.other()
            if line["op"].string == "bye" { return line["code"].string != "replaced" }
            if line["op"].string == "pong" { return true }
        }
    }

    /// Takes pushes and acks them one after the other, until so many are acked or another has taken the pushes.
    private static func take(
        _ acks: Int, of client: BridgeClient, _ window: Int, _ shown: borrowing Mutex<Shown>
    ) throws -> Fate {
        var unacked = Unacked(window: window)
        defer { shown.withLock { $0.complaints += unacked.complaints } }
        do {
            for _ in 0..<acks {
                var pushes = unacked.isEmpty ? [try client.push()] : []
                guard try readAll(client) else { return .replaced }
                pushes += client.takePushes()
                shown.withLock { shown in pushes.forEach { shown.note($0) } }
                pushes.forEach { unacked.note($0) }
                // Not unacked any more before the server may have heard of it.
                let name = unacked.removeOldest()
                guard try client.request(["op": "ack", "d": .array([.string(name)])]).isOK else { continue }
                shown.withLock { _ = $0.acked.insert(name) }
            }
            return .served
        } catch let failure as KitFailure where "\(failure)".contains("replaced") {
            return .replaced
        }
    }
}

/// What a bridge's connections have been sent, all together.
private struct Shown {
    var complaints: [String] = []
    /// The pushes whose ack was answered.
    var acked: Set<String> = []
    private var attempts: Set<String> = []

    /// Two connections are not read in the order in which they were written to, so of attempts only that each comes once is known.
    mutating func note(_ push: Push) {
        let attempt = "\(push.delivery) as \(push.attempt)"
        if !attempts.insert(attempt).inserted { complaints.append("\(attempt) came twice") }
    }
}

/// What one connection has been sent and has not acked, oldest first.
private struct Unacked {
    let window: Int
    private(set) var complaints: [String] = []
    private var pushes: [Push] = []

    init(window: Int) { self.window = window }

    var isEmpty: Bool { pushes.isEmpty }

    mutating func note(_ push: Push) {
        if let other = pushes.first(where: { $0.user == push.user }) {
            complaints.append("\(push.user) got \(push.delivery) while \(other.delivery) was unacked")
        }
        pushes.append(push)
        if pushes.count > window { complaints.append("\(pushes.count) in a window of \(window)") }
    }

    mutating func removeOldest() -> String { pushes.isEmpty ? "" : pushes.removeFirst().delivery }
}
