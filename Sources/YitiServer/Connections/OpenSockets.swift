internal import NIOCore
internal import Synchronization

/// How many connections are open, whoever they are from and whether anybody has looked at them yet, beside how many may be. Safe from any
/// thread.
///
/// A process without descriptors is worse than one that lets people wait: nothing more can be read, and Dispatch ends it (its monitor of
/// threads opens a file each second, and traps when it can't).
final class OpenSockets: Sendable {
    private let count = Atomic(0)
    private let room: Int

    /// Room for as many as the process has descriptors for.
    init(room: Int = Descriptors.forConnections) { self.room = room }

    /// Whether one more may be taken.
    var hasRoom: Bool { count.load(ordering: .relaxed) < room }

    /// Counts a connection until it is closed.
    func enter(_ channel: any Channel) {
        count.add(1, ordering: .relaxed)
        channel.closeFuture.whenComplete { [self] _ in count.subtract(1, ordering: .relaxed) }
    }
}
