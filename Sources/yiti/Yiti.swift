import ArgumentParser

/// The one program: the server, and the commands that look after it and its bank. A subcommand is one file.
@main struct Yiti: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yiti",
        abstract: "One question a day, at your time, in your chat (每日一题).",
        version: "1.0.0",
        subcommands: [
            ServeCommand.self, CheckConfigCommand.self, SendCommand.self, BankCommand.self, TokenCommand.self,
            UserCommand.self, ReportCommand.self, BackupCommand.self, RestoreCommand.self, MigrateCommand.self,
            ClockCommand.self, HealthCommand.self, FitCommand.self, BenchCommand.self, LearningCommand.self,
            BridgeCommand.self,
        ])
}
