internal import Dispatch
import YitiPostgres

/// A wait for a turn that another server has.
///
/// PostgreSQL ends a session that is idle in its transaction, but one that was frozen while it was sending is not idle to it: a part of a flight
/// is there, and the rest is waited for without end. So whoever waits for that server's turn ends its session, once it has sent nothing for as
/// long as an idle one is given.
struct PostgresWaiting {
    /// After so long it is looked who has the turn: a little longer than an idle session is given.
    private static let seconds = 5.5
    /// How long until it is looked again.
    private static let pause = 2.0
    private static let frozen = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid = ANY (pg_blocking_pids(CAST(CAST(? AS BIGINT) AS INTEGER))) AND state = 'active' AND wait_event = 'ClientRead'
            AND state_change < clock_timestamp() - INTERVAL '5 seconds'
        """

    private let timer: any DispatchSourceTimer

    /// Begins to watch over a session's wait for a turn in the database at `url`, until ``end()``.
    init(of session: PostgresConnection, at url: String) {
        timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + Self.seconds, repeating: Self.pause)
        timer.setEventHandler { [waiting = session.backend] in Self.endFrozen(before: waiting, at: url) }
        timer.resume()
    }

    /// The turn has come, or is not waited for any more.
    func end() { timer.cancel() }

    private static func endFrozen(before waiting: Int64, at url: String) {
        guard let session = try? PostgresConnection(url) else { return }
        defer { session.close() }
        let values = PostgresValues()
        values.number(waiting)
        _ = try? session.run(session.statement(frozen), values)
    }
}
