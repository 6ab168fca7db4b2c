import ArgumentParser
import YitiServer

/// `yiti token revoke`: a bridge can't say hello any more.
struct TokenRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take a bridge's token away.")

    @Argument(help: "The bridge's name.")
    var name: String

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.tokenRevoke, name: name), options) }
}
