internal import NIOCore

/// A burst of lines at once, then so many a second; more are late, none is refused (a bucket kept as the time at which it is
/// full again).
struct LineRate {
    private let intervalNanoseconds: Int64
    private let burst: Int64
    private var fullAt = NIODeadline.uptimeNanoseconds(0)

    /// `perSecond` 0 is no limit.
    init(burst: Int, perSecond: Int) {
        intervalNanoseconds = perSecond > 0 ? 1_000_000_000 / Int64(perSecond) : 0
        self.burst = Int64(max(1, burst))
    }

    /// Takes one line's place and says how long the line has to wait for it.
    mutating func take(_ now: NIODeadline) -> TimeAmount {
        guard intervalNanoseconds > 0 else { return .zero }
        fullAt = max(fullAt, now) + .nanoseconds(intervalNanoseconds)
        return max(.zero, fullAt - now - .nanoseconds(intervalNanoseconds * burst))
    }
}
