import Foundation
internal import GRDBSQLite

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

/// What a parameter of a statement may be.
protocol Parameter {
    /// Binds the value to the parameter after `index` and moves `index` there; returns SQLite's result code.
    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32
}

/// Parameters that follow each other in more than one statement.
struct Several<each Value: Parameter>: Parameter {
    private let values: (repeat each Value)

    init(_ values: repeat each Value) { self.values = (repeat each values) }

    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        for value in repeat each values {
            let code = value.bind(to: statement, after: &index)
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }
}

extension Int64: ColumnValue, Parameter {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }

    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        index += 1
        return sqlite3_bind_int64(statement, index, self)
    }
}

extension Int: ColumnValue, Parameter {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Int { Int(sqlite3_column_int64(statement, index)) }

    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        Int64(self).bind(to: statement, after: &index)
    }
}

extension Bool: ColumnValue, Parameter {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Bool { sqlite3_column_int64(statement, index) != 0 }

    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        (self ? 1 : 0 as Int64).bind(to: statement, after: &index)
    }
}

extension Double: ColumnValue, Parameter {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Double { sqlite3_column_double(statement, index) }

    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        index += 1
        return sqlite3_bind_double(statement, index, self)
    }
}

extension String: ColumnValue, Parameter {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> String {
        guard let text = sqlite3_column_text(statement, index) else { return "" }
        let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index)))
        return String(decoding: bytes, as: UTF8.self)
    }

    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        index += 1
        let place = index
        var text = self
        return text.withUTF8 { bytes in
            // An empty text may have no address, and no address would be NULL.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_text(statement, place, "", 0, copied)
            }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text(statement, place, $0, Int32(clamping: bytes.count), copied)
            }
        }
    }
}

extension Data: ColumnValue, Parameter {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Data {
        guard let start = sqlite3_column_blob(statement, index) else { return Data() }
        return Data(bytes: start, count: Int(sqlite3_column_bytes(statement, index)))
    }

    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        index += 1
        let place = index
        return withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_zeroblob(statement, place, 0)
            }
            return sqlite3_bind_blob(statement, place, start, Int32(clamping: bytes.count), copied)
        }
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    static func read(_ statement: OpaquePointer, _ index: Int32) -> Wrapped? {
        sqlite3_column_type(statement, index) == SQLITE_NULL ? nil : Wrapped.read(statement, index)
    }
}

extension Optional: Parameter where Wrapped: Parameter {
    func bind(to statement: OpaquePointer, after index: inout Int32) -> Int32 {
        guard let value = self else {
            index += 1
            return sqlite3_bind_null(statement, index)
        }
        return value.bind(to: statement, after: &index)
    }
}

/// Has SQLite copy what is bound (SQLITE_TRANSIENT).
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
