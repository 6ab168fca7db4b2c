internal import Foundation
internal import Synchronization

/// The real server in a process of its own, on a free port. It is killed when nobody uses it any more.
package final class ServerProcess: Sendable {
    /// The port it listens on.
    package let port: Int
    /// The port of its page; 0 when it serves none.
    package let webPort: Int
    /// The token of the bridge `sandbox`; empty outside the sandbox.
    package let token: String
    /// The tokens of the sandbox's bridges by their names.
    package let tokens: [String: String]
    /// The schema of a sandbox that is in a PostgreSQL database, by which others join it.
    package let schema: String?
    /// Every line of its standard output until it was ready.
    package let announced: [String]
    private let child: ChildProcess
    private let logFile: String
    private let kept: [Scratch]

    /// Starts `yiti serve` with these arguments and waits until it listens. `keeping` are folders it needs for as long.
    /// Its log goes to a file of its own, or to the path `log`. It runs on a machine of `network`, if one is named,
    /// and may have so many files open, if it is said.
    package init(
        _ arguments: [String], environment: [String: String] = [:], keeping: [Scratch] = [], log path: String? = nil,
        on place: (network: NetworkOfMachines, machine: NetworkOfMachines.Machine)? = nil, openFiles: Int? = nil
    ) throws {
        let log = try Scratch()
        logFile = path ?? log.file("log")
        kept = keeping + [log]
        let arguments = try Self.onEngine(arguments)
        let outside = (place.map { $0.network.prefix($0.machine) } ?? []) + (openFiles.map(Self.withOpenFiles) ?? [])
        let line = outside + [Program.path, "serve", "--port", "0"] + arguments
        child = try ChildProcess(
            line[0], Array(line.dropFirst()), environment: Program.environment(environment),
            errors: logFile, folder: log.path)
        let hasPage = environment["YITI_HTTP"] != "off"
        let expected = 1 + Self.linesOfSandbox(arguments) + (hasPage ? 1 : 0)
        announced = try Self.lines(expected, of: child, log: logFile)
        guard let address = announced.first, address.hasPrefix("listening "),
            let number = address.split(separator: ":").last.flatMap({ Int($0) })
        else { throw KitFailure("not what a server prints first: \(announced)") }
        port = number
        let pairs = announced.map { $0.split(separator: " ").map(String.init) }.filter {
            $0.count == 3 && $0[0] == "bridge"
        }
        tokens = Dictionary(pairs.map { ($0[1], $0[2]) }, uniquingKeysWith: { first, _ in first })
        token = tokens["sandbox"] ?? ""
        schema = announced.first { $0.hasPrefix("schema ") }.map { String($0.dropFirst("schema ".count)) }
        webPort = hasPage ? announced.last?.split(separator: ":").last.flatMap { Int($0) } ?? 0 : 0
    }

    private static func withOpenFiles(_ count: Int) -> [String] {
        ["/bin/sh", "-c", "ulimit -n \(count) && exec \"$0\" \"$@\""]
    }

    /// A sandbox is in a file, or, with `YITI_TEST_ENGINE=postgres`, in PostgreSQL.
    private static func onEngine(_ arguments: [String]) throws -> [String] {
        guard Program.testsPostgres, arguments.contains("--sandbox"), !arguments.contains("--database") else {
            return arguments
        }
        return try arguments + ["--database", PostgresServer.shared().url()]
    }

    /// How many lines a sandbox prints for its bridges, which whoever joins it finds there, and for its schema.
    private static func linesOfSandbox(_ arguments: [String]) -> Int {
        guard arguments.contains("--sandbox") else { return 0 }
        let bridges = arguments.contains("--schema") ? 0 : 1 + arguments.count { $0 == "--bridge" }
        return bridges + (arguments.contains("--database") ? 1 : 0)
    }

    private static func lines(_ count: Int, of child: ChildProcess, log: String) throws -> [String] {
        let deadline = Deadline()
        var reader = LineReader()
        var lines: [String] = []
        while lines.count < count {
            if let line = reader.next() {
                lines.append(String(decoding: line, as: UTF8.self))
                continue
            }
            let more = try child.read(deadline)
            guard !more.isEmpty else { throw KitFailure("the server ended: \(lines) \(Scratch.text(of: log))") }
            reader.append(more)
        }
        return lines
    }

    /// A sandbox whose clock stands at an instant, with a small bank. `more` goes behind its flags.
    package static func sandbox(
        at instant: String = "2026-03-02T12:00:00Z", bank: Scratch? = nil, _ more: [String] = [],
        environment: [String: String] = [:], log: String? = nil
    ) throws -> ServerProcess {
        let bank = try bank ?? SmallBank.usual.folder()
        return try ServerProcess(
            ["--sandbox", "--at", instant, "--bank", bank.path] + more, environment: environment, keeping: [bank],
            log: log)
    }

    /// A sandbox with the shipped bank, which takes longer to start.
    package static func shipped(at instant: String = "2026-03-02T12:00:00Z") throws -> ServerProcess {
        try ServerProcess(["--sandbox", "--at", instant, "--bank", Program.shippedBank])
    }

    /// A server on a data folder, with a small bank, on a port of its own or the one that is named.
    package static func real(data: Scratch, port: Int? = nil, environment: [String: String] = [:]) throws
        -> ServerProcess
    {
        let bank = try SmallBank.usual.folder()
        return try ServerProcess(
            ["--data", data.path, "--bank", bank.path] + (port.map { ["--port", "\($0)"] } ?? []),
            environment: environment, keeping: [data, bank])
    }

    /// A person's connection.
    package func connect() throws -> LineClient { try LineClient(port: port) }

    /// A connection of the sandbox's bridge.
    package func bridge(push: Bool = true, window: Int? = nil) throws -> BridgeClient {
        try BridgeClient(port: port, token: token, push: push, window: window)
    }

    /// Asks it to end, as a supervisor does.
    package func terminate() { child.signal(SIGTERM) }

    /// Ends it as a power failure would.
    package func kill() { child.signal(SIGKILL) }

    /// Has it stand still, until ``wake()``.
    package func freeze() { child.signal(SIGSTOP) }

    /// Has it go on after ``freeze()``.
    package func wake() { child.signal(SIGCONT) }

    /// Asks it to read its bank again.
    package func hangUp() { child.signal(SIGHUP) }

    /// Waits for its end; the exit code, or 128 and the number of the signal.
    package func waitForExit(seconds: Double = Deadline.usualSeconds) throws -> Int32 {
        try child.waitForExit(Deadline(seconds: seconds))
    }

    /// What it has logged so far.
    package var log: String { Scratch.text(of: logFile) }

    /// Its resident memory in kilobytes.
    package var residentKilobytes: Int {
        let status = Scratch.text(of: "/proc/\(child.identifier)/status")
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    /// How many files and sockets it has open.
    package var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(child.identifier)/fd").count) ?? 0
    }
}
