import YitiPostgres

/// A session with PostgreSQL and the statements it knows. Used by whoever holds the connection.
final class PostgresSession: @unchecked Sendable {
    /// A statement, and what of people's files it concerns.
    final class Statement {
        let prepared: PostgresStatement
        /// The tables that it names.
        let tables: Tables
        /// What of files is to be loaded anew after it.
        let concern: Reloading

        init(_ sql: String, on connection: PostgresConnection) {
            prepared = connection.statement(sql)
            tables = Tables(in: sql)
            concern = Tables.concern(of: sql)
        }
    }

    // Touched by one thread at a time.
    let connection: PostgresConnection
    private var statements: [UnsafePointer<UInt8>: Statement] = [:]
    private let values = PostgresValues()
    private var last: PostgresResult?
    /// The free numbers that the sequences tell of.
    var saved = FreeNumbers()
    /// What time the server had when this turn began, in seconds since 1970.
    var now: Int64 = 0
    /// Whether others have written since the last turn.
    var othersHaveWritten = false

    init(_ connection: PostgresConnection) { self.connection = connection }

    /// The statement of a text, which is known by its place in memory: a constant of the program.
    func statement(_ sql: StaticString) -> Statement {
        if let known = statements[sql.utf8Start] { return known }
        let fresh = Statement(sql.description, on: connection)
        statements[sql.utf8Start] = fresh
        return fresh
    }

    /// Sends a statement without waiting for what comes of it.
    func send<each Value: Parameter>(_ statement: Statement, _ values: repeat each Value) throws {
        self.values.removeAll()
        var binder = Binder(self.values)
        repeat (each values).bind(&binder)
        try connection.send(statement.prepared, self.values)
    }

    /// Waits until what was sent has happened.
    func settle() throws { if let result = try connection.finish() { last = result } }

    /// How many rows the last statement changed, once it has.
    var changes: Int {
        get throws {
            try settle()
            return last?.changes ?? 0
        }
    }

    /// The rows of a statement that is sent and waited for.
    func rows<each Value: Parameter>(_ statement: Statement, _ values: repeat each Value) throws -> PostgresCursor {
        try send(statement, repeat each values)
        try settle()
        guard let last else { throw StoreFailure(.io, "PostgreSQL has answered nothing") }
        return PostgresCursor(statement.prepared, last)
    }
}

/// Goes through the rows of a result.
final class PostgresCursor {
    private let statement: PostgresStatement
    private let result: PostgresResult
    private var row = -1

    init(_ statement: PostgresStatement, _ result: PostgresResult) {
        self.statement = statement
        self.result = result
    }

    /// Goes to the next row; false after the last.
    func step() -> Bool {
        row += 1
        return row < result.rows
    }

    func index(of name: StaticString) -> Int32 {
        guard let found = statement.index(of: name, in: result) else {
            preconditionFailure("no column \(name) in: \(statement.text)")
        }
        return Int32(clamping: found)
    }

    func isNull(_ column: Int32) -> Bool { result.isNull(row: row, column: Int(column)) }

    func integer(_ column: Int32) -> Int64 { result.integer(row: row, column: Int(column)) }

    func double(_ column: Int32) -> Double { result.double(row: row, column: Int(column)) }

    func octets(_ column: Int32) -> UnsafeRawBufferPointer { result.octets(row: row, column: Int(column)) }
}
