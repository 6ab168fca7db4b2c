import Glibc
import YitiBankTools
import YitiCore

/// Runs Python programs as child processes, a few at a time, without a shell.
struct PythonRunner {
    /// How long a program may run.
    private static let limitSeconds = 60
    /// How many run at once.
    private static let width = 4
    /// How much of what a program says is kept: the end of it.
    private static let outputBytes = 65_536

    /// Runs the program that is its argument. It ends with the command that started it, however that ends, and counts as passed only
    /// when its last line was reached. What Python warns of in its syntax, such as `assert (a, b)`, which always holds, fails. No name of this stands in the program's way.
    private static let frame = """
        try: __import__("ctypes").CDLL(None).prctl(1, 9)
        except ImportError: pass
        if __import__("os").getppid() != int(__import__("sys").argv.pop()): raise SystemExit(1)
        try: exec(compile(__import__("sys").argv.pop(), "<string>", "exec"))
        except SystemExit: raise SystemExit("it ends before its last line")
        """

    /// One child and the pipe its standard error comes from.
    private struct Child {
        let index: Int
        let process: pid_t
        let pipe: Int32
        let deadline: ContinuousClock.Instant
        var output: [UInt8] = []
    }

    private var children: [Child] = []
    private var outcomes: [PythonOutcome]

    /// What became of each program. Throws ``ProgramFailure`` when the system gives out no processes.
    static func run(_ sources: [String]) throws -> [PythonOutcome] {
        var runner = PythonRunner(outcomes: Array(repeating: .noPython, count: sources.count))
        for (index, source) in sources.enumerated() {
            guard try runner.start(source, index: index) else { break }
            while runner.children.count >= width { runner.wait() }
        }
        while !runner.children.isEmpty { runner.wait() }
        return runner.outcomes
    }

    private init(outcomes: [PythonOutcome]) { self.outcomes = outcomes }

    /// Starts one program; false when there is no python3.
    private mutating func start(_ source: String, index: Int) throws -> Bool {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw ProgramFailure(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var process: pid_t = 0
        let code = Self.spawn(
            ["python3", "-B", "-W", "error::SyntaxWarning", "-c", Self.frame, source, String(getpid())],
            errors: ends[1], &process)
        guard code == 0 else {
            close(ends[0])
            guard code == ENOENT || code == EACCES else { throw ProgramFailure(code: code) }
            return false
        }
        let deadline = ContinuousClock.now + .seconds(Self.limitSeconds)
        children.append(Child(index: index, process: process, pipe: ends[0], deadline: deadline))
        return true
    }

    /// Input and output lead nowhere, errors into the pipe. Returns 0 or an error number.
    private static func spawn(_ words: [String], errors: Int32, _ process: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        return posix_spawnp(&process, words.first ?? "", &actions, nil, &arguments, environ)
    }

    /// Waits until some child says something, ends, or has had its time.
    private mutating func wait() {
        var polled = children.map { pollfd(fd: $0.pipe, events: Int16(POLLIN), revents: 0) }
        _ = poll(&polled, nfds_t(polled.count), 1_000)
        let now = ContinuousClock.now
        for (place, descriptor) in polled.enumerated().reversed() {
            if descriptor.revents != 0, !read(place) {
                finish(place, timedOut: false)
            } else if children[place].deadline < now {
                finish(place, timedOut: true)
            }
        }
    }

    /// Reads what a child said; false at the end of it.
    private mutating func read(_ place: Int) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(children[place].pipe, &buffer, buffer.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN }
        children[place].output += buffer.prefix(count)
        children[place].output = children[place].output.suffix(Self.outputBytes)
        return count > 0
    }

    private mutating func finish(_ place: Int, timedOut: Bool) {
        let child = children.remove(at: place)
        if timedOut { kill(child.process, SIGKILL) }
        close(child.pipe)
        var status: Int32 = 0
        while waitpid(child.process, &status, 0) < 0, errno == EINTR {}
        let output = String(decoding: child.output, as: UTF8.self)
        outcomes[child.index] =
            timedOut ? .tooSlow(seconds: Self.limitSeconds) : status == 0 ? .passed : .failed(output)
    }
}

/// The system would not start a process.
struct ProgramFailure: Error, CustomStringConvertible {
    let code: Int32

    var description: String { "python3 can't be started: \(String(cString: strerror(code)))" }
}
