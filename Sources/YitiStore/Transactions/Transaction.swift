import GRDB
import YitiPostgres

/// One transaction in progress. Queries are extensions of it, one file per group.
///
/// Statements are compiled once and kept by the connection, so every SQL text is a constant: values are bound. The texts are for SQLite
/// and PostgreSQL alike.
package struct Transaction {
    /// Where the rows are.
    enum Connection {
        case sqlite(Database)
        case postgres(PostgresSession)
    }

    let connection: Connection
    let book: StatementBook

    init(_ connection: Connection, _ book: StatementBook) {
        self.connection = connection
        self.book = book
    }

    /// What is known of people who were here lately.
    var cache: PersonCache { book.cache }

    /// Runs a statement that returns no rows, with the values of its parameters in their order. PostgreSQL is not waited for.
    func run<each Value: Parameter>(_ sql: StaticString, _ values: repeat each Value) throws {
        switch connection {
        case .sqlite(let database):
            let statement = try statement(sql, database)
            try statement.run(repeat each values) {
                while try statement.step() {}
            }
            if statement.concern != .nothing, !book.isOwnWork, statement.changes > 0 {
                cache.touch(statement.concern)
            }
        case .postgres(let session):
            let statement = try statement(sql, session)
            try session.send(statement, repeat each values)
            note(statement)
            guard statement.concern != .nothing, !book.isOwnWork else { return }
            // Whether anything has changed is worth a wait only where everybody would be loaded anew.
            if try cache.scope != nil || session.hasChanged() { cache.touch(statement.concern) }
        }
    }

    /// Runs a statement that returns no rows, and says how many it has changed. PostgreSQL is waited for.
    func changes<each Value: Parameter>(by sql: StaticString, _ values: repeat each Value) throws -> Int {
        switch connection {
        case .sqlite(let database):
            try run(sql, repeat each values)
            return database.changesCount
        case .postgres(let session):
            let statement = try statement(sql, session)
            let count = try session.changes(by: statement, repeat each values)
            book.underWay.note(statement)
            if count > 0 { note(statement) }
            if count > 0, statement.concern != .nothing, !book.isOwnWork { cache.touch(statement.concern) }
            return count
        }
    }

    /// What a statement does to deliveries is nothing that is known of them any more, here and at other servers.
    private func note(_ statement: PostgresSession.Statement) {
        book.underWay.note(statement)
        if statement.concernsDeliveries { cache.changed.hasPushes = true }
    }

    /// Has all that `questions` ask PostgreSQL be asked at once, and once more so that they find the answers; they may change nothing, and
    /// keep nothing before they are told that there are answers.
    func atOnce(_ questions: (_ areAnswered: Bool) throws -> Void) throws {
        guard case .postgres(let session) = connection else { return }
        // Nothing that is pending may have to be written while questions are only noted.
        try flush()
        defer { session.forgetAnswers() }
        try session.ask { try questions(false) }
        try questions(true)
    }

    /// The first row, read by `read`, or nil.
    func first<Found, each Value: Parameter>(
        _ sql: StaticString, _ values: repeat each Value, read: (Row) throws -> Found
    ) throws -> Found? {
        switch connection {
        case .sqlite(let database):
            let statement = try statement(sql, database)
            return try statement.run(repeat each values) {
                try statement.step() ? try read(Row(.sqlite(statement))) : nil
            }
        case .postgres(let session):
            let cursor = try session.rows(statement(sql, session), repeat each values)
            return cursor.step() ? try read(Row(.postgres(cursor))) : nil
        }
    }

    /// Every row, read by `read`.
    func all<Found, each Value: Parameter>(
        _ sql: StaticString, _ values: repeat each Value, read: (Row) throws -> Found
    ) throws -> [Found] {
        var found: [Found] = []
        switch connection {
        case .sqlite(let database):
            let statement = try statement(sql, database)
            return try statement.run(repeat each values) {
                while try statement.step() { found.append(try read(Row(.sqlite(statement)))) }
                return found
            }
        case .postgres(let session):
            let cursor = try session.rows(statement(sql, session), repeat each values)
            while cursor.step() { found.append(try read(Row(.postgres(cursor)))) }
            return found
        }
    }

    /// Every row of many people's, read by `read`; of whom one can't be read is noted for ``takeDamaged()``, and the others' are given. The
    /// rows have a column `person`.
    func allReadable<Found, each Value: Parameter>(
        _ sql: StaticString, _ values: repeat each Value, read: (Row) throws -> Found
    ) throws -> [Found] {
        var found: [Found] = []
        _ = try all(sql, repeat each values) { row in
            do { found.append(try read(row)) } catch let failure as StoreFailure where failure.code == .damaged {
                book.damaged.append(StoreFailure(.damaged, failure.message, person: row["person"]))
            }
        }
        return found
    }

    /// Whose rows could not be read since this was asked last, among many people's.
    package func takeDamaged() -> [StoreFailure] {
        defer { book.damaged = [] }
        return book.damaged
    }

    /// The statement of a text, once what it may read has been written.
    private func statement(_ sql: StaticString, _ database: Database) throws -> CompiledStatement {
        let statement = try book.statement(sql, on: database)
        try flush(before: statement.tables)
        return statement
    }

    private func statement(_ sql: StaticString, _ session: PostgresSession) throws -> PostgresSession.Statement {
        let statement = session.statement(sql)
        try flush(before: statement.tables)
        return statement
    }

    private func flush(before tables: Tables) throws {
        if !book.isOwnWork, !tables.isDisjoint(with: book.pending.tables) { try writePending() }
    }

    /// Waits until what was sent to PostgreSQL has happened, so that what goes wrong is known by whom.
    private func settle() throws {
        if case .postgres(let session) = connection { try session.settle() }
    }

    /// Runs `body` so that what it wrote is undone when it throws, and only that.
    ///
    /// After a full disk or an I/O error SQLite may have rolled the whole transaction back by itself; then there is no
    /// savepoint to return to, and the error goes on to fail the batch.
    package func attempt<Value>(_ body: () throws -> Value) throws -> Value {
        try flush()
        try run("SAVEPOINT attempt")
        try settle()
        let begun = book.deliveriesBegun
        do {
            let value = try body()
            try flush()
            try run("RELEASE attempt")
            try settle()
            return value
        } catch {
            // First of all: what was sent before it went wrong comes to nothing with the rest.
            try? settle()
            book.deliveriesBegun = begun
            forgetPart()
            guard !isLost else { throw TransactionLost(cause: error) }
            try run("ROLLBACK TO attempt")
            try run("RELEASE attempt")
            try settle()
            throw error
        }
    }

    /// Runs what is about these people alone; with `isUndone` what it wrote is undone when it throws.
    package func about(_ people: [Int64], isUndone: Bool, _ body: () throws -> Void) throws {
        guard isUndone else { return try about(people, body) }
        try attempt { try about(people, body) }
    }

    private func forgetPart() {
        book.pending = PendingRows()
        book.underWay = DeliveriesUnderWay()
        let numbers = cache.numbers
        cache.rollBackPart()
        switch connection {
        case .sqlite: book.nextDelivery = nil
        // A sequence does not know yet what this transaction has taken.
        case .postgres: cache.numbers = numbers
        }
    }

    /// Whether the database has ended the transaction by itself.
    private var isLost: Bool {
        switch connection {
        case .sqlite(let database): !database.isInsideTransaction
        case .postgres(let session): session.connection.isLost
        }
    }
}

/// The database ended the whole transaction by itself: nothing of the batch is written.
package struct TransactionLost: Error, Sendable {
    /// What it said.
    package let cause: any Error
}
