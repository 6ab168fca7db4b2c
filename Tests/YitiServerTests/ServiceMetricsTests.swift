import NIOCore
import NIOEmbedded
import Testing
import YitiWire

@testable import YitiServer

@Suite struct ServiceMetricsTests {
    private let factory = CountingMetrics()

    /// A connection that has said something, on a writer that answers nothing.
    private func connected(_ text: String, _ surroundings: ConnectionSurroundings) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let stay = try #require(ConnectionLease(channel, surroundings))
        channel.closeFuture.assumeIsolated().whenComplete { _ in stay.end() }
        let address = PeerAddress(text: "192.0.2.1", isLoopback: false)
        try channel.pipeline.syncOperations.addHandler(
            DoorHandler(stay: stay, address: address, mode: .auto, surroundings: surroundings))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        if !text.isEmpty { try channel.writeInbound(ByteBuffer(string: text)) }
        channel.embeddedEventLoop.run()
        return channel
    }

    private func surroundings() -> ConnectionSurroundings {
        ConnectionSurroundings(
            writer: ScriptedWriter().port, limits: Limits(), logger: .silent, metrics: ServiceMetrics(factory))
    }

    private func open(_ kind: ConnectionKind) -> Double { factory.total("yiti_connections", ["kind": kind.rawValue]) }

    private func requests(_ kind: RequestKind) -> Double {
        factory.total("yiti_requests_total", ["kind": kind.rawValue])
    }

    @Test("counts the connections that are open by what they are, and bridges by name")
    func connections() throws {
        let surroundings = surroundings()
        let hello = #"{"op":"hello","v":1,"bridge":"tg","token":"t"}"# + "\n"
        let channels = try ["", "/next\n", hello].map { try connected($0, surroundings) }
        #expect(ConnectionKind.allCases.map(open) == [1, 1, 1, 0])
        #expect(factory.total("yiti_bridge_connections", ["bridge": "tg"]) == 1)
        for channel in channels {
            _ = try channel.finish(acceptAlreadyClosed: true)
            channel.embeddedEventLoop.run()
        }
        #expect(ConnectionKind.allCases.map(open) == [0, 0, 0, 0])
        #expect(factory.total("yiti_bridge_connections", ["bridge": "tg"]) == 0)
        #expect(factory.total("yiti_connections_accepted_total") == 3)
    }

    @Test("counts requests by kind, and notes when a bridge's last receipt came")
    func requests() throws {
        let surroundings = surroundings()
        _ = try connected("/next\n", surroundings)
        let hello = #"{"op":"hello","v":1,"bridge":"tg","token":"t"}"# + "\n"
        let bridge = try connected(hello, surroundings)
        for line in [
            #"{"op":"cmd","id":"1","user":"u","text":"x"}"#, #"{"op":"act","id":"2","user":"u","cb":"x"}"#,
            #"{"op":"ack","d":"x"}"#, #"{"op":"ack","d":"y"}"#, #"{"op":"ping"}"#, #"{"op":"pong"}"#, "{}",
        ] {
            try bridge.writeInbound(ByteBuffer(string: line + "\n"))
        }
        let counted: [RequestKind: Double] = [.line: 1, .cmd: 1, .act: 1, .ack: 2]
        for kind in RequestKind.allCases { #expect(requests(kind) == counted[kind] ?? 0, "\(kind)") }
        #expect(factory.last("yiti_bridge_last_receipt_timestamp_seconds", ["bridge": "tg"]) != nil)
    }

    @Test("shows a bridge from when it has a token until it has none, and the bank that is served")
    func expected() {
        let registry = MetricsRegistry()
        let metrics = ServiceMetrics(registry)
        func shown(_ name: MetricName) -> [String] {
            registry.families().filter { $0.name == name.rawValue }.flatMap(\.series).flatMap(\.labels).map(\.value)
        }
        metrics.expect(bridges: ["irc", "matrix"])
        #expect(shown(.bridgeConnections) == ["irc", "matrix"])
        metrics.expect(bridges: ["matrix"])
        #expect(shown(.bridgeConnections) == ["matrix"] && shown(.lastReceipt) == ["matrix"])
        for version in ["1", "2", "2"] { metrics.serves(bank: version) }
        #expect(shown(.bankInfo) == ["2"])
    }

    @Test("a session counts for half an hour after it was heard of, or until it is no more")
    func sessions() {
        let known = KnownSessions()
        let (first, second) = (BrowserSession(cookie: "a"), BrowserSession(cookie: "b"))
        let now = NIODeadline.now()
        known.insert(first, now: now)
        known.insert(second, now: now + .minutes(20))
        #expect(known.count(now: now + .minutes(29)) == 2 && known.count(now: now + .minutes(31)) == 1)
        known.remove(second)
        #expect(known.count(now: now) == 1 && !known.contains(second))
    }

    @Test("makes no metric but those that are named, and names them as Prometheus wants it")
    func names() {
        _ = ServiceMetrics(factory).bridge("tg")
        let known = Set(MetricName.allCases.map(\.rawValue))
        #expect(factory.names.isSubset(of: known))
        for name in known {
            #expect(name.wholeMatch(of: /yiti_[a-z]+(_[a-z]+)*/) != nil, "\(name)")
        }
    }
}
