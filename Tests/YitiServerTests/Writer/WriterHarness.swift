import Foundation
import Logging
import Synchronization
import YitiCore
import YitiServer
import YitiStore
import YitiWire

/// A whole writer over a real store in memory with a clock that stands still, spoken to as a bridge and without sockets.
final class WriterHarness: Sendable {
    let store: Store
    let services: Services
    let writer: Writer
    let port: WriterPort
    let connection: BridgeConnection

    /// Whether each batch in which somebody asks for something fails the first time, and is done again.
    let isRough: Bool

    private let end = Once()

    /// A writer over a store in memory, in the file at `path`, or in the PostgreSQL database of that address, which keeps people in
    /// `cacheBytes`. `willRead` is told before each read beside the writer's thread. With `isRough`, or YITI_TEST_ROUGH in the environment,
    /// whatever is asked for is done again after its batch has failed, which nobody should notice.
    init(
        at: String = "2026-03-02T08:00:00Z", bank: Bank = WriterHarness.bank, isSandbox: Bool = true,
        model: FSRS6 = .standard, limits: Limits = Limits(), queueBound: Int = 65_536, inFile path: String? = nil,
        cacheBytes: Int? = nil, sharesForgetting: Bool = true, metrics: ServiceMetrics = ServiceMetrics(),
        isRough: Bool = ProcessInfo.processInfo.environment["YITI_TEST_ROUGH"] != nil,
        willRead: @escaping @Sendable (ReadRequest) -> Void = { _ in }
    ) throws {
        store =
            try path.map { try DatabaseAddress.isOne($0) ? Store.open(url: $0) : Store.open(path: $0) }
            ?? TestStore.make()
        if let cacheBytes { store.keepPeople(inBytes: cacheBytes) }
        self.isRough = isRough
        let start = Instant(text: at) ?? Instant(seconds: 0)
        var limits = limits
        limits.accountsPerHour = 0
        services = Services(
            bank: bank, zones: try ZoneBook(), clock: Clock(standingAt: start), model: model, limits: limits,
            isSandbox: isSandbox, sharesForgetting: sharesForgetting,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, metrics: metrics)
        writer = Writer(store: store, services: services, queueBound: queueBound, willRead: willRead)
        port = .port(of: writer, services: services)
        connection = BridgeConnection(
            id: ConnectionID(number: 1), address: PeerAddress(text: "test", isLoopback: true),
            hello: BridgeHello(bridge: "chat", token: "", window: 256), wake: {})
        writer.start()
        port.bridgeOpened(connection)
    }

    deinit { stop() }

    /// Stops the writer, once.
    func stop() {
        if end.isFirst() { writer.stop() }
    }

    /// A bank of four topics with ten questions each.
    static let bank = Bank(
        topics: ["loss", "svm", "tree", "nlp"].map { topic in
            Topic(
                id: topic, name: Text(zh: "主题\(topic)", en: "Topic \(topic)"),
                questions: (1...10).map { number in
                    Question(
                        id: BankIds.question(topic, number), topic: topic, stars: 3 + number % 3,
                        wording: Text(zh: "问题 \(number)？", en: "Question \(number)?"),
                        chinese: AnswerSheet(keyPoints: ["一", "二", "三"], referenceAnswer: "答案", followUps: ["然后？"]),
                        english: AnswerSheet(
                            keyPoints: ["one", "two", "three"], referenceAnswer: "answer", followUps: ["then?"]))
                })
        })

    /// What a `cmd` is answered with.
    func say(
        _ text: String, as user: String = "u", mid: String? = nil, in state: String? = nil, re: String? = nil,
        sentAt: Instant? = nil, isEdit: Bool = false
    ) async throws -> Answer {
        try await ask(
            .command(
                BridgeCommand(
                    id: "1", user: user, text: text, mid: mid, chat: state, re: re, sentAt: sentAt, isEdit: isEdit)))
    }

    /// What a pressed button is answered with.
    func press(_ callback: String, as user: String = "u", in state: String? = nil) async throws -> Answer {
        try await ask(.act(BridgeAct(id: "1", user: user, callback: callback, chat: state)))
    }

    /// Moves the clock.
    func advance(hours: Int64) async throws {
        _ = try await ask(.clock(BridgeClock(id: "1", request: .advance(seconds: hours * 3600))))
    }

    func ask(_ request: BridgeRequest) async throws -> Answer {
        let line = await withCheckedContinuation { continuation in
            beside { [port, connection] in
                port.bridgeRequest(connection, request) { continuation.resume(returning: $0) }
            }
        }
        return try Answer(line)
    }

    /// Has something asked for; where batches are to fail, together with a job that goes wrong once.
    private func beside(_ ask: @escaping @Sendable () -> Void) {
        guard isRough else { return ask() }
        failOnce(beside: ask)
    }

