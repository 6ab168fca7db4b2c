internal import Foundation
import YitiCore
import YitiPostgres

/// The turns of one server on a database that several write.
///
/// A turn locks the row of `shared_part` before it looks at anything, so that turns come one after another. Its version says whether
/// others have written since, and `shared_change` what of people; `shared_server` has the last turn of each server, by which the outcome
/// of a commit is found out.
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

    /// What a turn finds at its beginning.
    struct Beginning {
        /// What time it is, in seconds since 1970.
        var now: Int64
        /// What others have changed since the last turn; nil when they have written nothing.
        var others: ChangedPeople?
        /// The free numbers, when others may have taken some.
        var numbers = FreeNumbers()
    }

    /// So many turns of others are looked at one by one; past that nothing that is known holds.
    private static let maxTurns: Int64 = 256
    /// After so many turns of its own a server takes away the changes that nobody asks for any more.
    private static let turnsBetweenPurges: Int64 = 64

    /// Those of one session.
    private struct Statements {
        let connection: PostgresConnection
        let lock, look, changes, raise, raiseAlone, purge, find: PostgresStatement

        init(_ connection: PostgresConnection) {
            self.connection = connection
            lock = connection.statement("SELECT 1 FROM shared_part ORDER BY part FOR UPDATE")
            // A statement of its own: in the one that waits for the lock both would be older than it.
            let numbers = ["person", "event", "subscription", "delivery"].map {
                ", CASE WHEN version <> ?1 THEN pg_sequence_last_value(pg_get_serial_sequence('\($0)', 'id')::regclass) END"
            }
            look = connection.statement(
                "SELECT version, floor(extract(epoch FROM clock_timestamp()))::bigint\(numbers.joined()) FROM shared_part WHERE part = 0"
            )
            changes = connection.statement(
                "SELECT mark, people FROM shared_change WHERE version > ? ORDER BY version LIMIT \(Self.limit)")
            raise = connection.statement(
                """
                WITH raised AS (UPDATE shared_part SET version = version + 1 RETURNING part, version), noted AS (
                    INSERT INTO shared_server (server, turn, at) VALUES (?1, ?2, now())
                    ON CONFLICT (server) DO UPDATE SET turn = excluded.turn, at = excluded.at)
                INSERT INTO shared_change (version, mark, people) SELECT version, ?3, ?4 FROM raised WHERE part = 0
                """)
            raiseAlone = connection.statement("UPDATE shared_part SET version = version + 1")
            purge = connection.statement("DELETE FROM shared_change WHERE version < ?")
            find = connection.statement("SELECT turn FROM shared_server WHERE server = ?")
        }

        private static let limit = PostgresTurns.maxTurns + 1
    }

    /// Takes the turn, once the transaction has begun.
    mutating func begin(_ session: PostgresSession) throws -> Beginning {
        let statements = statements(of: session)
        writes = false
        let known = known
        try session.connection.send(statements.lock)
        let answers = try session.connection.ask([
            (statements.look, Self.values(known ?? -1)), (statements.changes, Self.values(known ?? .max)),
        ])
        guard let part = answers.first, let turns = answers.last else { return Beginning(now: session.now) }
        found = part.integer(row: 0, column: 0)
        var beginning = Beginning(now: part.integer(row: 0, column: 1))
        guard found != known else { return beginning }
        beginning.others = others(since: known, turns)
        beginning.numbers = FreeNumbers(
            decided: Numbers(
                person: Self.free(part, 2), event: Self.free(part, 3), subscription: Self.free(part, 4)),
            delivery: Self.free(part, 5))
        return beginning
    }

    /// What others have changed. A turn that does not say so, as those of an older program, may have changed anything.
    private func others(since known: Int64?, _ turns: PostgresResult) -> ChangedPeople {
        var others = ChangedPeople()
        guard let known, found - known == Int64(turns.rows), found - known <= Self.maxTurns else {
            others.reach = .everybody
            return others
        }
        for row in 0..<turns.rows {
            others.formUnion(
                ChangedPeople(mark: turns.integer(row: row, column: 0), octets: turns.octets(row: row, column: 1)))
        }
        return others
    }

    /// The number after the last that was given; 1 when none was.
    private static func free(_ part: PostgresResult, _ column: Int) -> Int64 {
        part.isNull(row: 0, column: column) ? 1 : part.integer(row: 0, column: column) + 1
    }

    /// Before the commit: says that something was written, when it was, and of whom.
    mutating func end(_ session: PostgresSession, _ changed: ChangedPeople) throws {
        // What is under way may change nothing, as most ticks do, and then the others' knowledge holds.
        if !session.connection.willHaveChangedRows { try session.connection.finish() }
        guard session.connection.willHaveChangedRows else { return }
        let statements = statements(of: session)
        turn += 1
        writes = true
        let values = values(turn)
        values.number(changed.mark)
        changed.octets.withUnsafeBytes { values.octets($0) }
        try session.connection.send(statements.raise, values)
        if turn % Self.turnsBetweenPurges == 0 {
            try session.connection.send(statements.purge, Self.values(found - Self.maxTurns))
        }
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
        try session.connection.send(statements.raiseAlone)
        try session.connection.commit()
        known = nil
        // A turn that wrote nothing has no outcome.
        guard writes else { return true }
        return last.rows > 0 && last.integer(row: 0, column: 0) == turn
    }

    private static func values(_ number: Int64) -> PostgresValues {
        let values = PostgresValues()
        values.number(number)
        return values
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
