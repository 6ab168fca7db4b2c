internal import NIOCore
internal import Synchronization

/// Sessions that the writer has known lately: whoever names another one is counted by address.
final class KnownSessions: Sendable {
    private let heardAt = Mutex<[BrowserSession: NIODeadline]>([:])
    private static let most = 100_000
    /// For so long after it was heard of a session counts as one that is there; guests are kept for as long.
    private static let presentTime = TimeAmount.minutes(30)

    /// How many were heard of in the last half hour.
    func count(now: NIODeadline = .now()) -> Int {
        heardAt.withLock { $0.values.count { $0 + Self.presentTime > now } }
    }

    func contains(_ session: BrowserSession) -> Bool { heardAt.withLock { $0[session] != nil } }

    /// Notes that one was heard of; when there are too many all are forgotten, and known again when they ask.
    func insert(_ session: BrowserSession?, now: NIODeadline = .now()) {
        guard let session else { return }
        heardAt.withLock { heardAt in
            if heardAt.count >= Self.most { heardAt = [:] }
            heardAt[session] = now
        }
    }

    /// Forgets one that is no more.
    func remove(_ session: BrowserSession?) {
        guard let session else { return }
        heardAt.withLock { $0[session] = nil }
    }
}
