package import CoreMetrics
internal import Synchronization

/// What the service counts and measures. Handed to those who know the events; safe from any thread.
package final class ServiceMetrics: Sendable {
    // Connections
    let acceptedConnections: EventCounter
    let refusedConnections: EventCounter
    let slowConsumers: EventCounters<ConnectionKind>
    private let openConnections = Atomic<Int>(0)
    private let connections: [ConnectionKind: Meter]

    // What is asked
    let lines: EventCounters<ConnectionKind>
    let requests: EventCounters<RequestKind>
    let rateLimited: EventCounter
    let failedAttempts: EventCounter
    let writtenPushes: EventCounter

    /// What the writer measures.
    let writer: WriterMetrics

    // The service
    let droppedLogLines: EventCounter
    let backups: EventCounters<Outcome>
    let backupSeconds: Timer

    private let bridges = Mutex<[String: BridgeMetrics]>([:])
    private let shownBank = Mutex<Gauge?>(nil)
    private let factory: any MetricsFactory

    /// Metrics that are made by `factory`; by default they go nowhere but to `yiti health`.
    package init(_ factory: any MetricsFactory = NOOPMetricsHandler.instance) {
        self.factory = factory
        let talking: [ConnectionKind] = [.human, .bridge]
        acceptedConnections = EventCounter(.acceptedConnections, [], factory)
        refusedConnections = EventCounter(.refusedConnections, [], factory)
        slowConsumers = EventCounters(.slowConsumers, "kind", of: talking + [.web], factory)
        connections = Dictionary(
            uniqueKeysWithValues: ConnectionKind.allCases.map { kind in
                let labels = [("kind", kind.rawValue)]
                return (
                    kind, Meter(label: MetricName.connections.rawValue, dimensions: labels, factory: factory)
                )
            })
        lines = EventCounters(.lines, "kind", of: talking, factory)
        requests = EventCounters(.requests, "kind", factory)
        rateLimited = EventCounter(.rateLimited, [], factory)
        failedAttempts = EventCounter(.failedAttempts, [], factory)
        writtenPushes = EventCounter(.writtenPushes, [], factory)
        writer = WriterMetrics(factory)
        droppedLogLines = EventCounter(.droppedLogLines, [], factory)
        backups = EventCounters(.backups, "outcome", factory)
        backupSeconds = Timer(label: MetricName.backupSeconds.rawValue, dimensions: [], factory: factory)
    }

    /// A connection was taken.
    func connectionOpened() {
        acceptedConnections.increment()
        openConnections.add(1, ordering: .relaxed)
        connections[.undecided]?.increment()
    }

    /// It is known what it is.
    func connectionDecided(_ kind: ConnectionKind) {
        connections[.undecided]?.decrement()
        connections[kind]?.increment()
    }

    /// It is gone.
    func connectionClosed(_ kind: ConnectionKind) {
        openConnections.subtract(1, ordering: .relaxed)
        connections[kind]?.decrement()
    }

    /// A page has opened its stream of events.
    func streamOpened() { connections[.web]?.increment() }

    /// It is gone.
    func streamClosed() { connections[.web]?.decrement() }

    /// What is measured of one bridge.
    func bridge(_ name: String) -> BridgeMetrics {
        bridges.withLock { bridges in
            let known = bridges[name] ?? BridgeMetrics(name, factory)
            bridges[name] = known
            return known
        }
    }

    /// These bridges have a token: each is on the page, connected or not, and no other is any more.
    package func expect(bridges names: [String]) {
        let gone = bridges.withLock { bridges in
            let gone = bridges.filter { !names.contains($0.key) }
            bridges = bridges.filter { names.contains($0.key) }
            return gone.values
        }
        gone.forEach { $0.destroy() }
        names.forEach { _ = bridge($0) }
    }

    /// A bank of this version is served from now on.
    package func serves(bank version: String) {
        shownBank.withLock { shown in
            shown?.destroy()
            let gauge = Gauge(
                label: MetricName.bankInfo.rawValue, dimensions: [("version", version)], factory: factory)
            gauge.record(1)
            shown = gauge
        }
    }

    /// The last copy of the database was made then, in seconds since 1970; 0 where one is awaited.
    func copied(at seconds: Double) {
        Gauge(label: MetricName.lastBackup.rawValue, dimensions: [], factory: factory).record(seconds)
    }

    /// Every counter by name, as it stands, for `yiti health`.
    package var values: [(name: String, value: Int)] {
        [
            ("connections", acceptedConnections.value),
            ("open_connections", openConnections.load(ordering: .relaxed)),
            ("human_lines", lines.value(.human)),
            ("bridge_lines", lines.value(.bridge)),
            ("rate_limited", rateLimited.value),
            ("slow_consumers", slowConsumers.value()),
            ("failed_attempts", failedAttempts.value),
            ("pushes", writtenPushes.value),
            ("log_drops", droppedLogLines.value),
        ]
    }
}

/// What is measured of one bridge: its name comes from the operator, who gave it a token.
struct BridgeMetrics: Sendable {
    /// Connections that are open.
    let connections: Meter
    /// When its last receipt was read, in seconds since 1970.
    let lastReceipt: Gauge

    init(_ name: String, _ factory: any MetricsFactory) {
        let labels = [("bridge", name)]
        connections = Meter(label: MetricName.bridgeConnections.rawValue, dimensions: labels, factory: factory)
        lastReceipt = Gauge(label: MetricName.lastReceipt.rawValue, dimensions: labels, factory: factory)
    }

    /// Takes both from the page.
    func destroy() {
        connections.destroy()
        lastReceipt.destroy()
    }
}
