internal import Dispatch
import YitiStore

/// A thread that reads, with its connection, which is opened when it is first needed.
final class ReadThread: @unchecked Sendable {
    private let store: Store
    private let queue: DispatchQueue
    // Touched on the queue only.
    private var opened: StoreReader?

    init(_ store: Store, number: Int) {
        self.store = store
        queue = DispatchQueue(label: "reads-\(number)")
    }

    /// Has `body` run with what gives the connection.
    func async(_ body: @escaping @Sendable (() throws -> StoreReader) -> Void) {
        queue.async { [self] in body { try reader() } }
    }

    private func reader() throws -> StoreReader {
        if let opened { return opened }
        let reader = try store.reader()
        opened = reader
        return reader
    }

    /// Waits until it has done what it was given.
    func finish() { queue.sync {} }

    /// The same, and closes the connection.
    func close() {
        queue.sync {
            try? opened?.close()
            opened = nil
        }
    }
}
