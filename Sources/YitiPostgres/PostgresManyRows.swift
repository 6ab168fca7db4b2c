/// A statement that does for many rows what another does for one, with an array for each parameter.
package struct PostgresManyRows {
    /// The statement for many rows.
    package let statement: PostgresStatement
    /// The types of the parameters, as PostgreSQL numbers them.
    let types: [UInt32]

    /// The values of the rows as its parameters.
    package func values(of rows: PostgresRows) -> PostgresValues { rows.values(types) }
}

/// The values of a statement for many rows, column by column.
package struct PostgresRows {
    /// How many rows there are.
    package private(set) var count = 0
    private var columns: [[UInt8]] = []

    /// No rows yet.
    package init() {}

    /// Adds a row.
    package mutating func add(_ values: PostgresValues) {
        if columns.isEmpty { columns = Array(repeating: [], count: values.count) }
        count += 1
        values.add(to: &columns)
    }

    /// An array for each column, in the binary form that PostgreSQL reads: one dimension, perhaps with NULLs, counted from 1.
    fileprivate func values(_ types: [UInt32]) -> PostgresValues {
        let values = PostgresValues()
        for (type, column) in zip(types, columns) {
            var array: [UInt8] = []
            array.reserveCapacity(column.count + 20)
            for number in [1, 1, type, UInt32(truncatingIfNeeded: count), 1] { array.append(wire: number) }
            array += column
            array.withUnsafeBytes { values.octets($0) }
        }
        return values
    }
}
