internal import CPostgres

/// What a statement was answered with, whole. Values are read in the binary form; rows and columns count from 0.
package final class PostgresResult {
    private let functions: yiti_libpq
    private let pointer: OpaquePointer

    /// Takes a result over, to be freed with this.
    init(_ pointer: OpaquePointer, _ functions: yiti_libpq) {
        self.pointer = pointer
        self.functions = functions
    }

    deinit { functions.clear(pointer) }

    /// How it went, of libpq's `ExecStatusType`.
    var status: Int32 { functions.resultStatus(pointer) }

    /// A part of what went wrong, by the letter that the protocol has for it.
    func field(_ letter: UnicodeScalar) -> String? {
        functions.resultErrorField(pointer, Int32(letter.value)).map { String(cString: $0) }
    }

    /// How many rows there are.
    package var rows: Int { Int(functions.ntuples(pointer)) }

    /// How many rows the statement has changed.
    package var changes: Int { Int(string(functions.cmdTuples(pointer))) ?? 0 }

    /// What was done, as `COMMIT` or `UPDATE 1`.
    package var tag: String { string(functions.cmdStatus(pointer)) }

    /// Whether the statement has changed rows.
    var hasChangedRows: Bool {
        guard let tag = functions.cmdStatus(pointer) else { return false }
        // INSERT, UPDATE, DELETE.
        return [0x49, 0x55, 0x44].contains(tag.pointee) && changes > 0
    }

    /// The types of a described statement's parameters, as PostgreSQL numbers them.
    var parameterTypes: [UInt32] {
        (0..<functions.nparams(pointer)).map { functions.paramtype(pointer, $0) }
    }

    /// The columns' names in their order.
    package var columns: [String] {
        (0..<functions.nfields(pointer)).map { string(functions.fname(pointer, $0)) }
    }

    /// Whether a value is NULL.
    package func isNull(row: Int, column: Int) -> Bool {
        functions.getisnull(pointer, Int32(clamping: row), Int32(clamping: column)) != 0
    }

    /// A value's octets, good while this is; none for NULL.
    package func octets(row: Int, column: Int) -> UnsafeRawBufferPointer {
        let (row, column) = (Int32(clamping: row), Int32(clamping: column))
        guard let start = functions.getvalue(pointer, row, column) else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: start, count: Int(functions.getlength(pointer, row, column)))
    }

    /// A whole number of any width, or a truth as 0 and 1; 0 for NULL.
    package func integer(row: Int, column: Int) -> Int64 {
        let octets = octets(row: row, column: column)
        guard let first = octets.first else { return 0 }
        let isSigned = octets.count > 1
        return octets.dropFirst().reduce(isSigned ? Int64(Int8(bitPattern: first)) : Int64(first)) {
            $0 << 8 | Int64($1)
        }
    }

    /// A `double precision`; 0 for NULL.
    package func double(row: Int, column: Int) -> Double {
        Double(bitPattern: UInt64(bitPattern: integer(row: row, column: column)))
    }

    /// A text; "" for NULL.
    package func text(row: Int, column: Int) -> String {
        String(decoding: octets(row: row, column: column), as: UTF8.self)
    }
}

/// One of libpq's texts; "" when there is none.
func string(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