    /// Has what is asked for wait for the same batch as a job that goes wrong once.
    func failOnce(beside ask: @escaping @Sendable () -> Void) {
        // From a batch of the writer's own: when it is over, both wait.
        writer.add(
            Job { [writer] batch in
                batch.afterCommit {
                    ask()
                    let failure = Once()
                    writer.add(Job { _ in if failure.isFirst() { throw Failure(text: "once") } })
                }
            })
    }

    /// The pushes written since the last time, once the writer has done everything asked before.
    func pushes() async throws -> [Answer] {
        // A batch gives its replies out before its pushes: those of the first are there once the second is answered.
        for _ in 1...2 { _ = try await say("/whoami", as: "nobody") }
        return try connection.takeOutgoing().compactMap { item in
            if case .push(_, let line) = item { try Answer(line()) } else { nil }
        }
    }

    /// The platform took these pushes.
    func ack(_ pushes: [Answer]) async throws {
        guard !pushes.isEmpty else { return }
        await tell(.ack(BridgeAck(deliveries: pushes.compactMap { $0.object["d"] as? String }, id: "a")))
    }

    /// What became of pushes.
    func tell(_ receipt: BridgeRequest) async {
        await withCheckedContinuation { continuation in
            beside { [port, connection] in port.bridgeReceipt(connection, receipt) { _ in continuation.resume() } }
        }
    }

    /// Moves the clock and takes every push that comes; the questions that arrived.
    @discardableResult
    func pass(hours: Int64) async throws -> [Answer] {
        try await advance(hours: hours)
        let arrived = try await pushes()
        try await ack(arrived)
        return arrived
    }

    /// What these are answered with when they wait for the writer together.
    func together(_ commands: [BridgeCommand]) async throws -> [Answer] {
        let (lines, answered) = AsyncStream<(Int, [UInt8])>.makeStream()
        // Queued from a job of the writer's own: all of them wait when that batch ends.
        writer.add(
            Job { [port, connection] _ in
                for (number, command) in commands.enumerated() {
                    port.bridgeRequest(connection, .command(command)) { answered.yield((number, $0)) }
                }
            })
        var replies: [Int: Answer] = [:]
        for await (number, line) in lines {
            replies[number] = try Answer(line)
            if replies.count == commands.count { break }
        }
        return commands.indices.compactMap { replies[$0] }
    }

    /// Reads the store on the writer's thread.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            writer.add(
                Job(
                    failed: { continuation.resume(throwing: Failure(text: "\($0)")) },
                    work: { batch in
                        let value = try body(batch.transaction)
                        batch.afterCommit { continuation.resume(returning: value) }
                    }))
        }
    }

    struct Failure: Error { var text: String }

    /// Everything that differs between what is stored about anybody and a replay of their logs.
    func differences() async -> [String] {
        await withCheckedContinuation { continuation in
            writer.add(
                Job(
                    failed: { continuation.resume(returning: ["the job failed: \($0)"]) },
                    // Not `self`: the writer's thread must not be the last to let go of the harness.
                    work: { [services] batch in
                        let found = try batch.transaction.people(after: 0, limit: 1_000).flatMap { id in
                            guard let person = try batch.transaction.person(id) else { return ["no person \(id)"] }
                            return try Verification(batch.transaction.record(of: person), zones: services.zones)
                                .differences(now: batch.now).map { "person \(id): \($0)" }
                        }
                        batch.afterCommit { continuation.resume(returning: found) }
                    }))
        }
    }
}

/// Something that happens once.
private final class Once: Sendable {
    private let hasHappened = Atomic(false)

    /// Whether it happens now; false ever after.
    func isFirst() -> Bool { !hasHappened.exchange(true, ordering: .relaxed) }
}

/// A line of the server's, read as JSON.
struct Answer: @unchecked Sendable {
    // Only property-list values, never changed.
    let object: [String: Any]

    init(object: [String: Any]) { self.object = object }

    init(_ line: [UInt8]) throws {
        object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
    }

    var isOK: Bool { object["op"] as? String == "ok" }
    var code: String? { object["code"] as? String }
    var messages: [[String: Any]] { object["msgs"] as? [[String: Any]] ?? [] }
    var kinds: [String] { messages.compactMap { $0["kind"] as? String } }
    var texts: String { messages.compactMap { $0["text"] as? String }.joined(separator: "\n") }

    var text: String? { object["text"] as? String }
    /// The `ref` of the first message.
    var ref: String? { messages.first?["ref"] as? String }
    var callbacks: [String] {
        messages.flatMap { ($0["buttons"] as? [[[String: Any]]] ?? []).flatMap { $0 } }.compactMap {
            $0["cb"] as? String
        }
    }

    /// The data of the first message of a kind.
    func data(_ kind: String) -> [String: Any]? {
        messages.first { $0["kind"] as? String == kind }?["data"] as? [String: Any]
    }
}
