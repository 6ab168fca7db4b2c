internal import Synchronization

/// Tells whoever holds the connections of a token that another server has made void. Safe from any thread.
package final class VoidTokens: Sendable {
    private let tell = Mutex<@Sendable (_ bridge: String, _ tokenHash: [UInt8]) -> Void>({ _, _ in })

    /// Has `tell` hear of each.
    func whenFound(_ tell: @escaping @Sendable (_ bridge: String, _ tokenHash: [UInt8]) -> Void) {
        self.tell.withLock { $0 = tell }
    }

    /// A bridge's token is void.
    func found(_ bridge: String, _ tokenHash: [UInt8]) { tell.withLock { $0 }(bridge, tokenHash) }
}
