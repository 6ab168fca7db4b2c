internal import NIOCore
internal import Synchronization

/// Failed `hello` and `/login` of the last minute, by address: past a few, further failures are answered late. A correct
/// token or key is never held up for a neighbour's mistakes.
final class FailureThrottle: Sendable {
    private let limits: Limits
    private let failures = Mutex<[String: [NIODeadline]]>([:])
    /// How many addresses are remembered before old ones are dropped.
    private static let mostAddresses = 10_000

    init(limits: Limits) {
        self.limits = limits
    }

    /// Counts a failure and says how late it is to be answered; zero while they are few.
    func failed(_ address: PeerAddress, now: NIODeadline = .now()) -> TimeAmount {
        failures.withLock { failures in
            let minuteAgo = now - .minutes(1)
            var recent = (failures[address.network] ?? []).filter { $0 > minuteAgo }
            recent.append(now)
            // The delay stops growing long before 64 failures.
            failures[address.network] = recent.suffix(64)
            if failures.count > Self.mostAddresses {
                failures = failures.filter { $0.value.last.map { $0 > minuteAgo } ?? false }
            }
            return delay(failures: recent.count)
        }
    }

    private func delay(failures: Int) -> TimeAmount {
        let past = failures - limits.failedAttemptsPerMinute
        guard past > 0, limits.failedAttemptsPerMinute > 0 else { return .zero }
        let doubled = limits.failedAttemptDelaySeconds << min(past - 1, 16)
        return .seconds(Int64(min(doubled, limits.failedAttemptDelayMaxSeconds)))
    }
}
