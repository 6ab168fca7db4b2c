import YitiPostgres

/// A PostgreSQL database as an end of a move.
struct TransferServer: TransferEnd {
    let connection: PostgresConnection

    func count(_ table: TransferTable) throws -> Int64 {
        try connection.run(connection.statement(table.countQuery)).integer(row: 0, column: 0)
    }

    func run(_ sql: String) throws { try connection.run(script: sql) }

    func read(_ table: TransferTable, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try connection.copyOut(table.query, body)
    }

    func write(_ table: TransferTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        try connection.copyIn("\"\(table.name)\" (\(table.columnList))", rows)
    }

    /// The tables whose numbers a sequence gives.
    private func numbered() throws -> [String] {
        let found = try connection.run(
            connection.statement(
                """
                SELECT table_name::text FROM information_schema.columns
                WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'
                """))
        return (0..<found.rows).map { found.text(row: $0, column: 0) }
    }

    func lastNumbers() throws -> [String: Int64] {
        var numbers: [String: Int64] = [:]
        for name in try numbered() {
            let last = try connection.run(
                connection.statement("SELECT pg_sequence_last_value(pg_get_serial_sequence('\(name)', 'id')::regclass)")
            )
            numbers[name] = last.integer(row: 0, column: 0)
        }
        return numbers
    }

    func goOn(after numbers: [String: Int64]) throws {
        for name in try numbered() {
            try connection.run(
                connection.statement(
                    """
                    SELECT setval(pg_get_serial_sequence('\(name)', 'id')::regclass, last)
                    FROM (SELECT greatest(max(id), \(numbers[name] ?? 0)) AS last FROM "\(name)") AS known WHERE last > 0
                    """))
        }
    }
}
