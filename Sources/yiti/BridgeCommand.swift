import ArgumentParser
import Dispatch
import Foundation
internal import Logging
internal import YitiBridge
import YitiServer

/// `yiti bridge NETWORK`: a process between one chat network and the server.
struct BridgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bridge",
        abstract: "Connect a chat network to the server.",
        discussion: """
            NETWORK is one of \(Networks.names.joined(separator: ", ")). A process of its own: it connects to the network and to the server, \
            needs no public address, and can be killed at any instant. Secrets come from the environment or a file, as the \
            configuration says.

            Exit codes: 0 stopped by a signal; 3 another process of this name has taken the place; 73 the journal is another's; 74 the \
            disk failed; 77 the credentials are refused; 78 the configuration can't be used. Start it again after 74 alone.
            """)

    @Argument(help: ArgumentHelp("The network.", valueName: "network"))
    var network: String

    @Option(help: ArgumentHelp("The configuration file.", discussion: "Default: config/bridges/NETWORK.yaml."))
    var config: String?

    @Flag(help: "Try the credentials, say what is missing, and end.")
    var check = false

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let logger = Logger(label: "yiti") { _ in LineLogHandler(level: .info) }
        do {
            try await serve(logger)
        } catch let failure as BridgeFailure {
            logger.critical("\(failure.description)")
            throw ExitCode(failure.code.rawValue)
        }
    }

    private func serve(_ logger: Logger) async throws {
        try Networks.check(network)
        let configuration = try BridgeConfiguration(
            network: network, path: config ?? "config/bridges/\(network).yaml",
            environment: ProcessInfo.processInfo.environment)
        let connector = try configuration.connector()
        var settings = try configuration.settings()
        let chosen = try Networks.make(network, configuration, connector)
        try configuration.finish()
        if check, let journal = settings.journal {
            do {
                if try Bridge.isInUse(journal: journal) { print("note: \(journal) is in use: a bridge runs already") }
            } catch let failure as BridgeFailure where failure.code == .configuration {
                // Where a check is made there need be no place for it.
                print("note: \(failure)")
            }
            // One that is in use would be refused, and what a check learns need not be kept.
            settings.journal = nil
        }
        let bridge = try Bridge(chosen, settings, connector) { level, text in
            logger.log(level: Logger.Level(rawValue: level) ?? .info, "\(text)")
        }
        if check { return try await report(bridge) }
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { bridge.stop() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await bridge.run()
        logger.notice("stopped")
    }

    private func report(_ bridge: Bridge) async throws {
        let findings = try await bridge.findings()
        for finding in findings { print(finding) }
        guard findings.isEmpty else { throw ExitCode(BridgeFailure.Code.configuration.rawValue) }
        print("\(network): the credentials are good")
    }
}
