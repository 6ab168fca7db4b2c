internal import Foundation
import YitiPostgres

/// A database of a PostgreSQL server: one session writes, and others read beside it.
final class PostgresEngine: StoreEngine, @unchecked Sendable {
    private let url: String
    private var session: PostgresSession
    // Held while the session is used.
    private let guardian = NSLock()

    init(_ url: String, _ connection: PostgresConnection) {
        self.url = url
        session = PostgresSession(connection)
    }

    func write(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws {
        try alone {
            do {
                try session.connection.begin()
                let transaction = Transaction(.postgres(session), book)
                try body(transaction)
                try transaction.saveNumbers(in: session)
                try session.connection.commit()
            } catch {
                session.saved = FreeNumbers()
                session.connection.rollBack()
                book.rollBack()
                throw error
            }
            book.commit()
        }
    }

    func read(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws {
        try alone {
            defer {
                session.connection.rollBack()
                book.cache.rollBack()
            }
            // Who only reads has no lock to lose.
            if session.connection.isLost { session = PostgresSession(try Store.connect(url)) }
            try session.connection.begin(isReading: true)
            try body(Transaction(.postgres(session), book))
        }
    }

    func reader() throws -> (any StoreEngine)? { PostgresEngine(url, try Store.connect(url)) }

    func backUp(to destination: String, _ cancellation: BackupCancellation) throws {
        throw StoreFailure(
            .io, "this database is PostgreSQL's: back it up with pg_basebackup or pg_dump (docs/operations.md)")
    }

    func alone<Value>(_ body: () throws -> Value) rethrows -> Value { try guardian.withLock(body) }

    func close(_ book: StatementBook) throws { alone { session.connection.close() } }
}

extension Store {
    /// Opens the database at `url` (`postgresql://…`), lays it out when it is empty, and brings it to this version.
    ///
    /// Throws ``StoreFailure``: `locked` while another process has it, `newer` when a newer Yiti has changed it so that this one may not
    /// write, `damaged` when it is another program's, `unsafe` when the server may lose what it has acknowledged, `io` when it can't be
    /// reached. Another process's lock, and a server that is just starting, are waited for so many seconds.
    package static func open(url: String, patience seconds: Int = 12) throws -> Store {
        let connection = try connect(url, patience: seconds)
        do {
            try PostgresSchema.lock(connection, patience: seconds)
            try PostgresSchema.migrate(connection)
        } catch let error as PostgresError {
            throw failure(error)
        }
        return try Store(PostgresEngine(url, connection))
    }

    /// A session that writes, or one that reads.
    fileprivate static func connect(_ url: String, patience seconds: Int = 0) throws -> PostgresConnection {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            do { return try PostgresConnection(url) } catch {
                // "… is starting up", "… is in recovery mode": libpq has no code for it.
                guard error.message.contains("the database system is"), .now < end else { throw failure(error) }
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }

    private static func failure(_ error: PostgresError) -> StoreFailure {
        StoreFailure(error.kind == .unsafe ? .unsafe : .io, "can't use the database: \(error)")
    }
}
