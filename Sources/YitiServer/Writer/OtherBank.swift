internal import Synchronization
import YitiCore
import YitiStore

/// Tells whoever reads banks that another server on the same database serves another one. Safe from any thread.
package final class OtherBank: Sendable {
    /// Under which key the version of the bank stands that a server has begun to serve last.
    static let key = "bank_version"

    private let tell = Mutex<@Sendable (_ version: String) -> Void>({ _ in })

    /// Has `tell` hear of its version, once.
    package func whenFound(_ tell: @escaping @Sendable (_ version: String) -> Void) { self.tell.withLock { $0 = tell } }

    /// Another server serves this one.
    func found(_ version: String) { tell.withLock { $0 }(version) }
}

extension Job {
    /// Says to other servers on the same database which bank this one serves from now on.
    package static let namingBank = Job(.lifecycle) { batch in
        guard batch.transaction.isShared else { return }
        let version = batch.state.services.catalog.bank.version
        guard try batch.transaction.meta(OtherBank.key) != version else { return }
        try batch.transaction.setMeta(OtherBank.key, version)
        batch.afterCommit { batch.state.watch.bankElsewhere = version }
    }
}
