/// How fast the network lets us write: as configured, until it complains; then half as fast, and faster again when it is content.
struct IRCPace: Hashable, Sendable {
    private let limit: RateLimit
    /// The part of the limit that is used, up to 1.
    private(set) var share: Double
    private var bucket: RateBucket
    private var countSince = 0
    /// When it became slower last, in seconds since 1970.
    private var slowedAt: Double?
    /// So many seconds' complaints are one: they come for each line of a burst.
    private static let complaintSeconds = 10.0
    private static let minShare = 1.0 / 16
    /// So many lines without a complaint, and it is tried a quarter faster.
    private static let maxContent = 500

    init(_ limit: RateLimit, share: Double, now: Double) {
        self.limit = limit
        self.share = min(1, max(Self.minShare, share))
        bucket = Self.bucket(limit, self.share, now)
    }

    private static func bucket(_ limit: RateLimit, _ share: Double, _ now: Double) -> RateBucket {
        RateBucket(RateLimit(burst: limit.burst * share, perSecond: limit.perSecond * share), now: now)
    }

    /// Takes room for a line; the seconds to wait when there is none. Whole speed is the engine's to keep.
    mutating func take(now: Double) -> Double? {
        guard share < 1 else { return nil }
        let ready = bucket.readyAt(now: now)
        guard ready <= now else { return ready - now }
        bucket.take(now: now)
        countSince += 1
        if countSince >= Self.maxContent { set(share * 1.25, now) }
        return nil
    }

    /// The network complains.
    mutating func slow(now: Double) {
        if let slowedAt, (0..<Self.complaintSeconds).contains(now - slowedAt) { return }
        slowedAt = now
        set(share / 2, now)
    }

    private mutating func set(_ share: Double, _ now: Double) {
        self.share = min(1, max(Self.minShare, share))
        countSince = 0
        bucket = Self.bucket(limit, self.share, now)
    }
}
