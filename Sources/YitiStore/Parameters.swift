internal import GRDBSQLite

/// What a parameter of a statement may be.
protocol Parameter {
    /// Gives the value to the next parameter; returns SQLite's result code.
    func bind(_ binder: inout Binder) -> Int32
}

/// Gives values to the parameters of a statement, one after another.
///
/// Texts and octets are copied into room of the statement's own and stay there until it is run again: a copy of SQLite's would be
/// allocated and freed each time. SQLite copies what does not fit.
struct Binder {
    /// How many parameters have a value.
    private(set) var count: Int32 = 0
    private let statement: OpaquePointer
    private var free: UnsafeMutableRawBufferPointer.SubSequence

    /// Begins anew with the first parameter; nobody may step the statement with what was bound before.
    init(_ statement: OpaquePointer, room: UnsafeMutableRawBufferPointer) {
        self.statement = statement
        free = room[...]
    }

    mutating func null() -> Int32 {
        count += 1
        return sqlite3_bind_null(statement, count)
    }

    mutating func number(_ value: Int64) -> Int32 {
        count += 1
        return sqlite3_bind_int64(statement, count, value)
    }

    mutating func number(_ value: Double) -> Int32 {
        count += 1
        return sqlite3_bind_double(statement, count, value)
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        count += 1
        let (kept, lifetime) = keep(bytes)
        // An empty text may have no address, and no address would be NULL.
        guard let start = kept.baseAddress, !kept.isEmpty else {
            return sqlite3_bind_text(statement, count, "", 0, Self.copied)
        }
        let text = start.assumingMemoryBound(to: CChar.self)
        return sqlite3_bind_text(statement, count, text, Int32(clamping: kept.count), lifetime)
    }

    mutating func octets(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        count += 1
        let (kept, lifetime) = keep(bytes)
        guard let start = kept.baseAddress, !kept.isEmpty else { return sqlite3_bind_zeroblob(statement, count, 0) }
        return sqlite3_bind_blob(statement, count, start, Int32(clamping: kept.count), lifetime)
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

/// Parameters that follow each other in more than one statement.
struct Several<each Value: Parameter>: Parameter {
    private let values: (repeat each Value)

    init(_ values: repeat each Value) { self.values = (repeat each values) }

    func bind(_ binder: inout Binder) -> Int32 {
        for value in repeat each values {
            let code = value.bind(&binder)
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }
}

extension Int64: Parameter {
    func bind(_ binder: inout Binder) -> Int32 { binder.number(self) }
}

extension Int: Parameter {
    func bind(_ binder: inout Binder) -> Int32 { binder.number(Int64(self)) }
}

extension Bool: Parameter {
    func bind(_ binder: inout Binder) -> Int32 { binder.number(self ? 1 : 0 as Int64) }
}

extension Double: Parameter {
    func bind(_ binder: inout Binder) -> Int32 { binder.number(self) }
}

extension String: Parameter {
    func bind(_ binder: inout Binder) -> Int32 {
        var text = self
        return text.withUTF8 { binder.text(UnsafeRawBufferPointer($0)) }
    }
}

extension [UInt8]: Parameter {
    func bind(_ binder: inout Binder) -> Int32 { withUnsafeBytes { binder.octets($0) } }
}

extension Optional: Parameter where Wrapped: Parameter {
    func bind(_ binder: inout Binder) -> Int32 {
        guard let value = self else { return binder.null() }
        return value.bind(&binder)
    }
}
