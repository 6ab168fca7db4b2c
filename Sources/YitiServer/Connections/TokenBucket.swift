import NIOCore

/// So many at once, then so many a second.
struct TokenRate {
    fileprivate let burst: Int64
    /// 0 is no limit.
    fileprivate let intervalNanoseconds: Int64

    /// Whether there is a limit at all.
    var isLimited: Bool { intervalNanoseconds > 0 }

    /// `perSecond` 0 is no limit.
    init(burst: Int, perSecond: Int) {
        intervalNanoseconds = perSecond > 0 ? 1_000_000_000 / Int64(perSecond) : 0
        self.burst = Int64(max(1, burst))
    }
}

/// A bucket of tokens that fills as time passes, kept as the time at which it is full again.
struct TokenBucket {
    private var fullAt = NIODeadline.uptimeNanoseconds(0)

    /// Takes a token, also one that is not there yet, and says how long to wait for it.
    mutating func reserve(_ rate: TokenRate, now: NIODeadline) -> TimeAmount {
        guard rate.isLimited else { return .zero }
        fullAt = max(fullAt, now) + .nanoseconds(rate.intervalNanoseconds)
        return max(.zero, fullAt - now - .nanoseconds(rate.intervalNanoseconds * rate.burst))
    }

    /// Takes a token if there is one; else says how long it is until then, and takes none.
    mutating func take(_ rate: TokenRate, now: NIODeadline) -> TimeAmount? {
        var reserved = self
        let wait = reserved.reserve(rate, now: now)
        guard wait == .zero else { return wait }
        self = reserved
        return nil
    }

    /// Whether it says nothing any more.
    func isFull(now: NIODeadline) -> Bool { fullAt <= now }
}
