internal import Synchronization

/// Sessions that the writer has known lately: whoever names another one is counted by address.
final class KnownSessions: Sendable {
    private let sessions = Mutex<Set<BrowserSession>>([])
    private static let most = 100_000

    var count: Int { sessions.withLock { $0.count } }

    func contains(_ session: BrowserSession) -> Bool { sessions.withLock { $0.contains(session) } }

    /// Notes one; when there are too many all are forgotten, and known again when they ask.
    func insert(_ session: BrowserSession?) {
        guard let session else { return }
        sessions.withLock { sessions in
            if sessions.count >= Self.most { sessions = [] }
            sessions.insert(session)
        }
    }
}
