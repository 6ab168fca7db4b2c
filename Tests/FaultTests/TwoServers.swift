import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

/// Two servers on one PostgreSQL, and a bridge `chat` that comes to either.
struct TwoServers {
    let url: String
    let nodes: [ServerProcess]

    /// Starts both on an empty database.
    init(_ url: String) throws {
        self.url = url
        try Self.prepare(url)
        nodes = try (0..<2).map { _ in
            try ServerProcess.real(data: Scratch(), environment: ["YITI_DATABASE": url, "YITI_HTTP": "off"])
        }
    }

    /// Lays the database out, and lets the bridge speak for its people.
    static func prepare(_ url: String) throws {
        try change(url) { transaction in
            try transaction.saveToken(
                bridge: "chat", hash: Secrets.hash(DataFolder.token), at: Instant(seconds: 1_700_000_000))
        }
    }

    /// Writes into a database as another server would.
    static func change<Value>(_ url: String, _ body: (Transaction) throws -> Value) throws -> Value {
        let store = try Store.open(url: url)
        defer { try? store.close() }
        return try store.write(body)
    }

    /// Has the bridge work at a server until so many requests have got their final reply; it comes back as often as it is sent away, for so
    /// many seconds.
    func work(_ load: inout Load, at node: Int, replies: Int, seconds: Double = 120) throws {
        let deadline = Deadline(seconds: seconds)
        while true {
            do {
                let client = try nodes[node].chat()
                return try load.run(client, replies: replies)
            } catch {
                guard deadline.remainingMilliseconds > 0 else { throw error }
            }
        }
    }

    /// Ends both and says what differs from what the bridge was told.
    func end(_ load: Load) throws -> [String] {
        for node in nodes { node.terminate() }
        let codes = try nodes.map { try $0.waitForExit(seconds: 60) }
        let exits = codes == [0, 0] ? [] : ["the servers ended with \(codes)"]
        return try exits + load.complaints + load.books.differences(at: url)
    }
}

extension TwoServers {
    /// Asks until the answer is not to try again.
    static func untilServed(_ ask: () throws -> BridgeReply) throws -> BridgeReply {
        let deadline = Deadline(seconds: 60)
        while true {
            do {
                let reply = try ask()
                if reply.code != "busy" || deadline.remainingMilliseconds == 0 { return reply }
            } catch {
                guard deadline.remainingMilliseconds > 0 else { throw error }
            }
        }
    }
}
