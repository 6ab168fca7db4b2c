import ArgumentParser

/// `yiti user`: the group of commands about people.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "List people, hand out or delete what is known of one, check what is stored.",
        subcommands: [
            UserListCommand.self, UserExportCommand.self, UserChartCommand.self, UserForgetCommand.self,
            UserVerifyCommand.self,
        ])
}
