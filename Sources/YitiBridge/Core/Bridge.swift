internal import NIOCore
internal import Synchronization

/// How a bridge is run.
public struct BridgeSettings: Sendable {
    /// The identity space at the server.
    public var bridge: String
    /// The token of that name.
    public var token: String
    /// The servers, tried in turn.
    public var servers: [Endpoint]
    /// The journal's file; nil for one in memory.
    public var journal: String?
    /// Where `/metrics` and `/healthz` are answered; nil for nowhere.
    public var status: Endpoint?

    /// Settings.
    public init(bridge: String, token: String, servers: [Endpoint], journal: String?, status: Endpoint? = nil) {
        self.bridge = bridge
        self.token = token
        self.servers = servers
        self.journal = journal
        self.status = status
    }
}

/// A bridge between one network and the server. Made, run until it is stopped, thrown away; it may be killed at any instant.
public final class Bridge: Sendable {
    private let network: any Network
    private let settings: BridgeSettings
    private let connector: Connector
    private let runner: EngineRunner
    private let log: @Sendable (String, String) -> Void

    /// Opens the journal. `log` is given a level (`info`, `notice`, `warning`, `error`) and a sentence.
    ///
    /// Throws ``BridgeFailure``.
    public init(
        _ network: any Network, _ settings: BridgeSettings, _ connector: Connector,
        log: @escaping @Sendable (String, String) -> Void
    ) throws {
        self.network = network
        self.settings = settings
        self.connector = connector
        self.log = log
        do {
            let engine = try Engine(
                journal: Journal(path: settings.journal),
                identity: EngineIdentity(bridge: settings.bridge, token: settings.token), traits: network.traits,
                now: EngineRunner.now)
            runner = EngineRunner(engine) { log($0.rawValue, $1) }
            log("info", "\(engine.leftBehind)")
        } catch let failure as BridgeFailure {
            throw failure
        } catch {
            throw BridgeFailure(.disk, "the journal can't be read: \(error)")
        }
    }

    /// What was counted so far.
    public var counts: BridgeCounts { runner.counts }

    /// Ends ``run()`` in good order.
    public func stop() { runner.stop(nil) }

    /// Whether another process has a journal. Throws ``BridgeFailure`` for what could not be one.
    public static func isInUse(journal path: String) throws -> Bool { try Journal.isInUse(path) }

