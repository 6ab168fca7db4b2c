import GRDB
internal import GRDBSQLite

/// What is known beside one connection: SQLite's statements, each compiled once and kept, people, and what is not written yet.
///
/// Goes straight to SQLite: GRDB opens the connection, migrates and commits; the dozens of small statements of every command would
/// spend most of their time in its conversions. Used by whoever holds the connection, and emptied before it is closed.
final class StatementBook: @unchecked Sendable {
    // Touched only inside the store's queue.
    private var statements: [UnsafePointer<UInt8>: CompiledStatement] = [:]
    /// What is known of people who were here lately.
    let cache = PersonCache()
    /// What was decided and is not written yet.
    var pending = PendingRows()
    /// What is being written of it.
    var written = PendingRows()
    /// The next free number of a delivery, when it is known.
    var nextDelivery: Int64?
    /// Which deliveries are under way, as far as that was looked up.
    var underWay = DeliveriesUnderWay()
    /// By how many more deliveries are under way since the transaction began: fewer, where it is negative.
    var deliveriesBegun = 0
    /// Whose rows could not be read, among many people's.
    var damaged: [StoreFailure] = []
    /// Whether the statements that run now write what was decided, or load what nothing pending concerns.
    var isOwnWork = false

    /// The statement of a text, which is known by its place in memory: a constant of the program.
    func statement(_ sql: StaticString, on database: Database) throws -> CompiledStatement {
        if let known = statements[sql.utf8Start], !known.isUnderWay { return known }
        let fresh = try CompiledStatement(sql, on: database)
        if statements[sql.utf8Start] == nil { statements[sql.utf8Start] = fresh }
        return fresh
    }

    /// The texts of the statements that have walked through a whole table. SQLite's own table of numbers has a row a table, and no index.
    var textsOfWalks: [String] {
        statements.values.filter(\.hasWalked).map(\.text).filter { !$0.contains("sqlite_sequence") }
    }

    /// The transaction is durable.
    func commit() {
        underWay = DeliveriesUnderWay()
        deliveriesBegun = 0
        cache.commit()
    }

    /// Nothing of the transaction has happened.
    func rollBack() {
        pending = PendingRows()
        underWay = DeliveriesUnderWay()
        nextDelivery = nil
        deliveriesBegun = 0
        cache.rollBack()
    }

    /// Lets go of every statement, so that the connection can be closed.
    func clear() { statements = [:] }
}

/// A statement that SQLite has compiled.
final class CompiledStatement {
    /// SQLite's own.
    let pointer: OpaquePointer
    /// Whether its rows are being read.
    private(set) var isUnderWay = false
    private let connection: OpaquePointer?
    private let sql: StaticString
    private let names: [ColumnName]
    /// The tables that it names.
    let tables: Tables
    /// What of files is to be loaded anew after it.
    let concern: Reloading
    private var lastFound: Int = -1
    /// What of the row that is read could not be, nil while everything could.
    var fault: String?
    /// Where the texts that are bound lie.
    private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: roomBytes, alignment: 1)

    /// Enough for a kept reply and what finds it; few statements need more.
    private static let roomBytes = 2_048

    init(_ sql: StaticString, on database: Database) throws {
        let connection = database.sqliteConnection
        self.connection = connection
        self.sql = sql
        var compiled: OpaquePointer?
        let code = sql.withUTF8Buffer { text in
            text.withMemoryRebound(to: CChar.self) {
                sqlite3_prepare_v3(
                    connection, $0.baseAddress, Int32(clamping: $0.count), UInt32(SQLITE_PREPARE_PERSISTENT), &compiled,
                    nil)
            }
        }
        guard code == SQLITE_OK, let compiled else { throw Self.error(code, connection, sql) }
        pointer = compiled
        tables = Tables(in: sql.description)
        concern = Tables.concern(of: sql.description)
        names = (0..<sqlite3_column_count(compiled)).map { ColumnName(sqlite3_column_name(compiled, $0)) }
    }

    deinit {
        sqlite3_finalize(pointer)
        room.deallocate()
    }

    /// Binds values, has `body` step through, and leaves the statement ready for the next time.
    func run<Found, each Value: Parameter>(_ values: repeat each Value, body: () throws -> Found) throws
        -> Found
    {
        isUnderWay = true
        defer {
            sqlite3_reset(pointer)
            isUnderWay = false
        }
        var binder = Binder(pointer, room: room)
        repeat (each values).bind(&binder)
        guard binder.code == SQLITE_OK else { throw Self.error(binder.code, connection, sql) }
        guard binder.count == sqlite3_bind_parameter_count(pointer) else {
            throw DatabaseError(
                resultCode: .SQLITE_MISUSE, message: "\(binder.count) values given", sql: sql.description)
        }
        return try body()
    }

    /// Goes to the next row; false after the last.
    func step() throws -> Bool {
        lastFound = -1
        fault = nil
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw Self.error(code, connection, sql)
        }
    }

    /// How many rows the statement that ran last on its connection has changed.
    var changes: Int { Int(sqlite3_changes64(connection)) }

    /// Its text.
    var text: String { sql.description }

    /// Whether it has gone through a table from end to end, for want of an index.
    var hasWalked: Bool { sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0) > 0 }

    /// Where a column is. Columns are mostly asked for in their order, so those after the last found are looked at first.
    func index(of name: StaticString) -> Int32 {
        let next = lastFound + 1
        if names.indices.contains(next), names[next].isSame(as: name) {
            lastFound = next
            return Int32(next)
        }
        let further = names.dropFirst(next).firstIndex { $0.isSame(as: name) }
        guard let found = further ?? names.firstIndex(where: { $0.isSame(as: name) }) else {
            preconditionFailure("no column \(name) in: \(sql)")
        }
        lastFound = found
        return Int32(found)
    }

    private static func error(_ code: Int32, _ connection: OpaquePointer?, _ sql: StaticString) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)),
            sql: sql.description)
    }
}

/// A column's name, kept so that it is quickly compared.
private struct ColumnName {
    private let bytes: [UInt8]

    init(_ text: UnsafePointer<CChar>?) { bytes = text.map { Array(String(cString: $0).utf8) } ?? [] }

    func isSame(as name: StaticString) -> Bool {
        name.withUTF8Buffer { other in bytes.count == other.count && bytes.elementsEqual(other) }
    }
}
