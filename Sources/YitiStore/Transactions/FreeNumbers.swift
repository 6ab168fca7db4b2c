import YitiCore

/// The next free numbers, of what a decision numbers and of deliveries; nil for what nobody has asked for.
struct FreeNumbers: Equatable {
    var decided: Numbers?
    var delivery: Int64?
}

extension Transaction {
    /// The last number that a row of a table was given, whether or not it is there still.
    func lastNumber(_ table: String) throws -> Int64 {
        switch connection {
        case .sqlite: try first("SELECT seq FROM sqlite_sequence WHERE name = ?", table) { $0[0] } ?? 0
        case .postgres:
            try first("SELECT pg_sequence_last_value(pg_get_serial_sequence(?, 'id')::regclass)", table) { $0[0] } ?? 0
        }
    }

    /// The number that the next delivery gets.
    func nextDelivery() throws -> Int64 {
        if let known = book.nextDelivery { return known }
        return try lastNumber("delivery") + 1
    }

    /// Has PostgreSQL's sequences follow the numbers that this transaction has taken; SQLite's do by themselves.
    func saveNumbers(in session: PostgresSession) throws {
        let free = FreeNumbers(decided: cache.numbers, delivery: book.nextDelivery)
        guard free != session.saved else { return }
        let before = session.saved
        try save(free.decided?.person, before.decided?.person, "person")
        try save(free.decided?.event, before.decided?.event, "event")
        try save(free.decided?.subscription, before.decided?.subscription, "subscription")
        try save(free.delivery, before.delivery, "delivery")
        session.saved = free
    }

    private func save(_ free: Int64?, _ before: Int64?, _ table: String) throws {
        guard let free, free != before, free > 1 else { return }
        try run("SELECT setval(pg_get_serial_sequence(?, 'id')::regclass, ?)", table, free - 1)
    }
}
