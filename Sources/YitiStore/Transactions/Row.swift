internal import GRDBSQLite
import YitiCore

/// A row that was found; good until the next.
struct Row {
    /// What stands at it.
    enum Cursor {
        case sqlite(CompiledStatement)
        case postgres(PostgresCursor)
    }

    private let cursor: Cursor

    init(_ cursor: Cursor) { self.cursor = cursor }

    /// The value of a column by its place, from 0.
    subscript<Value: ColumnValue>(_ index: Int) -> Value { Value.read(self, Int32(clamping: index)) }

    /// The value of a column by its name.
    subscript<Value: ColumnValue>(_ name: StaticString) -> Value { Value.read(self, self.index(of: name)) }

    /// What was made of this row, where each of its numbers could be what it is read as. Throws ``StoreFailure``, `damaged`, else: a number
    /// that was written by nobody of ours must not get where it is reckoned with.
    func sound<Value>(_ value: Value) throws -> Value {
        if let fault { throw StoreFailure(.damaged, fault) }
        return value
    }

    /// The first number of the row that could not be what it was read as, nil when none was.
    private var fault: String? {
        switch cursor {
        case .sqlite(let statement): statement.fault
        case .postgres(let cursor): cursor.fault
        }
    }

    private func note(_ fault: String) {
        switch cursor {
        case .sqlite(let statement): statement.fault = statement.fault ?? fault
        case .postgres(let cursor): cursor.fault = cursor.fault ?? fault
        }
    }

    private func index(of name: StaticString) -> Int32 {
        switch cursor {
        case .sqlite(let statement): statement.index(of: name)
        case .postgres(let cursor): cursor.index(of: name)
        }
    }

    /// Whether a column is NULL.
    func isNull(_ index: Int32) -> Bool {
        switch cursor {
        case .sqlite(let statement): sqlite3_column_type(statement.pointer, index) == SQLITE_NULL
        case .postgres(let cursor): cursor.isNull(index)
        }
    }

    /// A whole number; 0 for NULL.
    func integer(_ index: Int32) -> Int64 {
        switch cursor {
        case .sqlite(let statement): sqlite3_column_int64(statement.pointer, index)
        case .postgres(let cursor): cursor.integer(index)
        }
    }

    /// A whole number that has to be within `range`; held at its ends, and noted for ``sound(_:)``, when it is not.
    func integer(_ index: Int32, within range: ClosedRange<Int64>) -> Int64 {
        let number = integer(index)
        if range.contains(number) { return number }
        note("a number in a row can't be \(number)")
        return min(max(number, range.lowerBound), range.upperBound)
    }

    /// A number; 0 for NULL.
    func double(_ index: Int32) -> Double {
        switch cursor {
        case .sqlite(let statement): sqlite3_column_double(statement.pointer, index)
        case .postgres(let cursor): cursor.double(index)
        }
    }

    /// A text in UTF-8, without octets for NULL.
    func text(_ index: Int32) -> UnsafeBufferPointer<UInt8> {
        switch cursor {
        case .sqlite(let statement):
            let text = sqlite3_column_text(statement.pointer, index)
            return UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement.pointer, index)))
        case .postgres(let cursor): return cursor.octets(index).bindMemory(to: UInt8.self)
        }
    }

    /// Octets; none for NULL.
    func octets(_ index: Int32) -> UnsafeRawBufferPointer {
        switch cursor {
        case .sqlite(let statement):
            let start = sqlite3_column_blob(statement.pointer, index)
            return UnsafeRawBufferPointer(
                start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement.pointer, index)))
        case .postgres(let cursor): return cursor.octets(index)
        }
    }
}

/// What a column is read as. NULL is read as nil, and as nothing (0, "") where the schema has no NULL.
protocol ColumnValue {
    /// Reads a column of a row.
    static func read(_ row: Row, _ index: Int32) -> Self
}

extension Int64: ColumnValue {
    /// Nothing that is counted or numbered comes near to the ends of 64 bits, where reckoning would trap.
    private static let plausible: ClosedRange<Int64> = -(1 << 53)...1 << 53

    static func read(_ row: Row, _ index: Int32) -> Int64 { row.integer(index, within: plausible) }
}

extension Int: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> Int { Int(Int64.read(row, index)) }
}

extension Day: ColumnValue {
    private static let numbers = Int64(plausible.lowerBound)...Int64(plausible.upperBound)

    static func read(_ row: Row, _ index: Int32) -> Day { Day(number: Int(row.integer(index, within: numbers))) }
}

extension Instant: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> Instant { Instant(seconds: row.integer(index, within: plausible)) }
}

extension Bool: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> Bool { row.integer(index) != 0 }
}

extension Double: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> Double { row.double(index) }
}

extension String: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> String { String(decoding: row.text(index), as: UTF8.self) }
}

extension FoldedText: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> FoldedText { FoldedText(utf8: row.text(index)) }
}

/// Octets: a BLOB.
extension [UInt8]: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> [UInt8] { [UInt8](row.octets(index)) }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    static func read(_ row: Row, _ index: Int32) -> Wrapped? {
        row.isNull(index) ? nil : Wrapped.read(row, index)
    }
}
