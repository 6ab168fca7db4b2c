import Foundation
import Glibc

/// A server of our own: a process of the same program, on a database that is thrown away.
final class OwnServer {
    let process: pid_t
    let endpoint: BenchEndpoint

    /// Starts the one of that number on a throw-away database and waits until it listens.
    init(_ options: BenchOptions, _ throwAway: ThrowAway, number: Int) throws {
        let folder = try throwAway.folder(ofServer: number)
        let configuration = folder + "/bench.yaml"
        try "log_level: error\n".write(toFile: configuration, atomically: true, encoding: .utf8)
        let words = [
            "yiti", "serve", "--port", "0", "--config", configuration, "--data", folder, "--bank", options.bank,
        ]
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFailure("no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        process = try Self.spawn(options.program, words, database: throwAway.database, output: ends[1])
        close(ends[1])
        guard let port = Self.port(announcedOn: ends[0]) else {
            kill(process, SIGTERM)
            throw BenchFailure("the server did not start; what it said is above")
        }
        endpoint = BenchEndpoint(port: port)
    }

    /// What a load test must not meet: limits of rates.
    private static let environment = [
        "YITI_LIMITS_RATE_USER_PER_SECOND=0", "YITI_LIMITS_RATE_HUMAN_PER_SECOND=0", "YITI_LIMITS_ACCOUNTS_PER_HOUR=0",
        "YITI_LIMITS_FAILED_ATTEMPTS_PER_MINUTE=0", "YITI_LIMITS_CONNECTIONS_BRIDGE=1000",
        "YITI_LIMITS_INFLIGHT_BRIDGE=64",
    ]

    private static func spawn(_ program: String, _ words: [String], database: String, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        let kept = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("YITI_") }
            .map { "\($0.key)=\($0.value)" }
        var arguments = words.map { strdup($0) } + [nil]
        var variables = (kept + environment + ["YITI_DATABASE=\(database)"]).map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, nil, &arguments, &variables)
        guard code == 0 else { throw BenchFailure("can't start \(program): \(String(cString: strerror(code)))") }
        return process
    }

    private static func port(announcedOn descriptor: Int32) -> Int? {
        var text = ""
        var byte: UInt8 = 0
        while Glibc.read(descriptor, &byte, 1) == 1 {
            guard byte == 10 else {
                text.append(Character(UnicodeScalar(byte)))
                continue
            }
            if text.hasPrefix("listening "), let port = text.split(separator: ":").last.flatMap({ Int($0) }) {
                return port
            }
            text = ""
        }
        return nil
    }

    /// Ends it in good order.
    func stop() {
        kill(process, SIGTERM)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
}
