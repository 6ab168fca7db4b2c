internal import GRDBSQLite
import YitiPostgres

/// What a parameter of a statement may be, or several that follow each other.
protocol Parameter {
    /// Gives the value to the next parameter.
    func bind(_ binder: inout Binder)
}

/// Gives values to the parameters of a statement, one after another.
///
/// Texts and octets are copied into room of the statement's own and stay there until it is run again: a copy of SQLite's would be
/// allocated and freed each time. SQLite copies what does not fit.
struct Binder {
    /// How many parameters have a value.
    private(set) var count: Int32 = 0
    /// SQLite's result code: the first that says something went wrong.
    private(set) var code = SQLITE_OK
    /// SQLite's statement; nil when the values are for PostgreSQL.
    private let statement: OpaquePointer?
    private let values: PostgresValues?
    private var free: UnsafeMutableRawBufferPointer.SubSequence

    /// Begins anew with the first parameter; nobody may step the statement with what was bound before.
    init(_ statement: OpaquePointer, room: UnsafeMutableRawBufferPointer) {
        self.statement = statement
        values = nil
        free = room[...]
    }

    /// Gives values to a statement of PostgreSQL's.
    init(_ values: PostgresValues) {
        statement = nil
        self.values = values
        free = UnsafeMutableRawBufferPointer(start: nil, count: 0)[...]
    }

    mutating func null() {
        guard let statement else { return values?.null() ?? () }
        bound(sqlite3_bind_null(statement, next()))
    }

    mutating func number(_ value: Int64) {
        guard let statement else { return values?.number(value) ?? () }
        bound(sqlite3_bind_int64(statement, next(), value))
    }

    mutating func number(_ value: Double) {
        guard let statement else { return values?.number(value) ?? () }
        bound(sqlite3_bind_double(statement, next(), value))
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        guard let statement else { return values?.octets(bytes) ?? () }
        let (kept, lifetime) = keep(bytes)
        // An empty text may have no address, and no address would be NULL.
        guard let start = kept.baseAddress, !kept.isEmpty else {
            return bound(sqlite3_bind_text(statement, next(), "", 0, Self.copied))
        }
        let text = start.assumingMemoryBound(to: CChar.self)
        bound(sqlite3_bind_text(statement, next(), text, Int32(clamping: kept.count), lifetime))
    }

    mutating func octets(_ bytes: UnsafeRawBufferPointer) {
        guard let statement else { return values?.octets(bytes) ?? () }
        let (kept, lifetime) = keep(bytes)
        guard let start = kept.baseAddress, !kept.isEmpty else {
            return bound(sqlite3_bind_zeroblob(statement, next(), 0))
        }
        bound(sqlite3_bind_blob(statement, next(), start, Int32(clamping: kept.count), lifetime))
    }

    private mutating func next() -> Int32 {
        count += 1
        return count
    }

    private mutating func bound(_ code: Int32) {
        if self.code == SQLITE_OK { self.code = code }
    }

    /// The octets in the statement's room, or as they are when they don't fit, to be copied.
    private mutating func keep(
        _ bytes: UnsafeRawBufferPointer
    ) -> (UnsafeRawBufferPointer, sqlite3_destructor_type?) {
        guard bytes.count <= free.count else { return (bytes, Self.copied) }
        let place = UnsafeMutableRawBufferPointer(rebasing: free.prefix(bytes.count))
        place.copyMemory(from: bytes)
        free = free.dropFirst(bytes.count)
        return (UnsafeRawBufferPointer(place), nil)
    }

    /// Has SQLite copy what is bound (SQLITE_TRANSIENT).
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

extension Int64: Parameter {
    func bind(_ binder: inout Binder) { binder.number(self) }
}

extension Int: Parameter {
    func bind(_ binder: inout Binder) { binder.number(Int64(self)) }
}

extension Bool: Parameter {
    func bind(_ binder: inout Binder) { binder.number(self ? 1 : 0 as Int64) }
}

extension Double: Parameter {
    func bind(_ binder: inout Binder) { binder.number(self) }
}

extension String: Parameter {
    func bind(_ binder: inout Binder) {
        var text = self
        return text.withUTF8 { binder.text(UnsafeRawBufferPointer($0)) }
    }
}

extension [UInt8]: Parameter {
    func bind(_ binder: inout Binder) { withUnsafeBytes { binder.octets($0) } }
}

extension Optional: Parameter where Wrapped: Parameter {
    func bind(_ binder: inout Binder) {
        guard let value = self else { return binder.null() }
        return value.bind(&binder)
    }
}
