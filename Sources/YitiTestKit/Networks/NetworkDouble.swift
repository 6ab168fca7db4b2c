internal import Glibc

/// A double of a network's API, a Python program under Tests/Doubles, with the people on it.
package final class NetworkDouble: Sendable {
    /// Where it answers.
    package let port: Int
    private let server: NetworkServer
    private let token: String
    private let child: ChildProcess
    private let scratch: Scratch

    /// Starts the double of a network; `token` is what its bot has to present. One that `needsClient` borrows from the independent client
    /// what it is made of; any Python runs the others.
    package init(_ server: NetworkServer, token: String, needsClient: Bool = true) throws {
        guard !needsClient || server.isThere else { throw KitFailure("no client for the double of \(server)") }
        self.server = server
        self.token = token
        scratch = try Scratch()
        port = try FreePort.find()
        child = try ChildProcess(
            "/usr/bin/env",
            [needsClient ? server.python : "python3", Self.program(server, "double"), "\(port)", token],
            environment: Program.environment([:]), errors: scratch.file("errors"))
        let deadline = Deadline()
        while (try? PlainHTTP.send(port: port, "GET", "/people/sent"))?.status != 200 {
            guard deadline.remainingMilliseconds > 0 else {
                throw KitFailure("no double: \(Scratch.text(of: scratch.file("errors")))")
            }
            usleep(20_000)
        }
    }

    private static func program(_ server: NetworkServer, _ kind: String) -> String {
        "\(Program.root)/Tests/Doubles/\(server.rawValue)_\(kind).py"
    }

    /// Somebody does something; what came of it.
    @discardableResult
    package func people(_ what: String, _ ask: [String: JSON] = [:]) throws -> JSON {
        let answer = try PlainHTTP.send(port: port, "POST", "/people/" + what, body: .object(ask))
        guard answer.status == 200 else { throw KitFailure("\(what): \(answer.body.text)") }
        return answer.body
    }

    /// Waits until something is so, for so many seconds.
    @discardableResult
    package func wait<Value>(
        for what: String, seconds: Double = max(60, Deadline.usualSeconds), _ value: () throws -> Value?
    ) throws -> Value {
        let deadline = Deadline(seconds: seconds)
        while true {
            if let value = try value() { return value }
            guard deadline.remainingMilliseconds > 0 else {
                throw KitFailure("not \(what): \(try people("sent").text.suffix(20_000))")
            }
            usleep(20_000)
        }
    }

    /// Has the independent client hold a conversation with it; what went wrong, or nil.
    package func acceptance() throws -> String? {
        guard server.isThere else { throw KitFailure("no client for the double of \(server)") }
        let run = try Script.run(
            server.python, [Self.program(server, "acceptance"), "\(port)", token], seconds: 120)
        return run.status == 0 ? nil : run.errors
    }
}

extension NetworkServer {
    /// The Python that has the client.
    var python: String { "\(Program.root)/.build-tools/\(rawValue)/bin/python" }
}
