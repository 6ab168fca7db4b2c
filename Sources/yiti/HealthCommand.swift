import ArgumentParser
import YitiServer

/// `yiti health`: how the service is.
struct HealthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Say how the service is, a name and a value a line.",
        discussion: "Exits with 69 when no server is running, or when one says another status than ok.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let lines = try Operator.run(AdminRequest(.health), options).lastPage
        guard lines.contains("status\tok") else { throw Self.unavailable }
    }

    /// EX_UNAVAILABLE of sysexits.h.
    private static let unavailable = ExitCode(69)
}
