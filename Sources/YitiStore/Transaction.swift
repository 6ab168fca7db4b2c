import GRDB

/// One transaction in progress. Queries are extensions of it, one file per group.
///
/// Statements are compiled once and kept by the connection, so every SQL text is a constant: values are bound.
package struct Transaction {
    let database: Database
    let book: StatementBook

    init(_ database: Database, _ book: StatementBook) {
        self.database = database
        self.book = book
    }

    /// What is known of people who were here lately.
    var cache: PersonCache { book.cache }

    /// Runs a statement that returns no rows, with the values of its parameters in their order.
    func run<each Value: Parameter>(_ sql: StaticString, _ values: repeat each Value) throws {
        let statement = try statement(sql)
        try statement.run(repeat each values) {
            while try statement.step() {}
        }
        if statement.concern != .nothing, !book.isOwnWork, changes > 0 { cache.touch(statement.concern) }
    }

    /// The first row, read by `read`, or nil.
    func first<Found, each Value: Parameter>(
        _ sql: StaticString, _ values: repeat each Value, read: (Row) throws -> Found
    ) throws -> Found? {
        let statement = try statement(sql)
        return try statement.run(repeat each values) {
            try statement.step() ? try read(Row(statement)) : nil
        }
    }

    /// Every row, read by `read`.
    func all<Found, each Value: Parameter>(
        _ sql: StaticString, _ values: repeat each Value, read: (Row) throws -> Found
    ) throws -> [Found] {
        let statement = try statement(sql)
        return try statement.run(repeat each values) {
            var found: [Found] = []
            while try statement.step() { found.append(try read(Row(statement))) }
            return found
        }
    }

    /// The statement of a text, once what it may read has been written.
    private func statement(_ sql: StaticString) throws -> CompiledStatement {
        let statement = try book.statement(sql, on: database)
        if !book.isOwnWork, !statement.tables.isDisjoint(with: book.pending.tables) { try flush() }
        return statement
    }

    /// The number of rows the last statement changed.
    var changes: Int { database.changesCount }

    /// The row number the last insertion gave.
    var insertedID: Int64 { database.lastInsertedRowID }

    /// Runs `body` so that what it wrote is undone when it throws, and only that.
    ///
    /// After a full disk or an I/O error SQLite may have rolled the whole transaction back by itself; then there is no
    /// savepoint to return to, and the error goes on to fail the batch.
    package func attempt<Value>(_ body: () throws -> Value) throws -> Value {
        try flush()
        try run("SAVEPOINT attempt")
        do {
            let value = try body()
            try flush()
            try run("RELEASE attempt")
            return value
        } catch {
            book.pending = PendingRows()
            cache.rollBackPart()
            guard database.isInsideTransaction else { throw TransactionLost(cause: error) }
            try run("ROLLBACK TO attempt")
            try run("RELEASE attempt")
            throw error
        }
    }
}

/// SQLite ended the whole transaction by itself: nothing of the batch is written.
package struct TransactionLost: Error, Sendable {
    /// What SQLite said.
    package let cause: any Error
}
