internal import Synchronization

/// What broke a connection, such as a certificate that is not trusted: that is told in the connection alone, and not to who opened it.
final class ConnectionEnd: Sendable {
    private let first = Mutex<String?>(nil)

    /// Why, in a sentence for the log; nil when it was closed in good order.
    var why: String? { first.withLock { $0 } }

    func note(_ error: any Error) { first.withLock { $0 = $0 ?? "\(error)" } }
}
