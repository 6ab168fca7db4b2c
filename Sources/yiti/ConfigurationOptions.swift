import ArgumentParser
import Foundation
import YitiServer

/// The options of every command that needs to know where the data are.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", discussion: "Default: config/yiti.yaml, if there is one."))
    var config: String?

    @Option(help: "The folder with the database; goes before the configuration.")
    var data: String?

    /// The configuration in force: these options, then the environment, then the file, then the defaults.
    func load(port: Int? = nil, webPort: Int? = nil, bank: String? = nil) throws -> Configuration {
        try ConfigurationLoader.load(
            ConfigurationFlags(file: config, port: port, webPort: webPort, data: data, bank: bank),
            environment: ProcessInfo.processInfo.environment)
    }
}
