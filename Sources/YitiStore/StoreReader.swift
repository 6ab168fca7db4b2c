import GRDB

/// A connection that reads beside the writer: each read sees what was committed last when it begins, whatever is written meanwhile.
///
/// It neither writes nor checkpoints. A store in memory, the sandbox's and the tests', has one connection: there the writer waits
/// until a read is done.
package final class StoreReader: Sendable {
    private let queue: DatabaseQueue
    private let book: StatementBook
    private let isOwn: Bool

    /// A connection of its own, or the writer's with its statements.
    init(_ queue: DatabaseQueue, _ book: StatementBook, isOwn: Bool) {
        self.queue = queue
        self.book = book
        self.isOwn = isOwn
    }

    /// Runs `body` on a snapshot. What it throws comes through. Blocks the calling thread.
    package func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try queue.inDatabase { database in
            try database.beginTransaction(.deferred)
            defer {
                try? database.rollback()
                book.cache.rollBack()
            }
            return try body(Transaction(database, book))
        }
    }

    /// Closes the connection when it is its own; nothing may be read afterwards.
    package func close() throws {
        guard isOwn else { return }
        queue.inDatabase { _ in book.clear() }
        try queue.close()
    }
}

extension Store {
    /// A reader of this store, to be closed before it.
    package func reader() throws -> StoreReader {
        guard let path else { return StoreReader(queue, book, isOwn: false) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = "yiti-reader"
        let book = StatementBook()
        // What the writer changes meanwhile is not known here.
        book.cache.maxBytes = 0
        return StoreReader(try DatabaseQueue(path: path, configuration: configuration), book, isOwn: true)
    }
}
