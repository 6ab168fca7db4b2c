internal import Logging

/// What every connection of the server has in common.
struct ConnectionSurroundings: Sendable {
    let desk: DeskPort
    let limits: Limits
    let logger: Logger
    let book: ConnectionBook
    let throttle: FailureThrottle
    let counters: Counters
}
