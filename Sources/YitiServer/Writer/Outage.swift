internal import Synchronization

/// How long the database has not been reached. Requests are refused as `busy` meanwhile; once it has lasted, those who are connected are told
/// to go, and the service is not ready, until the database is there again. Safe from any thread.
package final class Outage: Sendable {
    private struct State {
        var since: Stopwatch?
        var isLong = false
        var tell: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    /// From so many seconds on it has lasted: a change of primaries or a restart is over by then.
    private static let longNanoseconds: Int64 = 5_000_000_000

    /// Whether it has lasted.
    var isLong: Bool { state.withLock { $0.isLong } }

    /// Has `tell` called whenever the database was tried in vain after it has lasted.
    func whenLong(_ tell: @escaping @Sendable () -> Void) { state.withLock { $0.tell = tell } }

    /// The database was tried in vain.
    func note() {
        let tell = state.withLock { state -> (@Sendable () -> Void)? in
            let since = state.since ?? .started
            state.since = since
            state.isLong = since.elapsedNanoseconds >= Self.longNanoseconds
            return state.isLong ? state.tell : nil
        }
        tell?()
    }

    /// The database was reached.
    func end() {
        state.withLock { state in
            state.since = nil
            state.isLong = false
        }
    }
}
