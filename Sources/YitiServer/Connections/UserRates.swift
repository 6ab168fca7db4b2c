internal import NIOCore

/// How fast each user of a connection may ask: a bucket of tokens each, filled as time passes.
struct UserRates {
    private struct Bucket {
        var tokens: Double
        var at: NIODeadline
    }

    private let burst: Double
    private let perSecond: Double
    private var buckets: [String: Bucket] = [:]
    /// Full buckets say nothing: they are dropped when so many are kept.
    private static let sweepAt = 4_096

    init(burst: Int, perSecond: Int) {
        self.burst = Double(max(1, burst))
        self.perSecond = Double(perSecond)
    }

    /// Takes a token of a user, or says after how many seconds there is one. Without a rate there always is.
    mutating func take(_ user: String, now: NIODeadline) -> Int? {
        guard perSecond > 0 else { return nil }
        var bucket = buckets[user] ?? Bucket(tokens: burst, at: now)
        bucket.tokens = min(burst, bucket.tokens + Double((now - bucket.at).nanoseconds) / 1e9 * perSecond)
        bucket.at = now
        let isAllowed = bucket.tokens >= 1
        if isAllowed { bucket.tokens -= 1 }
        buckets[user] = bucket
        if buckets.count > Self.sweepAt { sweep(now) }
        return isAllowed ? nil : Int(((1 - bucket.tokens) / perSecond).rounded(.up))
    }

    private mutating func sweep(_ now: NIODeadline) {
        buckets = buckets.filter { $0.value.tokens + Double((now - $0.value.at).nanoseconds) / 1e9 * perSecond < burst }
    }
}
