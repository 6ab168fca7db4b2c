/// What a store keeps its rows in.
protocol StoreEngine: Sendable {
    /// Runs `body` inside one transaction and commits it; durable when this returns. Whatever `body` throws rolls everything back.
    func write(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws

    /// Runs `body` on a snapshot.
    func read(_ book: StatementBook, _ body: (Transaction) throws -> Void) throws

    /// A connection of its own to read with; nil where there can be no second.
    func reader() throws -> (any StoreEngine)?

    /// Copies everything into a file; see ``Store/backUp(to:_:)``.
    func backUp(to destination: String, _ cancellation: BackupCancellation) throws

    /// Runs `body` while nobody else uses the connection.
    func alone<Value>(_ body: () throws -> Value) rethrows -> Value

    /// Closes the connection, whose statements the book has. Nothing may be asked of it afterwards.
    func close(_ book: StatementBook) throws
}
