internal import Glibc

/// The files and sockets that the process may have open.
enum Descriptors {
    /// What is kept for the database's files, event loops, listeners and whatever else is opened for a moment, and for the few connections
    /// that a listener takes before it looks again.
    private static let kept = 64
    /// So many connections are taken in any case.
    private static let fewest = 8

    /// How many connections there may be at once. What is in force is raised to what is allowed when this is first asked: shells and systemd
    /// give programs a lower bound than they may have, for the sake of `select`.
    static let forConnections = max(fewest, raised() - kept)

    private static func raised() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return .max }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        return Int(clamping: setrlimit(resource, &limit) == 0 ? limit.rlim_max : before)
    }
}
