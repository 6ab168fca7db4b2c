internal import Glibc
internal import Synchronization

/// A proxy with a password in a process of its own (Tests/Doubles/proxy.py), which can be killed and started again on its port.
package final class ProxyProcess: Sendable {
    /// Where it listens.
    package let port: Int
    private let scratch: Scratch
    private let child: Mutex<ChildProcess>

    /// Starts one.
    package init() throws {
        scratch = try Scratch()
        port = try FreePort.find()
        child = Mutex(try Self.start(port, scratch))
        try IRCServer.awaitPort(port, scratch)
    }

    private static func start(_ port: Int, _ scratch: Scratch) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/env",
            [
                "python3", Program.root + "/Tests/Doubles/proxy.py", "\(port)", "user", "pass:word",
                scratch.file("targets"),
            ],
            environment: Program.environment([:]), errors: scratch.file("errors"))
    }

    /// How a configuration names it; `kind` is `http` or `socks5`.
    package func address(_ kind: String) -> String { "\(kind)://user:pass%3Aword@127.0.0.1:\(port)" }

    /// What it was asked to connect to, as it was named.
    package var targets: Set<String> {
        Set(Scratch.text(of: scratch.file("targets")).split(separator: "\n").map(String.init))
    }

    /// Ends it as a power failure would, with every connection through it.
    package func kill() throws {
        try child.withLock { try $0.killAndWait() }
    }

    /// Starts it again.
    package func restart() throws {
        let next = try Self.start(port, scratch)
        child.withLock { $0 = next }
        try IRCServer.awaitPort(port, scratch)
    }
}
