import ArgumentParser
import Foundation
internal import Logging
import YitiCore
import YitiServer

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve")
    @Flag var sandbox = false
    @Option var at: String?
    @Option var port: Int?
    @Option var data: String?
    @Option var bank: String?
    func run() throws {
        var configuration = Configuration()
        if let port { configuration.listeners[0].port = port }
        if let data { configuration.data = data }
        if let bank { configuration.bank = bank }
        let logger = Logger(label: "yiti") { _ in LineLogHandler(level: .debug) }
        let server = Server(
            configuration: configuration, sandbox: sandbox ? SandboxOptions(at: at.flatMap { Instant(text: $0) }) : nil,
            logger: logger)
        try server.run { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) }
    }
}
