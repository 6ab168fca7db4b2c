internal import Dispatch
import YitiStore

/// Makes copies of the database, one at a time and beside everything else.
final class BackupQueue: Sendable {
    private let store: Store
    private let queue = DispatchQueue(label: "backup")
    private let cancellation = BackupCancellation()
    /// How often one that is being called off is told so again.
    private static let cancelEveryMilliseconds = 20

    /// A queue for copies of a store's database.
    init(_ store: Store) { self.store = store }

    /// Has something done that makes a copy, under the cancellation that it is given.
    func add(_ work: @escaping @Sendable (Store, BackupCancellation) -> Void) {
        queue.async { [self] in work(store, cancellation) }
    }

    /// Calls the copy off that is being made and those that wait; returns at once.
    func cancel() { cancellation.cancel() }

    /// The same, and returns when none is being made any more, or at the deadline. Blocks.
    func stop(by deadline: DispatchTime) {
        let ended = DispatchSemaphore(value: 0)
        queue.async { ended.signal() }
        repeat {
            cancel()
            if ended.wait(timeout: .now() + .milliseconds(Self.cancelEveryMilliseconds)) == .success { return }
        } while .now() < deadline
    }
}
