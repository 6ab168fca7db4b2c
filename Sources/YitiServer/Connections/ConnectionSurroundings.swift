internal import Logging

/// What every connection of the server has in common. One object for all of them: with thousands of idle connections, what
/// each has of its own counts.
final class ConnectionSurroundings: Sendable {
    let writer: WriterPort
    let limits: Limits
    let logger: Logger
    let registry: ConnectionRegistry
    let throttle: FailureThrottle
    let rates: UserRates
    let metrics: ServiceMetrics

    init(writer: WriterPort, limits: Limits, logger: Logger, metrics: ServiceMetrics = ServiceMetrics()) {
        self.writer = writer
        self.limits = limits
        self.logger = logger
        self.metrics = metrics
        registry = ConnectionRegistry(limits: limits)
        throttle = FailureThrottle(limits: limits)
        rates = UserRates(limits: limits)
    }
}

/// What the server tells its connections through their pipelines.
enum ConnectionEvent: Sendable {
    /// The server stops: read nothing more, finish what is being answered, say goodbye, close.
    case drain
    /// The database has not been reached for a while: say so and close.
    case unavailable
}