    /// Tries the credentials once, at the network and at the server; sentences that say what is missing. A network that has not answered
    /// after so many seconds, for instance because it says again and again to come later, is a finding. Throws ``BridgeFailure`` for what is
    /// refused.
    public func findings(within seconds: Double = 60) async throws -> [String] {
        let name = network.traits.name
        let late = "\(name) did not let us in within \(Int(seconds)) s: it may be limiting us; try again later"
        let found = try await withThrowingTaskGroup(of: [String].self) { group in
            group.addTask { try await self.networkFindings() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return [late]
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
        return try await found + ServerProbe(connector, settings).findings()
    }

    private func networkFindings() async throws -> [String] {
        do {
            _ = try await network.signIn(Inbox(runner: runner))
            return try await network.findings()
        } catch let failure as BridgeFailure {
            throw failure
        } catch {
            return ["\(network.traits.name) can't be reached: \(error)"]
        }
    }

    /// Runs until it is stopped; throws ``BridgeFailure`` for what a supervisor has to know.
    public func run() async throws {
        let (shows, queue) = AsyncStream.makeStream(of: (Int64, OutgoingPart).self)
        let link = ServerLink(connector, servers: settings.servers, runner: runner)
        runner.start { action in
            switch action {
            case .write(let line): link.write(line)
            case .show(let id, let part): queue.yield((id, part))
            case .stop, .log: break
            }
        }
        let page = try await settings.status.map { StatusPage($0, self) }?.open()
        defer { page?.close(promise: nil) }
        let failure = await withTaskGroup(of: BridgeFailure?.self) { group in
            group.addTask { await self.runner.untilStopped() }
            group.addTask {
                do {
                    try await self.work(link, shows)
                } catch {
                    return error as? BridgeFailure
                }
                return await self.runner.untilStopped()
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if let failure { throw failure }
    }

    private func work(_ link: ServerLink, _ shows: AsyncStream<(Int64, OutgoingPart)>) async throws {
        try await signIn()
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await link.run() }
            group.addTask { await self.runner.tick() }
            // Whoever is stopped hears on until what was begun is shown: on some networks that is told where everything is heard.
            let hearing = Task { try await self.receive() }
            group.addTask {
                await self.show(shows)
                hearing.cancel()
            }
            group.addTask { try await hearing.value }
        }
    }

    /// Presents itself to the network until it is let in.
    private func signIn() async throws {
        var backoff = Backoff()
        while true {
            do {
                let account = try await network.signIn(Inbox(runner: runner))
                try runner.journal.claim(network: network.traits.name, account: account, bridge: settings.bridge)
                return log("notice", "signed in to \(network.traits.name) as \(account)")
            } catch let failure as BridgeFailure {
                throw failure
            } catch {
                runner.noteNetwork(isReached: false)
                log("warning", "\(network.traits.name) can't be reached: \(error)")
                try await Task.sleep(for: .seconds(backoff.next(chance: .random(in: 0...1))))
            }
        }
    }

    private func receive() async throws {
        var backoff = Backoff()
        while !Task.isCancelled {
            let began = ContinuousClock.now
            let answers = runner.countAnswers
            var wasReached = false
            do {
                try await network.receive(Inbox(runner: runner))
            } catch let failure as BridgeFailure {
                throw failure
            } catch {
                if Task.isCancelled { return }
                wasReached = runner.isNetworkReached
                runner.noteNetwork(isReached: false)
                log("warning", "\(network.traits.name) can't be heard: \(error)")
            }
            let seconds = began.duration(to: .now) / .seconds(1)
            let countAnswers = runner.countAnswers - answers
            if Self.wentWell(countAnswers: countAnswers, wasReached: wasReached, seconds: seconds) { backoff.reset() }
            try? await Task.sleep(for: .seconds(backoff.next(chance: .random(in: 0...1))))
        }
    }

    /// Whether something went well between two failures, which then don't follow each other: polls were answered, or a connection stood for
    /// a while. Whoever could not be reached at all did not stand, however long that took to be seen.
    static func wentWell(countAnswers: Int, wasReached: Bool, seconds: Double) -> Bool {
        countAnswers > 0 || wasReached && seconds > 10
    }

    /// Shows parts; a part that was begun is brought to its end even when the bridge is stopped, so that it need not be sent twice.
    private func show(_ shows: AsyncStream<(Int64, OutgoingPart)>) async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                for await (id, part) in shows {
                    group.addTask {
                        // A task of its own is not cancelled with this one.
                        let outcome = await Task { await self.network.show(part) }.value
                        try? await self.runner.handle(.finished(part: id, outcome))
                    }
                }
            }
        } onCancel: {
            runner.beginNoParts()
        }
    }

    /// The health of it, as the page says it: nil when all is well.
    var complaint: String? {
        // The server is asked only once the network has let us in.
        if !runner.isNetworkReached { return "\(network.traits.name) can't be reached" }
        return runner.isWelcome ? nil : "the server is not connected"
    }

    /// What is counted, in Prometheus' form.
    var metrics: String {
        let counts = runner.counts
        let waits = runner.waits
        let rows: [(String, String, String, Int)] = [
            ("received_total", "counter", "Messages and presses that were stored.", counts.received),
            ("shown_total", "counter", "Parts that the network took.", counts.shown),
            ("doubtful_total", "counter", "Parts that a crash caught: they may be doubled.", counts.doubtful),
            ("refused_total", "counter", "Parts that the network refused.", counts.refused),
            ("nacked_total", "counter", "Pushes that were given back to the server.", counts.nacked),
            ("dropped_total", "counter", "Messages dropped because one person sent too many.", counts.dropped),
            ("waiting_messages", "gauge", "What people said and the server has not answered yet.", waits.inbound),
            ("waiting_parts", "gauge", "Parts that wait to be shown.", waits.parts),
            ("connected", "gauge", "Whether the server has let the bridge in.", runner.isWelcome ? 1 : 0),
            ("network_reached", "gauge", "Whether the network is reached.", runner.isNetworkReached ? 1 : 0),
        ]
        let label = "{bridge=\"\(settings.bridge)\",network=\"\(network.traits.name)\"}"
        return rows.map { name, kind, help, value in
            "# HELP yiti_bridge_\(name) \(help)\n# TYPE yiti_bridge_\(name) \(kind)\nyiti_bridge_\(name)\(label) \(value)\n"
        }.joined()
    }
}
