import Foundation

/// The lock that keeps a second server away: an exclusive `flock` on a file beside SQLite's.
///
/// A separate file, because closing any descriptor of the database itself would drop SQLite's own locks (fcntl(2)).
/// The kernel drops it when the process dies, however it dies.
final class StoreLock: @unchecked Sendable {
    private let descriptor: Int32
    private let guardian = NSLock()
    private var isHeld = true

    /// Takes the lock of the database at `path`, or throws `locked`.
    init(beside path: String) throws {
        let lockPath = path + ".lock"
        let made = FileOwner.make(lockPath)
        descriptor = made < 0 && errno == EEXIST ? open(lockPath, O_RDWR | O_CLOEXEC) : made
        guard descriptor >= 0 else {
            throw StoreFailure(
                .io,
                "can't open \(lockPath): \(String(cString: strerror(errno))); is the data folder there and, with all that is in it, "
                    + "yours to write?"
            )
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StoreFailure(
                .locked, "another yiti has \(path) open; stop it first, or give this one its own --data folder")
        }
    }

    /// Gives the lock back; a second call does nothing.
    func release() {
        guardian.withLock {
            guard isHeld else { return }
            isHeld = false
            // A child that is just being started has the descriptor too, until it becomes another program.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
    }
}
