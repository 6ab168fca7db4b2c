internal import NIOCore

/// Whether the server takes the token: asked on a connection that gets no pushes, so that it takes nobody's place.
struct ServerProbe {
    private let connector: Connector
    private let settings: BridgeSettings
    private static let patience = TimeAmount.seconds(10)

    init(_ connector: Connector, _ settings: BridgeSettings) {
        self.connector = connector
        self.settings = settings
    }

    /// Nothing when one of the servers takes it, else what is wrong with each. Throws ``BridgeFailure`` when the token is refused.
    func findings() async throws -> [String] {
        var findings: [String] = []
        for server in settings.servers {
            do {
                if try await isWelcome(at: server) { return [] }
                findings.append("the server \(server) does not welcome \(settings.bridge): its log says why")
            } catch let failure as BridgeFailure {
                throw failure
            } catch {
                findings.append("the server \(server) can't be reached: \(error)")
            }
        }
        return findings
    }

    private func isWelcome(at server: Endpoint) async throws -> Bool {
        let (events, feed) = AsyncStream.makeStream(of: EngineEvent.self)
        let end = ConnectionEnd()
        let channel = try await connector.open(server) { channel in
            try channel.pipeline.syncOperations.addHandler(ServerLineHandler(end) { feed.yield($0) })
        }
        channel.closeFuture.whenComplete { _ in feed.finish() }
        channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        defer { channel.close(promise: nil) }
        for await event in events {
            switch event {
            case .connected: channel.writeAndFlush(ByteBuffer(string: hello.text + "\n"), promise: nil)
            case .line(let line) where line["op"] == "welcome": return true
            case .line(let line) where line["code"] == "auth_failed": throw refused
            case .line(let line) where line["op"] == "err": return false
            default: break
            }
        }
        if let why = end.why { throw HTTPFailure(mayHaveArrived: true, description: why) }
        return false
    }

    private var hello: JSONValue {
        [
            "op": "hello", "v": 1, "bridge": .string(settings.bridge), "token": .string(settings.token),
            "push": false,
        ]
    }

    private var refused: BridgeFailure {
        BridgeFailure(
            .credentials,
            "the server does not know the token of bridge \(settings.bridge): yiti token create \(settings.bridge)")
    }
}
