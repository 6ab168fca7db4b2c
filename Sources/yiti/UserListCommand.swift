import ArgumentParser
import YitiServer

/// `yiti user list`: everybody, a line each.
struct UserListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List people: number, since when, answers, identities and name, separated by tabs.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.userList), options) }
}
