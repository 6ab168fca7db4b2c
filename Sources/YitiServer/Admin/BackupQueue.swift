internal import CoreMetrics
internal import Dispatch
internal import Foundation
import YitiStore

/// Makes copies of the database, one at a time and beside everything else.
final class BackupQueue: Sendable {
    private let store: Store
    private let queue = DispatchQueue(label: "backup")
    private let cancellation = BackupCancellation()
    private let metrics: ServiceMetrics
    /// How often one that is being called off is told so again.
    private static let cancelEveryMilliseconds = 20

    /// A queue for copies of a store's database.
    init(_ store: Store, _ metrics: ServiceMetrics = ServiceMetrics()) {
        self.store = store
        self.metrics = metrics
    }

    /// Has something done after what was added before; it makes its copies with ``copy(to:)``.
    func add(_ work: @escaping @Sendable (BackupQueue) -> Void) {
        queue.async { [self] in work(self) }
    }

    /// Makes a copy, and blocks for as long as that takes. Throws as ``Store/backUp(to:_:)``.
    func copy(to path: String) throws {
        let began = DispatchTime.now()
        do {
            try store.backUp(to: path, cancellation)
        } catch {
            metrics.backups.increment(.failed)
            throw error
        }
        metrics.backups.increment(.done)
        metrics.backupSeconds.recordNanoseconds(DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds)
        noteLast(Date())
    }

    /// The last copy was made then; nil when there is none yet and one is to be made.
    func noteLast(_ date: Date?) { metrics.copied(at: date?.timeIntervalSince1970 ?? 0) }

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
