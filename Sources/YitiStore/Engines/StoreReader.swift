/// A connection that reads beside the writer: each read sees what was committed last when it begins, whatever is written meanwhile.
///
/// It neither writes nor checkpoints. A store in memory, the tests', has one connection: there the writer waits until a read is done.
package final class StoreReader: Sendable {
    private let engine: any StoreEngine
    private let book: StatementBook
    private let isOwn: Bool

    /// A connection of its own, or the writer's with its statements.
    init(_ engine: any StoreEngine, _ book: StatementBook, isOwn: Bool) {
        self.engine = engine
        self.book = book
        self.isOwn = isOwn
    }

    /// Runs `body` on a snapshot. What it throws comes through. Blocks the calling thread.
    package func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        var value: Value?
        try engine.read(book) { value = try body($0) }
        guard let value else { throw StoreFailure(.io, "the transaction ended without a value") }
        return value
    }

    /// Closes the connection when it is its own; nothing may be read afterwards.
    package func close() throws {
        if isOwn { try engine.close(book) }
    }
}

extension Store {
    /// A reader of this store, to be closed before it.
    package func reader() throws -> StoreReader {
        guard let own = try engine.reader() else { return StoreReader(engine, book, isOwn: false) }
        let book = StatementBook()
        // What the writer changes meanwhile is not known here.
        book.cache.maxBytes = 0
        return StoreReader(own, book, isOwn: true)
    }
}
