internal import Synchronization
import YitiCore
import YitiStore

/// Tells whoever reads banks that another server on the same database serves another one. Safe from any thread.
package final class OtherBank: Sendable {
    private let tell = Mutex<@Sendable (_ version: String) -> Void>({ _ in })

    /// Has `tell` hear of its version, once.
    package func whenFound(_ tell: @escaping @Sendable (_ version: String) -> Void) { self.tell.withLock { $0 = tell } }

    /// Another server serves this one.
    func found(_ version: String) { tell.withLock { $0 }(version) }
}

extension Job {
    /// Says to other servers on the same database which bank this one serves from now on.
    package static let namingBank = Job(.lifecycle) { batch in
        let version = batch.state.services.catalog.bank.version
        guard try batch.transaction.apply(.bank(version: version), at: batch.now) else { return }
        batch.afterCommit { batch.state.watch.deployment.bank = version }
    }
}
