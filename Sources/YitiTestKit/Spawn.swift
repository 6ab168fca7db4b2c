internal import Glibc
internal import Synchronization

/// Starting programs.
enum Spawn {
    /// Held from a pipe's making until it is marked, and while a child is made: so no child inherits another's pipe.
    private static let lock = Mutex(())

    /// A pipe that no other child inherits.
    static func pipe() throws -> (reading: Descriptor, writing: Descriptor) {
        try lock.withLock { _ in
            var ends: [Int32] = [-1, -1]
            guard Glibc.pipe(&ends) == 0 else { throw KitFailure("no pipe: errno \(errno)") }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return (Descriptor(ends[0]), Descriptor(ends[1]))
        }
    }

    /// What becomes of the three standard descriptors of a child.
    struct Standard {
        /// The descriptor it reads; nil for nothing.
        var input: Int32?
        /// The descriptor it writes to; nil for nowhere.
        var output: Int32?
        /// The file its errors are appended to.
        var errors = "/dev/null"
    }

    /// `posix_spawn_file_actions_addclosefrom_np`, of glibc 2.34 and later, which Swift's module of glibc leaves out.
    private static let closeFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map {
        unsafeBitCast(
            $0, to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self)
    }

    /// Starts a program; its process id.
    static func start(
        _ path: String, _ arguments: [String], environment: [String], folder: String? = nil, _ standard: Standard
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input = standard.input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        if let output = standard.output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 2, standard.errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // A child that held a test's socket would keep it open after everybody else has closed it.
        _ = closeFrom?(&actions, 3)
        // `env -C` becomes the program, so the process id is the same.
        let line = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + [path] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var identifier: pid_t = 0
        let failure = lock.withLock { _ in
            posix_spawn(&identifier, line[0], &actions, nil, &words, &variables)
        }
        guard failure == 0 else { throw KitFailure("\(path) can't be started: errno \(failure)") }
        return identifier
    }
}
