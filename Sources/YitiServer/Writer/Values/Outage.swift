internal import Synchronization

/// How long the database has not been reached. Requests are refused as `busy` meanwhile; once it has lasted, those who are connected are told
/// to go, and the service is not ready, until the database is there again. Safe from any thread.
package final class Outage: Sendable {
    private struct State {
        var since: Stopwatch?
        var ticks = 0
        var tell: @Sendable () -> Void = {}
        var report: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    /// From so many seconds on it has lasted: a change of primaries or a restart is over by then.
    private static let longNanoseconds: Int64 = 5_000_000_000
    /// So many seconds an attempt may be silent. A turn waits for a server that is frozen, and for the outcome of a commit, which is no outage
    /// yet. Counted in ticks of our own, which stand still when this process does.
    private static let silentTicks = 10

    /// Whether it has lasted, also while nothing has come of the attempt that is under way.
    var isLong: Bool { state.withLock { $0.since?.elapsedNanoseconds ?? 0 >= Self.longNanoseconds } }

    /// Has `tell` called whenever the database was tried in vain after it has lasted, and every second while it is silent for long.
    func whenLong(_ tell: @escaping @Sendable () -> Void) { state.withLock { $0.tell = tell } }

    /// Has `report` called once it is silent for long.
    func whenSilent(_ report: @escaping @Sendable () -> Void) { state.withLock { $0.report = report } }

    /// The database is tried.
    func began() { state.withLock { $0.since = $0.since ?? .started } }

    /// It was tried in vain.
    func note() { if isLong { state.withLock { $0.tell }() } }

    /// A second has passed.
    func tick() {
        let said = state.withLock { state -> [@Sendable () -> Void] in
            guard state.since != nil else { return [] }
            state.ticks += 1
            guard state.ticks >= Self.silentTicks else { return [] }
            return state.ticks == Self.silentTicks ? [state.report, state.tell] : [state.tell]
        }
        said.forEach { $0() }
    }

    /// It was reached.
    func end() {
        state.withLock {
            $0.since = nil
            $0.ticks = 0
        }
    }
}
