internal import Foundation
import YitiPostgres

/// A database of a PostgreSQL server: one session writes, and others read beside it.
///
/// Several servers may write: each transaction is a *turn* that holds a row from its beginning on (``PostgresTurns``), so that what was
/// read in it is still so when it commits.
final class PostgresEngine: StoreEngine, @unchecked Sendable {
    private let url: String
    /// Whether nobody else may use the database meanwhile.
    private let isAlone: Bool
    /// What others know the session that writes by.
    private let name: String
    private var session: PostgresSession
    private var turns = PostgresTurns()
    private let waiting: PostgresWaiting
    private var statistics = PostgresStatistics()
    // Held while the session is used.
    private let guardian = NSLock()

    /// How long a server that can't be reached is tried for, before whoever waits is told so.
    private static let patienceSeconds = 3
    /// How long the outcome of a commit is looked for: nothing can be answered before it is known.
    private static let outcomeSeconds = 60

    init(_ url: String, _ connection: PostgresConnection, isAlone: Bool = false, as name: String = "") {
        self.url = url
        self.isAlone = isAlone
        self.name = name
        session = PostgresSession(connection)
        waiting = PostgresWaiting(at: url)
    }

    func write(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws {
        try alone {
            do {
                try reconnect(patience: Self.patienceSeconds)
                try session.connection.begin()
                try begin(book)
                let transaction = Transaction(.postgres(session), book)
                try body(transaction)
                try transaction.saveNumbers(in: session)
                try session.sendGathered()
                try turns.end(session, book.cache.changed)
                try commit()
            } catch {
                session.rollBack()
                // It has become a standby: another takes the writes now.
                if (error as? PostgresError)?.state == "25006" { session.connection.close() }
                forget(book)
                book.rollBack()
                throw error
            }
            book.commit()
            gatherStatistics()
        }
    }

    /// Takes the turn, and forgets what others have changed since the last one.
    private func begin(_ book: StatementBook) throws {
        waiting.begin(session.connection)
        defer { waiting.end() }
        let found = try turns.begin(session)
        session.now = found.now
        session.others = found.others
        guard let others = found.others else { return }
        book.cache.forget(others)
        session.saved = found.numbers
        book.cache.numbers = found.numbers.decided
        book.nextDelivery = found.numbers.delivery
    }

    /// Beside the writer, in a session of its own.
    private func gatherStatistics() {
        guard let tables = statistics.due(session.saved) else { return }
        // A small sample is enough to tell one index from another, and doesn't keep those who write waiting.
        let script = "SET default_statistics_target = 10; ANALYZE \(tables)"
        Thread { [url] in try? PostgresConnection(url).run(script: script) }.start()
    }

    /// Commits, and finds out what became of a commit that was not answered. Throws when it did not happen.
    private func commit() throws {
        do { try session.connection.commit() } catch {
            guard error.kind == .outcomeUnknown else { throw error }
            let end = ContinuousClock.now + .seconds(Self.outcomeSeconds)
            guard try happened(by: end, unless: error) else {
                throw error.known(as: .connectionLost)
            }
        }
        turns.committed()
    }

    private func happened(by end: ContinuousClock.Instant, unless unknown: PostgresError) throws -> Bool {
        while ContinuousClock.now < end {
            do {
                session.connection.close()
                try reconnect(patience: 1)
                // Another may have frozen in its turn meanwhile.
                waiting.begin(session.connection)
                defer { waiting.end() }
                return try turns.hasHappened(session)
            } catch {
                session.connection.rollBack()
                Thread.sleep(forTimeInterval: 0.2)
            }
        }
        throw unknown
    }

    /// Another session in the place of one that is over, or that is with a server that takes no writes any more.
    private func reconnect(patience seconds: Int) throws {
        guard session.connection.isLost else { return }
        session.connection.close()
        let connection = try Store.session(url, patience: seconds)
        try PostgresSchema.lock(connection, isAlone: isAlone, patience: seconds)
        try PostgresSchema.prepare(connection, as: name)
        session = PostgresSession(connection)
        turns.forget()
    }

    /// Others may have changed what is known here.
    private func forget(_ book: StatementBook) {
        session.saved = FreeNumbers()
        book.nextDelivery = nil
        book.cache.removeAll()
    }

    func read(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws {
        try alone {
            do { try look(book, body) } catch {
                // The session may have been lost since the last time: what only reads is done again.
                guard session.connection.isLost else { throw error }
                try look(book, body)
            }
        }
    }

    private func look(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws {
        defer {
            session.connection.rollBack()
            book.cache.rollBack()
        }
        // Who only reads has no lock to lose.
        if session.connection.isLost {
            session = PostgresSession(try Self.connectReader(url, patience: Self.patienceSeconds))
        }
        try session.connection.begin(isReading: true)
        try body(Transaction(.postgres(session), book))
    }

    func reader() throws -> (any StoreEngine)? { PostgresEngine(url, try Self.connectReader(url)) }

    private static func connectReader(_ url: String, patience seconds: Int = 0) throws -> PostgresConnection {
        let connection = try Store.connect(url, patience: seconds)
        try PostgresSchema.prepareReader(connection)
        return connection
    }

    func backUp(to destination: String, _ cancellation: BackupCancellation) throws {
        throw StoreFailure(
            .io, "this database is PostgreSQL's: back it up with pg_basebackup or pg_dump (docs/operations.md)")
    }

    func alone<Value>(_ body: () throws -> Value) rethrows -> Value { try guardian.withLock(body) }

    /// Has `body` use the session that writes.
    func connected<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
        try alone { try body(session.connection) }
    }

    /// Its lock is given back before, so that whoever needs the database alone does not find it taken by a session that is about to end.
    func close(_ book: StatementBook) throws {
        alone {
            let connection = session.connection
            if !connection.isLost { _ = try? connection.run(connection.statement("SELECT pg_advisory_unlock_all()")) }
            connection.close()
        }
    }
}

extension Store {
    /// Opens the database at `url` (`postgresql://…`), lays it out when it is empty, and brings it to this version.
    ///
    /// Others may have it open, too, unless it is to be used alone. Throws ``StoreFailure``: `locked` while another process has what does
    /// not go with that, `newer` when a newer Yiti has changed it so that this one may not write, `damaged` when it is another program's,
    /// `unsafe` when the server may lose what it has acknowledged, `io` when it can't be reached. Another process's lock, and a server
    /// that is just starting, are waited for so many seconds.
    package static func open(
        url: String, isAlone: Bool = false, as name: String = "", patience seconds: Int = 12
    ) throws -> Store {
        let connection = try connect(url, patience: seconds)
        do {
            try PostgresSchema.lock(connection, isAlone: isAlone, patience: seconds)
            try PostgresSchema.migrate(connection)
            try PostgresSchema.prepare(connection, as: name)
        } catch let error as PostgresError {
            throw failure(error)
        }
        return try Store(PostgresEngine(url, connection, isAlone: isAlone, as: name))
    }

    /// Refuses a database that nothing of Yiti's is in.
    static func refuseEmpty(url: String) throws {
        let connection = try connect(url)
        defer { connection.close() }
        do {
            let found = try connection.run(connection.statement("SELECT to_regclass('schema_version')::text"))
            guard found.isNull(row: 0, column: 0) else { return }
        } catch { throw failure(error) }
        throw StoreFailure(.io, "there is nothing of yiti's at \(connection.place)")
    }

    /// A session that writes, or one that reads.
    fileprivate static func connect(_ url: String, patience seconds: Int = 0) throws -> PostgresConnection {
        do { return try session(url, patience: seconds) { $0.message.contains("the database system is") } } catch {
            throw failure(error)
        }
    }

    /// A session; another attempt is made for so many seconds while `isPassing` says that the error may pass.
    fileprivate static func session(
        _ url: String, patience seconds: Int, _ isPassing: (PostgresError) -> Bool = { $0.kind == .notConnected }
    ) throws(PostgresError) -> PostgresConnection {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            do { return try PostgresConnection(url) } catch {
                // "… is starting up", "… is in recovery mode": libpq has no code for it.
                guard isPassing(error), .now < end else { throw error }
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }

    static func failure(_ error: PostgresError) -> StoreFailure {
        StoreFailure(error.kind == .unsafe ? .unsafe : .io, "can't use the database: \(error)")
    }
}
