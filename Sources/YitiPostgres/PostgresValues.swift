/// The values of a statement's parameters, one after another, in PostgreSQL's binary form. Kept and used again: a statement's values
/// cost no memory of their own.
package final class PostgresValues {
    private var octets: [UInt8] = []
    /// Where each value lies; nil for NULL.
    private var places: [Range<Int>?] = []

    /// No values yet.
    package init() { octets.reserveCapacity(4_096) }

    /// How many there are.
    package var count: Int { places.count }

    /// Begins anew.
    package func removeAll() {
        octets.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    /// NULL of whatever type is asked for.
    package func null() { places.append(nil) }

    /// A `bigint`.
    package func number(_ value: Int64) { withUnsafeBytes(of: value.bigEndian) { self.octets($0) } }

    /// A `double precision`.
    package func number(_ value: Double) { number(Int64(bitPattern: value.bitPattern)) }

    /// A `text` in UTF-8, or a `bytea`.
    package func octets(_ value: UnsafeRawBufferPointer) {
        let start = octets.count
        octets.append(contentsOf: value)
        places.append(start..<octets.count)
    }

    /// A `text`.
    package func text(_ value: String) {
        var value = value
        value.withUTF8 { octets(UnsafeRawBufferPointer($0)) }
    }

    /// The same values, which are not those of the next statement.
    package func copy() -> PostgresValues {
        let copy = PostgresValues()
        copy.octets = octets
        copy.places = places
        return copy
    }

    /// What tells these values, or those of some parameters, from others.
    package func key(of parameters: [Int]? = nil) -> [UInt8] {
        var key: [UInt8] = []
        for parameter in parameters ?? Array(places.indices) where places.indices.contains(parameter) {
            key.append(value: places[parameter].map { octets[$0] })
        }
        return key
    }

    /// Adds each value to a column of its own.
    func add(to columns: inout [[UInt8]]) {
        for (place, column) in zip(places, columns.indices) { columns[column].append(value: place.map { octets[$0] }) }
    }

    /// Has `body` see the values as libpq takes them: where each begins, and how long it is.
    func withPointers<Value>(_ body: ([UnsafePointer<CChar>?], [Int32]) -> Value) -> Value {
        // An empty value has an address as well: none would be NULL.
        octets.append(0)
        defer { octets.removeLast() }
        return octets.withUnsafeBytes { room in
            let start = room.baseAddress?.assumingMemoryBound(to: CChar.self)
            return body(
                places.map { place in place.flatMap { start?.advanced(by: $0.lowerBound) } },
                places.map { Int32(clamping: $0?.count ?? 0) })
        }
    }
}

extension [UInt8] {
    /// A whole number in the order of the wire.
    mutating func append(wire number: UInt32) { Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) } }

    /// A value as an element of PostgreSQL's arrays: its length, and its octets; nil is NULL.
    fileprivate mutating func append(value: ArraySlice<UInt8>?) {
        guard let value else { return append(wire: .max) }
        append(wire: UInt32(truncatingIfNeeded: value.count))
        append(contentsOf: value)
    }
}
