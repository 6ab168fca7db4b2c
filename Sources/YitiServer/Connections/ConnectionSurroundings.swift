internal import Logging

/// What every connection of the server has in common. One object for all of them: with thousands of idle connections, what
/// each has of its own counts.
final class ConnectionSurroundings: Sendable {
    let desk: DeskPort
    let limits: Limits
    let logger: Logger
    let book: ConnectionBook
    let throttle: FailureThrottle
    let rates: UserRates
    let counters: Counters

    init(desk: DeskPort, limits: Limits, logger: Logger, counters: Counters) {
        self.desk = desk
        self.limits = limits
        self.logger = logger
        self.counters = counters
        book = ConnectionBook(limits: limits)
        throttle = FailureThrottle(limits: limits)
        rates = UserRates(limits: limits)
    }
}
