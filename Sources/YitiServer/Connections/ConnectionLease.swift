internal import NIOCore

/// A connection's place in the registry and among the counts, from its first moment on, given back when it ends. It is the one thing that
/// waits for the end: thousands are idle, and whatever else waited would be kept for each of them.
final class ConnectionLease {
    let id: ConnectionID
    private let surroundings: ConnectionSurroundings
    /// Where it comes from, once the registry has admitted the address.
    private var address: PeerAddress?
    private var isFirstLineSettled = false
    private var kind = ConnectionKind.undecided

    /// Enters a channel; nil when the server stops already.
    init?(_ channel: any Channel, _ surroundings: ConnectionSurroundings) {
        id = surroundings.registry.nextID()
        self.surroundings = surroundings
        guard surroundings.registry.enter(channel, id) else { return nil }
        surroundings.metrics.connectionOpened()
    }

    /// Counts the connection for its address, or returns which limit it is one too many for.
    func admit(_ address: PeerAddress) -> ConnectionLimit? {
        if let limit = surroundings.registry.admit(address) { return limit }
        self.address = address
        return nil
    }

    /// Its first octet has said what it is.
    func decide(_ kind: ConnectionKind) {
        self.kind = kind
        surroundings.metrics.connectionDecided(kind)
    }

    /// The first line has come, or never will.
    func settleFirstLine() {
        guard !isFirstLineSettled, let address else { return }
        isFirstLineSettled = true
        surroundings.registry.firstLineSettled(address)
    }

    /// The connection has ended.
    func end() {
        settleFirstLine()
        if let address { surroundings.registry.release(address) }
        surroundings.registry.leave(id)
        surroundings.metrics.connectionClosed(kind)
    }
}

@available(*, unavailable) extension ConnectionLease: Sendable {}
