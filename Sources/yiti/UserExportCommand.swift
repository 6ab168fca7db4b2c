import ArgumentParser
import YitiServer

/// `yiti user export`: everything about a person.
struct UserExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print everything that is known of a person as JSON.")

    @Argument(help: "The person's number, or bridge:user.")
    var user: String

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.userExport, user: user), options) }
}
