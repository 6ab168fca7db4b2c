import GRDB
import NIOCore
import NIOPosix
import Synchronization
import Testing
import YitiTestKit

@testable import YitiBridge

@Suite struct BridgeHealthTests {
    /// A network that is away the first time, and then answers a poll before each failure.
    private final class Fickle: Network {
        let traits = NetworkTraits(
            name: "fickle", splitter: TextSplitter(limit: 100, unit: .codePoints),
            chatRate: RateLimit(burst: 1, perSecond: 1), bridgeRate: RateLimit(burst: 1, perSecond: 1))
        private let polls = Mutex(0)
        private let isThere = Mutex(false)

        private struct Away: Error {}

        var countPolls: Int { polls.withLock { $0 } }

        func come() { isThere.withLock { $0 = true } }

        func signIn(_ inbox: Inbox) async throws -> String {
            guard isThere.withLock({ $0 }) else { throw Away() }
            return "somebody"
        }

        func receive(_ inbox: Inbox) async throws {
            inbox.answered()
            polls.withLock { $0 += 1 }
            throw Away()
        }

        func show(_ part: OutgoingPart) async -> ShowOutcome { .shown(nil) }
    }

    /// One whose server is not there.
    private func bridge(to network: any Network, _ connector: Connector) throws -> Bridge {
        let server = try #require(Endpoint("127.0.0.1:1"))
        let settings = BridgeSettings(bridge: "b", token: "t", servers: [server], journal: nil)
        return try Bridge(network, settings, connector) { _, _ in }
    }

    @Test("says when the network is away, and asks one again that answered before it failed")
    func fickle() async throws {
        let network = Fickle()
        let connector = try Connector()
        let bridge = try bridge(to: network, connector)
        #expect(bridge.complaint == "the server is not connected")
        let running = Task { try await bridge.run() }
        try await until { bridge.complaint == "fickle can't be reached" }
        network.come()
        try await until { network.countPolls >= 3 }
        bridge.stop()
        try await running.value
        await connector.shutDown()
    }

