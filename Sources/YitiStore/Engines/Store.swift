import GRDB
import YitiCore

/// The database: the only place that knows SQL.
///
/// Exactly one connection of a store writes. A file of SQLite's has one store, which holds a lock from opening to closing; a PostgreSQL
/// database may have several, each in a process of its own, which take turns. Work runs inside ``write(committing:_:)``, which the caller
/// serialises (the writer's thread).
package final class Store: Sendable {
    let engine: any StoreEngine
    let book = StatementBook()
    /// What opening it has done to a file that an older version had written; nil where there was nothing to do.
    package let migration: StoreMigration?

    /// A store that is laid out as this version has it; gives it its name when it has none.
    init(_ engine: any StoreEngine, _ migration: StoreMigration? = nil) throws {
        self.engine = engine
        self.migration = migration
        try write { try $0.nameStore() }
    }

    /// Closes the database and gives the lock back. Nothing may be asked of the store afterwards.
    package func close() throws { try engine.close(book) }

    /// Runs `body` inside one transaction and commits it; durable when this returns.
    ///
    /// Whatever `body` throws rolls everything back. `committing` hears before the commit by how many more deliveries are under way since it
    /// began, fewer where it is negative. Blocks the calling thread: never call it on the cooperative pool.
    package func write<Value>(
        committing: (_ deliveriesBegun: Int) -> Void = { _ in }, _ body: (Transaction) throws -> Value
    ) throws -> Value {
        var value: Value?
        try engine.write(book) { transaction in
            value = try body(transaction)
            try transaction.flush()
            committing(book.deliveriesBegun)
        }
        guard let value else { throw StoreFailure(.io, "the transaction ended without a value") }
        return value
    }

    /// Keeps files of people who were here lately in so many octets of memory, about; none with 0. Call it before anything is written.
    package func keepPeople(inBytes bytes: Int) { engine.alone { book.cache.maxBytes = bytes } }

    /// Whether it is at a database server, which may be out of reach.
    package var isElsewhere: Bool { !(engine is SQLiteEngine) }

    /// Copies the database to `destination` while it is in use, checks the copy and puts it in place in one step.
    ///
    /// Throws when the file exists, the disk is full, the copy is damaged or called off; then nothing is left behind. Reads
    /// through a connection of its own, so that nobody waits for it; call it from any thread that may block.
    package func backUp(
        to destination: String, _ cancellation: BackupCancellation = BackupCancellation()
    ) throws {
        try engine.backUp(to: destination, cancellation)
    }

    /// The statements that have walked through a whole table since the store was opened: with a million people each of them would
    /// hold everybody up. For tests; known of SQLite alone.
    package func statementsThatWalked() -> [String] { engine.alone { book.textsOfWalks.sorted() } }

    /// The value `PRAGMA synchronous` has now: 2 is FULL. Nil where it is not SQLite's.
    package func synchronousLevel() throws -> Int? {
        guard let engine = engine as? SQLiteEngine else { return nil }
        return try engine.queue.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }
}
