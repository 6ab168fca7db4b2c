internal import GRDBSQLite
import YitiCore

/// The row a statement stands at; good until the next step.
struct Row {
    private let statement: CompiledStatement

    init(_ statement: CompiledStatement) { self.statement = statement }

    /// The value of a column by its place, from 0.
    subscript<Value: ColumnValue>(_ index: Int) -> Value { Value.read(statement.pointer, Int32(clamping: index)) }

    /// The value of a column by its name.
    subscript<Value: ColumnValue>(_ name: StaticString) -> Value {
        Value.read(statement.pointer, statement.index(of: name))
    }
}

/// What a column is read as. NULL is read as nil, and as nothing (0, "") where the schema has no NULL.
protocol ColumnValue {
    /// Reads a column of the row that a statement stands at.
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Self
}

extension Int64: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }
}

extension Int: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Int { Int(sqlite3_column_int64(statement, index)) }
}

extension Bool: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Bool { sqlite3_column_int64(statement, index) != 0 }
}

extension Double: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Double { sqlite3_column_double(statement, index) }
}

extension String: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> String {
        guard let text = sqlite3_column_text(statement, index) else { return "" }
        let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index)))
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension FoldedText: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> FoldedText {
        let text = sqlite3_column_text(statement, index)
        return FoldedText(utf8: UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index))))
    }
}

/// Octets: a BLOB.
extension [UInt8]: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, index) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index))))
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Wrapped? {
        sqlite3_column_type(statement, index) == SQLITE_NULL ? nil : Wrapped.read(statement, index)
    }
}
