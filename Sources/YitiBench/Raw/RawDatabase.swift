internal import GRDBSQLite

/// SQLite through its C interface and nothing else: what any server on it could reach at best.
final class RawDatabase {
    private var connection: OpaquePointer?

    /// Opens a database as the server has it: WAL, `synchronous=FULL`, foreign keys.
    init(path: String) throws {
        guard sqlite3_open(path, &connection) == SQLITE_OK else { throw BenchFailure("can't open \(path)") }
        let pragmas = [
            "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -16384",
            "temp_store = MEMORY",
            "wal_autocheckpoint = 4000",
        ]
        for pragma in pragmas { try run("PRAGMA \(pragma)") }
    }

    deinit { sqlite3_close_v2(connection) }

    /// Runs statements without parameters.
    func run(_ sql: String) throws {
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
    }

    /// Compiles a statement.
    func statement(_ sql: String) throws -> RawStatement {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw failure(sql)
        }
        return RawStatement(statement, sql)
    }

    /// The number the last row got.
    var insertedID: Int64 { sqlite3_last_insert_rowid(connection) }

    private func failure(_ sql: String) -> BenchFailure {
        BenchFailure("\(String(cString: sqlite3_errmsg(connection))): \(sql)")
    }
}

/// A compiled statement.
final class RawStatement {
    private let statement: OpaquePointer
    private let sql: String

    init(_ statement: OpaquePointer, _ sql: String) {
        self.statement = statement
        self.sql = sql
    }

    deinit { sqlite3_finalize(statement) }

    /// Runs it with values: whole numbers, texts, and nil.
    func run(_ values: RawValue...) throws {
        for (index, value) in values.enumerated() {
            switch value {
            case .number(let number): sqlite3_bind_int64(statement, Int32(index + 1), number)
            case .text(let text): text.withUTF8Static { sqlite3_bind_text(statement, Int32(index + 1), $0, $1, nil) }
            case .blob(let text): text.withUTF8Static { sqlite3_bind_blob(statement, Int32(index + 1), $0, $1, nil) }
            }
        }
        let code = sqlite3_step(statement)
        sqlite3_reset(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw BenchFailure("SQLite says \(code): \(sql)") }
    }
}

/// A value for a raw statement; texts outlive the statement.
enum RawValue {
    case number(Int64)
    case text(RawText)
    case blob(RawText)
}

/// A text in memory of its own, so that binding it copies nothing.
final class RawText {
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ text: String) {
        bytes = .allocate(capacity: max(1, text.utf8.count))
        _ = bytes.initialize(from: text.utf8)
        count = text.utf8.count
    }

    private let count: Int

    deinit { bytes.deallocate() }

    func withUTF8Static(_ body: (UnsafePointer<CChar>?, Int32) -> Int32) {
        let pointer = bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
        _ = body(pointer, Int32(clamping: count))
    }
}
