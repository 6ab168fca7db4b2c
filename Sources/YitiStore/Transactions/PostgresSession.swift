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
        /// Whether what is known of deliveries that are under way does not hold after it.
        let changesDeliveries: Bool
        /// Whether there may be deliveries after it that were not there.
        let concernsDeliveries: Bool

        init(_ sql: String, on connection: PostgresConnection) {
            prepared = connection.statement(sql)
            tables = Tables(in: sql)
            concern = Tables.concern(of: sql)
            changesDeliveries =
                concern != .nothing && !sql.hasPrefix("INSERT")
                && (tables.contains(.pushes) || sql.hasPrefix("DELETE FROM person "))
            concernsDeliveries = changesDeliveries || concern == .pushes
        }
    }

    // Touched by one thread at a time.
    let connection: PostgresConnection
    private var statements: [UnsafePointer<UInt8>: Statement] = [:]
    private let values = PostgresValues()
    private var last: PostgresResult?
    private var gathering = PostgresGathering()
    private var questions = PostgresQuestions()
    /// The free numbers that the sequences tell of.
    var saved = FreeNumbers()
    /// What time the server had when this turn began, in seconds since 1970.
    var now: Int64 = 0
    /// What others have changed since the last turn; nil when they have written nothing.
    var others: ChangedPeople?

    init(_ connection: PostgresConnection) { self.connection = connection }

    /// The statement of a text, which is known by its place in memory: a constant of the program.
    func statement(_ sql: StaticString) -> Statement {
        if let known = statements[sql.utf8Start] { return known }
        let fresh = Statement(sql.description, on: connection)
        statements[sql.utf8Start] = fresh
        return fresh
    }

    /// Sends a statement without waiting for what comes of it, perhaps later and together with others that do the same to other rows.
    func send<each Value: Parameter>(_ statement: Statement, _ values: repeat each Value) throws {
        bind(repeat each values)
        try gathering.add(statement.prepared, self.values, for: connection)
    }

    /// Sends what has gathered.
    func sendGathered() throws { try gathering.send(on: connection) }

    /// Sends what has gathered, so that PostgreSQL is at work while something else is done here.
    func hurry() throws {
        try sendGathered()
        try connection.hurry()
    }

    /// Waits until what was sent has happened.
    func settle() throws {
        try sendGathered()
        if let result = try connection.finish() { last = result }
    }

    /// How many rows a statement changed, once it has.
    func changes<each Value: Parameter>(by statement: Statement, _ values: repeat each Value) throws -> Int {
        bind(repeat each values)
        try sendGathered()
        let result = try connection.run(statement.prepared, self.values)
        last = result
        return result.changes
    }

    /// Whether the last statement, or what was sent with it, has changed rows.
    func hasChanged() throws -> Bool {
        try settle()
        return last?.changes ?? 0 > 0
    }

    /// The rows of a statement that is sent and waited for, unless it was asked before with others.
    func rows<each Value: Parameter>(_ statement: Statement, _ values: repeat each Value) throws -> PostgresCursor {
        bind(repeat each values)
        if let answer = questions.meet(statement.prepared, self.values) { return answer }
        try sendGathered()
        let result = try connection.run(statement.prepared, self.values)
        last = result
        return PostgresCursor(statement.prepared, result)
    }

    /// Has all that `body` asks be asked at once: it sees no rows yet, and finds them when it asks the same once more.
    func ask(_ body: () throws -> Void) throws {
        questions.begin()
        do { try body() } catch {
            questions = PostgresQuestions()
            throw error
        }
        try sendGathered()
        try questions.ask(on: connection)
    }

    /// Forgets what was asked and nobody has looked at: it may not be so for long.
    func forgetAnswers() { questions = PostgresQuestions() }

    /// Nothing that has gathered is sent any more, and the transaction is given up.
    func rollBack() {
        gathering = PostgresGathering()
        forgetAnswers()
        connection.rollBack()
    }

    private func bind<each Value: Parameter>(_ values: repeat each Value) {
        self.values.removeAll()
        var binder = Binder(self.values)
        repeat (each values).bind(&binder)
    }
}

/// Goes through the rows of a result.
final class PostgresCursor {
    private let statement: PostgresStatement
    private let result: PostgresResult?
    private let rows: PostgresRowNumbers
    private var place = -1
    private var row = 0
    /// What of the row that is read could not be, nil while everything could.
    var fault: String?

    init(_ statement: PostgresStatement, _ result: PostgresResult?, _ rows: PostgresRowNumbers? = nil) {
        self.statement = statement
        self.result = result
        self.rows = rows ?? .first(result?.rows ?? 0)
    }

    /// Goes to the next row; false after the last.
    func step() -> Bool {
        place += 1
        fault = nil
        guard let next = rows.number(place) else { return false }
        row = next
        return true
    }

    func index(of name: StaticString) -> Int32 {
        guard let found = result.flatMap({ statement.index(of: name, in: $0) }) else {
            preconditionFailure("no column \(name) in: \(statement.text)")
        }
        return Int32(clamping: found)
    }

    func isNull(_ column: Int32) -> Bool { result?.isNull(row: row, column: Int(column)) ?? true }

    func integer(_ column: Int32) -> Int64 { result?.integer(row: row, column: Int(column)) ?? 0 }

    func double(_ column: Int32) -> Double { result?.double(row: row, column: Int(column)) ?? 0 }

    func octets(_ column: Int32) -> UnsafeRawBufferPointer {
        result?.octets(row: row, column: Int(column)) ?? UnsafeRawBufferPointer(start: nil, count: 0)
    }
}

/// Which rows of a result answer a question.
enum PostgresRowNumbers {
    /// So many from the first on.
    case first(Int)
    case these([Int])

    /// The row at a place, from 0; nil after the last.
    func number(_ place: Int) -> Int? {
        switch self {
        case .first(let count): place < count ? place : nil
        case .these(let rows): rows.indices.contains(place) ? rows[place] : nil
        }
    }
}
