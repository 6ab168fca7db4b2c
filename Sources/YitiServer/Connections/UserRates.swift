internal import NIOCore
internal import Synchronization

/// How fast each user of a bridge may ask, over all the bridge's connections: a bucket of tokens each, filled as time passes.
final class UserRates: Sendable {
    private struct User: Hashable {
        var bridge: String
        var user: String
    }

    private struct Bucket {
        var tokens: Double
        var at: NIODeadline
    }

    private let burst: Double
    private let perSecond: Double
    private let buckets = Mutex<[User: Bucket]>([:])
    /// Full buckets say nothing: they are dropped when so many are kept.
    private static let sweepAt = 65_536

    init(limits: Limits) {
        burst = Double(max(1, limits.burstUser))
        perSecond = Double(limits.rateUserPerSecond)
    }

    /// Takes a token of a user, or says after how many seconds there is one. Without a rate there always is.
    func take(bridge: String, user: String, now: NIODeadline) -> Int? {
        guard perSecond > 0 else { return nil }
        return buckets.withLock { buckets in
            if buckets.count > Self.sweepAt { buckets = buckets.filter { filled($0.value, now) < burst } }
            let key = User(bridge: bridge, user: user)
            let tokens = buckets[key].map { filled($0, now) } ?? burst
            guard tokens >= 1 else {
                buckets[key] = Bucket(tokens: tokens, at: now)
                return Int(((1 - tokens) / perSecond).rounded(.up))
            }
            buckets[key] = Bucket(tokens: tokens - 1, at: now)
            return nil
        }
    }

    /// The tokens of a bucket at an instant.
    private func filled(_ bucket: Bucket, _ now: NIODeadline) -> Double {
        min(burst, bucket.tokens + Double((now - bucket.at).nanoseconds) / 1e9 * perSecond)
    }
}
