/// How often something may be done: a burst, then so many a second.
public struct RateLimit: Hashable, Sendable {
    /// How many at once, at least 1.
    public var burst: Double
    /// How many a second after that.
    public var perSecond: Double

    /// A limit from its numbers.
    public init(burst: Double, perSecond: Double) {
        self.burst = max(1, burst)
        self.perSecond = max(0.001, perSecond)
    }
}

/// A token bucket: how much of a ``RateLimit`` is left. Instants are seconds since 1970.
struct RateBucket: Hashable, Sendable {
    private let limit: RateLimit
    private var tokens: Double
    private var at: Double

    init(_ limit: RateLimit, now: Double) {
        self.limit = limit
        tokens = limit.burst
        at = now
    }

    /// When the next one may go.
    func readyAt(now: Double) -> Double {
        let missing = 1 - level(now)
        return missing <= 0 ? now : now + missing / limit.perSecond
    }

    /// Takes one; may go below zero when nobody asked before.
    mutating func take(now: Double) {
        tokens = level(now) - 1
        at = now
    }

    /// Whether it is as good as new.
    func isFull(now: Double) -> Bool { level(now) >= limit.burst }

    /// A clock that steps back refills nothing.
    private func level(_ now: Double) -> Double { min(limit.burst, tokens + max(0, now - at) * limit.perSecond) }
}

/// How long to wait after failures that follow each other: 1 s, doubled, at most 60 s, with jitter.
public struct Backoff: Hashable, Sendable {
    /// Failures since the last success.
    public private(set) var failures = 0

    /// A backoff that has seen no failure.
    public init() {}

    /// It went well.
    public mutating func reset() { failures = 0 }

    /// It failed; the seconds to wait. `chance` is a number from 0 to 1: half of the wait is the jitter's.
    public mutating func next(chance: Double) -> Double {
        let whole = min(60, Double(1 << min(failures, 6)))
        failures += 1
        return whole * (0.5 + 0.5 * min(1, max(0, chance)))
    }
}
