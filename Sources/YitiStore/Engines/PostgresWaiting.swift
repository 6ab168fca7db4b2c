internal import Dispatch
internal import Synchronization
import YitiPostgres

/// A look at how long a session has been waiting for a turn that another server has.
///
/// PostgreSQL ends a session that is idle in its transaction, but one that was frozen while it was sending is not idle to it: a part of a flight
/// is there, and the rest is waited for without end. So whoever waits for that server's turn ends its session, once it has sent nothing for as
/// long as an idle one is given. It is looked now and then, since a timer a turn takes a tenth of what two servers can do.
final class PostgresWaiting: @unchecked Sendable {
    /// After so long it is looked who has the turn: a little longer than an idle session is given.
    private static let patience = Duration.seconds(5.5)
    private static let looksEverySeconds = 1.0
    private static let frozen = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid = ANY (pg_blocking_pids(CAST(CAST(? AS BIGINT) AS INTEGER))) AND state = 'active' AND wait_event = 'ClientRead'
            AND state_change < clock_timestamp() - INTERVAL '5 seconds'
        """

    private let url: String
    private let wait = Mutex<(backend: Int64, since: ContinuousClock.Instant)?>(nil)
    private let timer = DispatchSource.makeTimerSource()

    /// Watches over the sessions that wait for turns in the database at `url`, one at a time.
    init(at url: String) {
        self.url = url
        timer.schedule(deadline: .now() + Self.looksEverySeconds, repeating: Self.looksEverySeconds)
        timer.setEventHandler { [weak self] in self?.look() }
        timer.resume()
    }

    deinit { timer.cancel() }

    /// A session begins to wait.
    func begin(_ session: PostgresConnection) { wait.withLock { $0 = (session.backend, .now) } }

    /// The turn has come, or is not waited for any more.
    func end() { wait.withLock { $0 = nil } }

    private func look() {
        guard let wait = wait.withLock({ $0 }), wait.since.duration(to: .now) > Self.patience,
            let session = try? PostgresConnection(url)
        else { return }
        defer { session.close() }
        let values = PostgresValues()
        values.number(wait.backend)
        _ = try? session.run(session.statement(Self.frozen), values)
    }
}
