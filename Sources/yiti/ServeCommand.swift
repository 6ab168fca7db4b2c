import ArgumentParser
internal import Foundation
internal import Logging
import YitiCore
import YitiServer

/// `yiti serve`: the server, or the sandbox.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve people and chat bridges.",
        discussion: """
            Prints `listening ADDRESS:PORT` for each listener, and in the sandbox `bridge NAME TOKEN` for each bridge and `schema NAME` where it has one, and last `http ADDRESS:PORT`, where the page for browsers is; logs go to standard error. \
            SIGTERM and SIGINT end it within 10 seconds with everything answered that was asked; SIGHUP reads the bank again.

            The sandbox runs on a throw-away database with a clock that stands still until told: /clock +25h, or the clock op. It limits \
            no rates but those that the configuration names. With --database it is in a schema of its own of that database, which its last server drops; \
            with --schema NAME besides, another server joins it, with its bridges and its clock.
            """)

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Serve the sandbox.")
    var sandbox = false

    @Option(
        help: ArgumentHelp("Where the sandbox's clock stands at first.", valueName: "2026-03-07T20:00:00Z"),
        transform: { text in
            guard let instant = Instant(text: text) else {
                throw ValidationError("expected an instant such as 2026-03-07T20:00:00Z, found \(text)")
            }
            guard SandboxOptions.starts.contains(instant) else {
                throw ValidationError("--at is of the years 1970 to 2999, found \(text)")
            }
            return instant
        })
    var at: Instant?

    @Option(help: "With --sandbox: a PostgreSQL database, where it makes a schema of its own and drops it at the end.")
    var database: String?

    @Option(
        help: ArgumentHelp(
            "With --database: the schema that another server's sandbox has printed, to be a second server of it.",
            valueName: "name"))
    var schema: String?

    @Option(
        name: .customLong("bridge"),
        help: ArgumentHelp("A bridge of the sandbox besides `sandbox`; more than one may be named.", valueName: "name"))
    var bridges: [String] = []

    @Option(help: "The first listener's port; 0 takes any free one.")
    var port: Int?

    @Option(help: "The port of the page for browsers; 0 takes any free one.")
    var httpPort: Int?

    @Option(help: "The folder with the questions; goes before the configuration.")
    var bank: String?

    /// Has a SIGHUP that comes before a server minds them end nothing. The bank is read only after that, so that it is heeded, too.
    static func outliveHangUps(_ arguments: [String]) {
        if arguments.dropFirst().first == Self.configuration.commandName { signal(SIGHUP, SIG_IGN) }
    }

    func validate() throws {
        for port in [port, httpPort] where port.map({ !(0...65_535).contains($0) }) ?? false {
            throw ValidationError("a port is 0 to 65535")
        }
        if !bridges.isEmpty, !sandbox {
            throw ValidationError("--bridge is for --sandbox: make a token with yiti token create NAME")
        }
        if Set(bridges + ["sandbox"]).count <= bridges.count || !bridges.allSatisfy(BridgeName.isOne) {
            throw ValidationError(
                "--bridge takes \(BridgeName.form), each once, and not sandbox, which is always there")
        }
        if let database {
            guard sandbox, DatabaseAddress.isOne(database) else {
                throw ValidationError(
                    "--database is for --sandbox and takes postgresql://USER@HOST/DATABASE; the configuration's database: is for the others"
                )
            }
        }
        if schema != nil {
            guard database != nil else {
                throw ValidationError("--schema is for --sandbox --database URL, as another server there printed it")
            }
            guard at == nil, bridges.isEmpty else {
                throw ValidationError(
                    "--schema joins a sandbox that has its clock and its bridges: leave --at and --bridge away")
            }
        }
        if sandbox, options.data != nil {
            throw ValidationError("--data is not for --sandbox, whose database is thrown away")
        }
        if at != nil, !sandbox { throw ValidationError("--at is for --sandbox: no other clock is set by hand") }
    }

    func run() throws {
        let configuration = try options.load(port: port, webPort: httpPort, bank: bank)
        let logger = Logger(label: "yiti") { _ in LineLogHandler(level: configuration.logLevel) }
        let server = Server(
            configuration: configuration,
            sandbox: sandbox ? SandboxOptions(at: at, bridges: bridges, database: database, schema: schema) : nil,
            logger: logger)
        try server.run(announce: Output.announce)
    }
}
