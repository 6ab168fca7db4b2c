import ArgumentParser
import YitiServer

/// `yiti user forget`: deletes everything about a person.
struct UserForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Delete everything about a person, at once, and say what it was.",
        discussion: "There is no way back but a backup. `yiti user export` first prints what is going to be gone.")

    @Argument(help: "The person's number, or bridge:user.")
    var user: String

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.userForget, user: user), options) }
}
