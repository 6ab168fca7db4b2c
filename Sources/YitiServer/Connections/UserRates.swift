internal import NIOCore
internal import Synchronization

/// How fast each user of a bridge may ask, over all the bridge's connections.
final class UserRates: Sendable {
    private struct User: Hashable {
        var bridge: String
        var user: String
    }

    private let rate: TokenRate
    private struct State {
        var buckets: [User: TokenBucket] = [:]
        /// Full buckets say nothing: they are dropped when so many are kept, and the next time when twice as many are as were left.
        var sweepAt = UserRates.leastSwept

        mutating func sweep(now: NIODeadline) {
            buckets = buckets.filter { !$0.value.isFull(now: now) }
            sweepAt = max(UserRates.leastSwept, buckets.count * 2)
        }
    }

    private let state = Mutex(State())
    private static let leastSwept = 65_536

    init(limits: Limits) { rate = TokenRate(burst: limits.burstUser, perSecond: limits.rateUserPerSecond) }

    /// Takes a token of a user, or says after how many seconds there is one.
    func take(bridge: String, user: String, now: NIODeadline) -> Int? {
        guard rate.isLimited else { return nil }
        return state.withLock { state in
            if state.buckets.count > state.sweepAt { state.sweep(now: now) }
            let wait = state.buckets[User(bridge: bridge, user: user), default: TokenBucket()].take(rate, now: now)
            return wait.map { Int((Double($0.nanoseconds) / 1e9).rounded(.up)) }
        }
    }
}
