internal import Glibc
internal import Synchronization

/// A program that runs beside the tests: its output comes through a pipe, its errors go to a file, and it ends with the tests.
final class ChildProcess: Sendable {
    let identifier: pid_t
    private let output: Mutex<Descriptor>
    private let status = Mutex<Int32?>(nil)

    /// Starts a program. `errors` is the file its standard error is appended to, `input` the descriptor that it reads.
    init(
        _ path: String, _ arguments: [String], environment: [String], errors: String, folder: String? = nil,
        input: Int32? = nil
    ) throws {
        let pipe = try Spawn.pipe()
        identifier = try Spawn.start(
            path, arguments, environment: environment, folder: folder,
            Spawn.Standard(input: input, output: pipe.writing.number, errors: errors))
        output = Mutex(pipe.reading)
        Leash.shared.hold(identifier)
    }

    deinit {
        signal(SIGKILL)
        _ = reap()
    }

    /// The next output; empty at its end. Throws when nothing comes in time.
    func read(_ deadline: Deadline) throws -> [UInt8] { try output.withLock { try $0.read(deadline) } }

    /// Sends a signal while the process still is.
    func signal(_ number: Int32) {
        status.withLock { if $0 == nil { _ = kill(identifier, number) } }
    }

    /// Waits for the end; the exit code, or 128 and the number of the signal that ended it, as a shell has it.
    func waitForExit(_ deadline: Deadline) throws -> Int32 {
        while try !read(deadline).isEmpty {}
        return reap()
    }

    /// Ends it as a power failure would, and waits until it is gone.
    func killAndWait() throws {
        signal(SIGKILL)
        _ = try waitForExit(Deadline())
    }

    private func reap() -> Int32 {
        status.withLock { known in
            if let known { return known }
            var raw: Int32 = 0
            while waitpid(identifier, &raw, 0) < 0 && errno == EINTR {}
            let code = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
            known = code
            return code
        }
    }
}
