internal import Glibc

/// The files and sockets that the process may have open.
///
/// A process without any left is worse than one that lets people wait: nothing more can be read, and Dispatch ends it (its monitor of
/// threads opens a file each second, and traps when it can't).
enum Descriptors {
    /// What is kept for the database's files and whatever else is opened for a moment, and for the few connections that a listener takes
    /// before it looks again; a quarter where there are few.
    private static let kept = 64

    /// Connections have the descriptors below this one. What is in force is raised to what is allowed when this is first asked: shells and
    /// systemd give programs a lower bound than they may have, for the sake of `select`.
    private static let forConnections: Int = {
        let all = raised()
        return all - min(kept, all / 4)
    }()

    private static func raised() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return .max }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        return Int(clamping: setrlimit(resource, &limit) == 0 ? limit.rlim_max : before)
    }

    /// Whether one more connection may be taken: the system gives the lowest number that is free, so what it gives next says it.
    static var haveRoom: Bool {
        let bound = forConnections
        let next = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard next >= 0 else { return false }
        close(next)
        return next < bound
    }
}
