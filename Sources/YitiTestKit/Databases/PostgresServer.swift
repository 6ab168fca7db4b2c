internal import Foundation
internal import Glibc
internal import Synchronization

/// A PostgreSQL server of the tests' own on this machine, that ends with them.
package final class PostgresServer: Sendable {
    /// Whether there is one to start, after an attempt to fetch it. Asked once a run.
    package static let isThere = (try? Script.run(script, seconds: 600))?.status == 0

    /// The one that suites share, each with databases of its own; started when it is first asked for.
    package static func shared() throws -> PostgresServer { try started.get() }

    private static let started = Result { try PostgresServer() }
    private static let script = Program.root + "/.ci/postgres"

    /// Where it listens.
    package let port: Int
    private let address: String
    private let scratch: Scratch
    private let child: ChildProcess
    /// While it is open, the server runs.
    private let leash: Mutex<Descriptor>

    /// Starts one, on a machine of `network` if that is given: then others reach it there, besides 127.0.0.1.
    package init(on place: (network: NetworkOfMachines, machine: NetworkOfMachines.Machine)? = nil) throws {
        scratch = try Scratch()
        port = try FreePort.find()
        let pipe = try Spawn.pipe()
        address = place?.machine.address ?? "127.0.0.1"
        let line =
            (place.map { $0.network.prefix($0.machine) } ?? []) + [Self.script, "run", scratch.path, String(port)]
            + (place.map { [$0.machine.address] } ?? [])
        child = try ChildProcess(
            line[0], Array(line.dropFirst()), environment: Program.environment([:]),
            errors: scratch.file("errors"), input: pipe.reading.number)
        leash = Mutex(pipe.writing)
        let said = try child.read(Deadline(seconds: 120))
        guard String(decoding: said, as: UTF8.self).contains("ready") else {
            throw KitFailure("no PostgreSQL: \(Scratch.text(of: scratch.file("errors")))")
        }
    }

    deinit {
        leash.withLock { $0.close() }
        _ = try? child.waitForExit(Deadline())
    }

    /// The address of a database in it, with a schema that is looked into first, in the form of libpq.
    package func url(schema: String? = nil, database: String = "postgres", port: Int? = nil) -> String {
        let path = schema.map { "?options=-csearch_path%3D\($0)" } ?? ""
        let port = port ?? self.port
        return "postgresql://yiti@\(address):\(port)/\(database)\(path)"
    }

    /// Stops it, until ``start()``.
    package func stop() throws { try order("stop", answer: "stopped") }

    /// Starts it once more after ``stop()``.
    package func start() throws { try order("start", answer: "ready") }

    private func order(_ word: String, answer: String) throws {
        let line = Array((word + "\n").utf8)
        let written = leash.withLock { Glibc.write($0.number, line, line.count) }
        guard written == line.count else { throw KitFailure("PostgreSQL's keeper is gone") }
        let said = try child.read(Deadline(seconds: 60))
        guard String(decoding: said, as: UTF8.self).contains(answer) else {
            throw KitFailure("PostgreSQL: \(Scratch.text(of: scratch.file("errors")))")
        }
    }

    /// Has a session of its end as a fault of the server's would end it: all sessions are cut off, and the server recovers by itself.
    package func crash() throws {
        let first = Scratch.text(of: scratch.file("data/postmaster.pid")).split(separator: "\n").first
        guard let number = first.flatMap({ pid_t($0) }) else { throw KitFailure("PostgreSQL does not run") }
        let children = Scratch.text(of: "/proc/\(number)/task/\(number)/children").split(separator: " ")
        let session = children.compactMap { pid_t($0) }.last {
            Scratch.text(of: "/proc/\($0)/cmdline").contains("127.0.0.1")
        }
        guard let session else { throw KitFailure("nobody is connected to PostgreSQL") }
        kill(session, SIGKILL)
    }
}
