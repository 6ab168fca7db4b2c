/// The octets of one row as PostgreSQL's COPY has them: how many columns, then each one's length (-1 for NULL) and value. What is moved,
/// and what is compared.
struct TransferRow {
    private(set) var octets: [UInt8] = []

    /// Begins a row of so many columns.
    mutating func begin(_ columns: Int) {
        octets.removeAll(keepingCapacity: true)
        append(Int16(clamping: columns))
    }

    /// NULL.
    mutating func null() { append(Int32(-1)) }

    /// A `bigint`, or a `double precision` by its bits.
    mutating func number(_ value: Int64) {
        append(Int32(8))
        append(value)
    }

    /// A `text` or a `bytea`.
    mutating func append(_ value: UnsafeRawBufferPointer) {
        append(Int32(clamping: value.count))
        octets.append(contentsOf: value)
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { octets.append(contentsOf: $0) }
    }
}

/// Reads a row's values in their order.
struct TransferRowReader {
    private var rest: UnsafeRawBufferPointer

    init(_ row: UnsafeRawBufferPointer) { rest = UnsafeRawBufferPointer(rebasing: row.dropFirst(2)) }

    /// The next value; nil for NULL. Throws when the row is shorter than it says.
    mutating func next() throws -> UnsafeRawBufferPointer? {
        let length = Int32(truncatingIfNeeded: Self.number(try take(4)))
        return length < 0 ? nil : try take(Int(length))
    }

    /// A `bigint`.
    static func number(_ octets: UnsafeRawBufferPointer) -> Int64 { octets.reduce(0) { $0 << 8 | Int64($1) } }

    private mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
        guard count <= rest.count else { throw StoreFailure(.io, "PostgreSQL has sent half a row") }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
        return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
    }
}
