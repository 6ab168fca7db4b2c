/// Why the server closes a bridge's connection (`bye`).
package enum ByeCode: String, CaseIterable, Sendable {
    /// A newer connection of the same bridge takes the pushes.
    case replaced
    /// Nothing was heard for too long.
    case pingTimeout = "ping_timeout"
    /// Pushes were in flight and no receipt came.
    case ackTimeout = "ack_timeout"
    /// What was written was not read.
    case slowConsumer = "slow_consumer"
    /// The server stops.
    case shutdown
    /// The server can't reach its database, and has not for some seconds.
    case unavailable
    /// Nothing was said for too long.
    case idle
    /// Too many connections.
    case limit
}
