import ArgumentParser
import YitiServer

/// `yiti health`: how the service is.
struct HealthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Say how the service is, a name and a value a line.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.health), options) }
}