    /// Greets without TLS.
    private final class Greeter: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelActive(context: ChannelHandlerContext) {
            context.writeAndFlush(NIOAny(ByteBuffer(string: "* Yiti 1.0.0 ready\r\n")), promise: nil)
        }
    }

    @Test("says what breaks the connection to a server, such as one that speaks no TLS")
    func noTLS() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).childChannelInitializer {
            channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Greeter()) }
        }.bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        let endpoint = Endpoint(host: "127.0.0.1", port: port, usesTLS: true)
        let settings = BridgeSettings(bridge: "b", token: "t", servers: [endpoint], journal: nil)
        let connector = try Connector()
        let log = Mutex<[String]>([])
        let network = Fickle()
        network.come()
        let bridge = try Bridge(network, settings, connector) { _, text in log.withLock { $0.append(text) } }
        let running = Task { try await bridge.run() }
        try await until {
            log.withLock { $0.contains { $0.contains("the server \(endpoint) ended: handshakeFailed") } }
        }
        bridge.stop()
        try await running.value
        let findings = try await ServerProbe(connector, settings).findings()
        #expect(findings.contains { $0.contains("handshakeFailed") })
        // What there was no connection for has not arrived.
        let asked = HTTPClient(connector, endpoint)
        let end = await #expect(throws: HTTPFailure.self) { try await asked.send(HTTPRequest("GET", "/")) }
        // Whether it is told why depends on which comes first, the greeting or the request.
        let why = end?.description ?? ""
        #expect(end?.mayHaveArrived == false)
        #expect(why.contains("handshakeFailed") || why.contains("before the request was sent"))
        await connector.shutDown()
        try await server.close()
    }

    /// A network that looks into the journal.
    private final class Curious: Network {
        let traits = NetworkTraits(
            name: "curious", splitter: TextSplitter(limit: 100, unit: .codePoints),
            chatRate: RateLimit(burst: 1, perSecond: 1), bridgeRate: RateLimit(burst: 1, perSecond: 1))

        func signIn(_ inbox: Inbox) async throws -> String {
            try inbox.runner.journal.write { try $0.database.execute(sql: "DROP TABLE room") }
            return "somebody"
        }

        func receive(_ inbox: Inbox) async throws { _ = try? await inbox.user(of: "place") }

        func show(_ part: OutgoingPart) async -> ShowOutcome { .shown(nil) }
    }

    @Test("ends with the disk's code when the journal can't be read, also where the network makes nothing of that")
    func unreadable() async throws {
        let connector = try Connector()
        let bridge = try bridge(to: Curious(), connector)
        let failure = await #expect(throws: BridgeFailure.self) { try await bridge.run() }
        #expect(failure?.code == .disk)
        await connector.shutDown()
    }

    @Test("waits longer each time for a network that can't be reached, however long that takes to be seen")
    func failures() {
        #expect(!Bridge.wentWell(countAnswers: 0, wasReached: false, seconds: 10.1))
        #expect(Bridge.wentWell(countAnswers: 0, wasReached: true, seconds: 10.1))
        #expect(!Bridge.wentWell(countAnswers: 0, wasReached: true, seconds: 5))
        #expect(Bridge.wentWell(countAnswers: 1, wasReached: false, seconds: 0))
    }

    /// A network that is shown a part when it is heard, and is stopped meanwhile.
    private final class Talking: Network {
        let traits = NetworkTraits(
            name: "talking", splitter: TextSplitter(limit: 100, unit: .codePoints),
            chatRate: RateLimit(burst: 1, perSecond: 1), bridgeRate: RateLimit(burst: 9, perSecond: 1))
        private let stop = Mutex<(@Sendable () -> Void)?>(nil)
        private let isDeaf = Mutex(false)
        private let wasDeaf = Mutex<Bool?>(nil)

        /// Whether nothing was heard any more when the part had been shown.
        var result: Bool? { wasDeaf.withLock { $0 } }

        func whenShown(_ stop: @escaping @Sendable () -> Void) { self.stop.withLock { $0 = stop } }

        func signIn(_ inbox: Inbox) async throws -> String { "somebody" }

        func receive(_ inbox: Inbox) async throws {
            try await inbox.store([.say(place: "p", user: "u", key: "k", text: "hello")], position: nil)
            defer { isDeaf.withLock { $0 = true } }
            try await Task.sleep(for: .seconds(3_600))
        }

        func show(_ part: OutgoingPart) async -> ShowOutcome {
            stop.withLock { $0 }?()
            for _ in 0..<100_000 where !isDeaf.withLock({ $0 }) { await Task.yield() }
            wasDeaf.withLock { [isDeaf = isDeaf.withLock { $0 }] in $0 = isDeaf }
            return .shown("1")
        }
    }

    @Test("hears on until what was begun is shown when it is stopped: the network may say there that it was")
    func stopped() async throws {
        let network = Talking()
        let connector = try Connector()
        let bridge = try bridge(to: network, connector)
        network.whenShown { bridge.stop() }
        try await bridge.run()
        #expect(network.result == false && bridge.counts.shown == 1)
        await connector.shutDown()
    }

    /// A network that says again and again to come later.
    private struct Limiting: Network {
        let traits = NetworkTraits(
            name: "limiting", splitter: TextSplitter(limit: 100, unit: .codePoints),
            chatRate: RateLimit(burst: 1, perSecond: 1), bridgeRate: RateLimit(burst: 1, perSecond: 1))

        func signIn(_ inbox: Inbox) async throws -> String {
            while true { try await Task.sleep(for: .seconds(3_600)) }
        }

        func receive(_ inbox: Inbox) async throws {}

        func show(_ part: OutgoingPart) async -> ShowOutcome { .shown(nil) }
    }

    @Test("a check ends where a network never lets anybody in, and every figure says what it is")
    func limited() async throws {
        let connector = try Connector()
        let server = try #require(Endpoint("127.0.0.1:1"))
        let settings = BridgeSettings(bridge: "b", token: "t", servers: [server], journal: nil)
        let bridge = try Bridge(Limiting(), settings, connector) { _, _ in }
        let findings = try await bridge.findings(within: 0)
        #expect(findings.first?.hasPrefix("limiting did not let us in") == true)
        let lines = bridge.metrics.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("# HELP ") } == lines.count { $0.hasPrefix("# TYPE ") })
        await connector.shutDown()
    }

    private func until(_ isSo: () -> Bool) async throws {
        let deadline = Deadline(seconds: 600)
        while !isSo() {
            try #require(deadline.remainingMilliseconds > 0)
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
