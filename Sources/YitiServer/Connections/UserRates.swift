internal import NIOCore
internal import Synchronization

/// How fast each user of a bridge may ask, over all the bridge's connections.
final class UserRates: Sendable {
    private struct User: Hashable {
        var bridge: String
        var user: String
    }

    private let rate: TokenRate
    private let buckets = Mutex<[User: TokenBucket]>([:])
    /// Full buckets say nothing: they are dropped when so many are kept.
    private static let sweepAt = 65_536

    init(limits: Limits) { rate = TokenRate(burst: limits.burstUser, perSecond: limits.rateUserPerSecond) }

    /// Takes a token of a user, or says after how many seconds there is one.
    func take(bridge: String, user: String, now: NIODeadline) -> Int? {
        guard rate.isLimited else { return nil }
        return buckets.withLock { buckets in
            if buckets.count > Self.sweepAt { buckets = buckets.filter { !$0.value.isFull(now: now) } }
            let wait = buckets[User(bridge: bridge, user: user), default: TokenBucket()].take(rate, now: now)
            return wait.map { Int((Double($0.nanoseconds) / 1e9).rounded(.up)) }
        }
    }
}
