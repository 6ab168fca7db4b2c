import GRDB
internal import GRDBSQLite

/// A file as an end of a move.
struct TransferFile: TransferEnd {
    let database: Database

    func count(_ table: TransferTable) throws -> Int64 {
        try Int64.fetchOne(database, sql: table.countQuery) ?? 0
    }

    func run(_ sql: String) throws { try database.execute(sql: sql) }

    func read(_ table: TransferTable, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let statement = try database.makeStatement(sql: table.query)
        var row = TransferRow()
        while try step(statement) {
            row.begin(table.columns.count)
            for index in table.columns.indices { try append(index, of: table, statement.sqliteStatement, to: &row) }
            try row.octets.withUnsafeBytes(body)
        }
    }

    private func append(
        _ index: Int, of table: TransferTable, _ pointer: OpaquePointer, to row: inout TransferRow
    ) throws {
        let place = Int32(clamping: index)
        guard sqlite3_column_type(pointer, place) != SQLITE_NULL else { return row.null() }
        switch table.columns[index].kind {
        case .integer: row.number(sqlite3_column_int64(pointer, place))
        case .real: row.number(Int64(bitPattern: sqlite3_column_double(pointer, place).bitPattern))
        case .text: try row.append(text(at: place, pointer, of: table))
        case .blob: row.append(octets(at: place, pointer))
        }
    }

    private func octets(at place: Int32, _ pointer: OpaquePointer) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(pointer, place)
        return UnsafeRawBufferPointer(
            start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(pointer, place)))
    }

    private func text(at place: Int32, _ pointer: OpaquePointer, of table: TransferTable) throws
        -> UnsafeRawBufferPointer
    {
        let text = octets(at: place, pointer)
        guard !text.contains(0) else {
            let column = table.columns[Int(place)].name
            throw StoreFailure(
                .damaged, "a text in \(table.name).\(column) has a U+0000, which PostgreSQL does not keep")
        }
        return text
    }

    func write(_ table: TransferTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        let places = table.columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.makeStatement(
            sql: "INSERT INTO \"\(table.name)\" (\(table.columnList)) VALUES (\(places))")
        try rows { row in
            var reader = TransferRowReader(row)
            for (index, column) in table.columns.enumerated() {
                bind(try reader.next(), column.kind, at: Int32(clamping: index + 1), statement.sqliteStatement)
            }
            _ = try step(statement)
            sqlite3_reset(statement.sqliteStatement)
        }
    }

    /// Values are read when the statement is stepped through, at once: they need no copies.
    private func bind(
        _ value: UnsafeRawBufferPointer?, _ kind: TransferTable.Kind, at place: Int32, _ pointer: OpaquePointer
    ) {
        guard let value, let start = value.baseAddress else {
            sqlite3_bind_null(pointer, place)
            return
        }
        let count = Int32(clamping: value.count)
        switch kind {
        case .integer: sqlite3_bind_int64(pointer, place, TransferRowReader.number(value))
        case .real:
            sqlite3_bind_double(
                pointer, place, Double(bitPattern: UInt64(bitPattern: TransferRowReader.number(value))))
        case .text:
            sqlite3_bind_text(pointer, place, start.assumingMemoryBound(to: CChar.self), count, nil)
        case .blob: sqlite3_bind_blob(pointer, place, start, count, nil)
        }
    }

    private func step(_ statement: Statement) throws -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(database.sqliteConnection)),
                sql: statement.sql)
        }
    }

    func lastNumbers() throws -> [String: Int64] {
        let rows = try GRDB.Row.fetchAll(database, sql: "SELECT name, seq FROM sqlite_sequence")
        return Dictionary(rows.map { ($0["name"], $0["seq"]) }) { max($0, $1) }
    }

    /// SQLite keeps numbers of the tables that say AUTOINCREMENT, and what is there it has counted.
    func goOn(after numbers: [String: Int64]) throws {
        let counted = try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
        let known = try lastNumbers()
        for name in counted {
            guard let last = numbers[name], last > known[name] ?? 0 else { continue }
            try database.execute(sql: "DELETE FROM sqlite_sequence WHERE name = ?", arguments: [name])
            try database.execute(sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arguments: [name, last])
        }
    }
}
