internal import Foundation
import YitiPostgres

/// The turns of one server on a database that several write.
///
/// A turn locks the row of `shared_part` before it looks at anything, so that turns come one after another. Its version says whether
/// others have written since; `shared_server` has the last turn of each server, by which the outcome of a commit is found out.
struct PostgresTurns {
    /// This server, to the others.
    private let server = UUID().uuidString.lowercased()
    /// How many turns have written something.
    private(set) var turn: Int64 = 0
    /// The version that is known here; nil when it is not known what others have done.
    private var known: Int64?
    private var found: Int64 = 0
    private var writes = false
    private var statements: Statements?

    /// Those of one session.
    private struct Statements {
        let connection: PostgresConnection
        let lock, look, raise, note, find: PostgresStatement

        init(_ connection: PostgresConnection) {
            self.connection = connection
            lock = connection.statement("SELECT 1 FROM shared_part ORDER BY part FOR UPDATE")
            // A statement of its own: in the one that waits for the lock both would be older than it.
            look = connection.statement(
                "SELECT version, floor(extract(epoch FROM clock_timestamp()))::bigint FROM shared_part WHERE part = 0")
            raise = connection.statement("UPDATE shared_part SET version = version + 1")
            note = connection.statement(
                """
                INSERT INTO shared_server (server, turn, at) VALUES (?, ?, now())
                ON CONFLICT (server) DO UPDATE SET turn = excluded.turn, at = excluded.at
                """)
            find = connection.statement("SELECT turn FROM shared_server WHERE server = ?")
        }
    }

    /// Takes the turn, once the transaction has begun; true when others have written since the last.
    mutating func begin(_ session: PostgresSession) throws -> Bool {
        let statements = statements(of: session)
        writes = false
        try session.connection.send(statements.lock)
        let part = try session.connection.run(statements.look)
        found = part.integer(row: 0, column: 0)
        session.now = part.integer(row: 0, column: 1)
        session.othersHaveWritten = found != known
        return session.othersHaveWritten
    }

    /// Before the commit: says that something was written, when it was.
    mutating func end(_ session: PostgresSession) throws {
        // What is under way may change nothing, as most ticks do, and then the others' knowledge holds.
        if !session.connection.hasChangedRows { try session.connection.finish() }
        guard session.connection.hasChangedRows else { return }
        let statements = statements(of: session)
        turn += 1
        writes = true
        try session.connection.send(statements.raise)
        try session.connection.send(statements.note, values(turn))
    }

    /// The turn is durable.
    mutating func committed() { known = writes ? found + 1 : found }

    /// Nothing is known of what others do.
    mutating func forget() {
        known = nil
        statements = nil
    }

    /// In another session: whether the last turn was committed. Waits for the old session's end, and for the standby to have what is seen.
    mutating func hasHappened(_ session: PostgresSession) throws -> Bool {
        let statements = statements(of: session)
        try session.connection.begin()
        try session.connection.send(statements.lock)
        let last = try session.connection.run(statements.find, values())
        try session.connection.send(statements.raise)
        try session.connection.commit()
        known = nil
        // A turn that wrote nothing has no outcome.
        guard writes else { return true }
        return last.rows > 0 && last.integer(row: 0, column: 0) == turn
    }

    private func values(_ turn: Int64? = nil) -> PostgresValues {
        let values = PostgresValues()
        values.text(server)
        if let turn { values.number(turn) }
        return values
    }

    private mutating func statements(of session: PostgresSession) -> Statements {
        if let statements, statements.connection === session.connection { return statements }
        let fresh = Statements(session.connection)
        statements = fresh
        return fresh
    }
}
