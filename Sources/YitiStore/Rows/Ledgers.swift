package import YitiCore

/// The ledger: a cache of what the events amount to, one row a day.
extension Transaction {
    /// The last settled day before `day`, or nil.
    package func ledgerRow(of person: Int64, before day: Day) throws -> LedgerRow? {
        try first(
            "SELECT day, kind, repairs, state FROM ledger_day WHERE person = ? AND day < ? ORDER BY day DESC LIMIT 1",
            person, day.number, read: Self.ledgerRow)
    }

    /// The settled days from a day on, oldest first.
    package func ledgerRows(of person: Int64, from day: Day) throws -> [LedgerRow] {
        try all(
            "SELECT day, kind, repairs, state FROM ledger_day WHERE person = ? AND day >= ? ORDER BY day", person,
            day.number, read: Self.ledgerRow)
    }

    /// Writes a settled day.
    package func save(_ row: LedgerRow, person: Int64) throws {
        try run(
            """
            INSERT INTO ledger_day (person, day, kind, repairs, state) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (person, day) DO UPDATE SET kind = excluded.kind, repairs = excluded.repairs, state = excluded.state
            """, person, row.day.number, row.kind.rawValue, row.repairs?.number, row.state)
    }

    /// Forgets the settled days from a day on, so that they are settled anew.
    package func removeLedger(of person: Int64, from day: Day) throws {
        try run("DELETE FROM ledger_day WHERE person = ? AND day >= ?", person, day.number)
    }

    private static func ledgerRow(_ row: Row) throws -> LedgerRow {
        let name: String = row[1]
        guard let kind = DayKind(rawValue: name) else {
            throw StoreFailure(.damaged, "a day of an unknown kind: \(name)")
        }
        return try row.sound(LedgerRow(day: row[0], kind: kind, repairs: row[2], state: row[3]))
    }
}
