import Foundation
import Logging
import YitiCore
import YitiServer
import YitiStore
import YitiWire

/// A whole writer whose clock the test moves, whose bridges come and go, and which can end as a crash ends it: without sockets.
final class SimulatedService {
    let services: Services
    private(set) var store: Store
    private var path: String?
    private var writer: Writer
    private var port: WriterPort
    private var connections: [String: BridgeConnection] = [:]
    private var made = 0

    /// A service over an empty store, or in a file.
    init(at start: Instant, inFile path: String? = nil, on engine: TestStore.Engine = .current) throws {
        self.path = path
        store = try path.map { try Store.open(path: $0) } ?? engine.store()
        var limits = Limits()
        limits.accountsPerHour = 0
        services = Services(
            bank: Self.bank, zones: try ZoneBook(), clock: Clock(standingAt: start), limits: limits,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        writer = Writer(store: store, services: services)
        port = .port(of: writer, services: services)
        writer.start()
    }

    deinit { writer.stop() }

    /// Enough questions for eight subscriptions and a busy day.
    private static let bank = Bank(
        topics: ["loss", "svm", "tree", "nlp"].map { topic in
            Topic(
                id: topic, name: Text(zh: "主题\(topic)", en: "Topic \(topic)"),
                questions: (1...30).map { number in
                    let sheet = AnswerSheet(keyPoints: ["1", "2", "3"], referenceAnswer: "=", followUps: ["?"])
                    return Question(
                        id: BankIds.question(topic, number), topic: topic, stars: 3 + number % 3,
                        wording: Text(zh: "问题 \(number)？", en: "Question \(number)?"), chinese: sheet, english: sheet)
                })
        })

    var now: Instant { services.clock.now }

    /// Moves the clock, forward or back, and lets the writer look at it before anybody says anything.
    func move(to instant: Instant) async {
        services.clock.move(to: instant)
        await settle()
    }

    /// Waits until everything that is due has been fired; a batch fires some hundreds.
    private func settle() async {
        let now = now
        repeat { await look() } while await hasMoreDue(at: now)
    }

    private func hasMoreDue(at now: Instant) async -> Bool {
        let due = try? await inspect {
            let due = try $0.due(at: now, limit: 1)
            return due.subscriptions.count + due.laters.count
        }
        return due ?? 0 > 0
    }

    /// Waits until the writer has done everything asked of it and has looked at the clock.
    func look() async {
        await withCheckedContinuation { done in
            writer.add(
                Job(failed: { _ in done.resume() }, work: { batch in batch.afterCommit { done.resume() } }))
        }
    }

    /// The process ends without a word to anybody and another one starts at `instant` on what was written: on the files
    /// as they lay at that moment, the log beside the database not yet copied into it.
    func crash(until instant: Instant) async throws {
        let left = try path.map(Self.copy)
        writer.stop()
        connections.values.forEach { _ = $0.end() }
        connections = [:]
        if let left {
            try store.close()
            store = try Store.open(path: left)
            path = left
        }
        services.clock.move(to: instant)
        writer = Writer(store: store, services: services)
        port = .port(of: writer, services: services)
        writer.start()
        await settle()
    }

    /// A copy of the database and the log beside it, as they are now.
    private static func copy(of path: String) throws -> String {
        let copy = path + "+"
        for part in ["", "-wal"] where FileManager.default.fileExists(atPath: path + part) {
            try FileManager.default.copyItem(atPath: path + part, toPath: copy + part)
        }
        return copy
    }

    /// Wider than any real one, so that the pushes which nobody ever answers hold up nobody else's, however many people there are.
    private static let window = 65_536

    /// A bridge connects; what waits for it is sent.
    func connect(_ bridge: String) async {
        made += 1
        let now = now
        // Its name is its token. Where others may have made it void that is looked at.
        if store.isElsewhere {
            _ = try? await inspect { try $0.apply(.token(bridge: bridge, hash: Secrets.hash(bridge)), at: now) }
        }
        let connection = BridgeConnection(
            id: ConnectionID(number: UInt64(made)), address: PeerAddress(text: "test", isLoopback: true),
            hello: BridgeHello(bridge: bridge, token: bridge, window: Self.window), wake: {})
        connections[bridge] = connection
        port.bridgeOpened(connection)
        await look()
    }

    /// A bridge's connection breaks.
    func disconnect(_ bridge: String) async {
        guard let connection = connections.removeValue(forKey: bridge) else { return }
        _ = connection.end()
        port.bridgeClosed(connection)
        await look()
    }

    func isConnected(_ bridge: String) -> Bool { connections[bridge] != nil }

    /// What a request is answered with. Replies come on whatever connection asks, so one that takes no pushes is made up.
    func ask(_ request: BridgeRequest, on bridge: String) async throws -> Answer {
        let connection = connections[bridge] ?? Self.outside(bridge)
        let line = await withCheckedContinuation { continuation in
            port.bridgeRequest(connection, request) { continuation.resume(returning: $0) }
        }
        return try Answer(line)
    }

    /// What a bridge says of pushes, once it has been noted.
    func tell(_ receipt: BridgeRequest, on bridge: String) async {
        let connection = connections[bridge] ?? Self.outside(bridge)
        await withCheckedContinuation { continuation in
            port.bridgeReceipt(connection, receipt) { _ in continuation.resume() }
        }
    }

    private static func outside(_ bridge: String) -> BridgeConnection {
        BridgeConnection(
            id: ConnectionID(number: 0), address: PeerAddress(text: "test", isLoopback: true),
            hello: BridgeHello(bridge: bridge, token: "", push: false), wake: {})
    }

    /// The pushes written to a bridge since the last time, in the order in which they fell due: how the writer divides them into batches
    /// depends on what time it takes, and a seed must not.
    func pushes(_ bridge: String) throws -> [Answer] {
        let pushes: [(number: Int, push: Answer)] = try (connections[bridge]?.takeOutgoing() ?? []).compactMap { item in
            guard case .push(let delivery, let line) = item else { return nil }
            return (Int(delivery.dropFirst()) ?? 0, try Answer(line()))
        }
        return pushes.sorted { $0.number < $1.number }.map(\.push)
    }

    /// Looks into the database, between two batches.
    func inspect<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            writer.add(
                Job(
                    failed: { continuation.resume(throwing: Unreadable(why: "\($0)")) },
                    work: { batch in
                        let value = try body(batch.transaction)
                        batch.afterCommit { continuation.resume(returning: value) }
                    }))
        }
    }

    private struct Unreadable: Error { let why: String }
}
