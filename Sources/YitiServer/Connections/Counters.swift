internal import Synchronization

/// What the server counts, ready for a metrics page. Every counter only goes up, but for the gauges named as such.
package final class Counters: Sendable {
    /// Connections accepted.
    let connections = Atomic<Int>(0)
    /// Connections open now (a gauge).
    let openConnections = Atomic<Int>(0)
    /// Lines read from people and from bridges.
    let humanLines = Atomic<Int>(0)
    let bridgeLines = Atomic<Int>(0)
    /// Requests refused because their user sent too many.
    let rateLimited = Atomic<Int>(0)
    /// Connections closed because they did not read.
    let slowConsumers = Atomic<Int>(0)
    /// Failed `hello` and `/login`.
    let failedAttempts = Atomic<Int>(0)
    /// Pushes written to bridges and to people.
    let pushes = Atomic<Int>(0)

    /// Counters at zero.
    package init() {}

    /// Every counter by name, as it stands.
    package var values: [(name: String, value: Int)] {
        [
            ("connections", connections.load(ordering: .relaxed)),
            ("open_connections", openConnections.load(ordering: .relaxed)),
            ("human_lines", humanLines.load(ordering: .relaxed)),
            ("bridge_lines", bridgeLines.load(ordering: .relaxed)),
            ("rate_limited", rateLimited.load(ordering: .relaxed)),
            ("slow_consumers", slowConsumers.load(ordering: .relaxed)),
            ("failed_attempts", failedAttempts.load(ordering: .relaxed)),
            ("pushes", pushes.load(ordering: .relaxed)),
        ]
    }
}
