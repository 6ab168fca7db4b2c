/// A front before an API's double that does what HTTP allows and doubles seldom do (Tests/Doubles/rude_front.py).
package final class RudeFront: Sendable {
    /// Where it listens.
    package let port: Int
    private let scratch: Scratch
    private let child: ChildProcess

    /// Starts one before whatever listens on a port.
    package init(before target: Int) throws {
        scratch = try Scratch()
        port = try FreePort.find()
        child = try ChildProcess(
            "/usr/bin/env", ["python3", Program.root + "/Tests/Doubles/rude_front.py", "\(port)", "\(target)"],
            environment: Program.environment([:]), errors: scratch.file("errors"))
        try IRCServer.awaitPort(port, scratch)
    }

    /// The address of the API behind it, whose path is the front's.
    package var address: String { "http://127.0.0.1:\(port)/base/" }
}
