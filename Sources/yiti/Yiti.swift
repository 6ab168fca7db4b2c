import ArgumentParser
import Foundation
import YitiStore

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

    /// Runs the command that the arguments name and ends with its exit code. Here alone is looked whether what it printed was written.
    static func main() async {
        Output.holdPlaces()
        ServeCommand.outliveHangUps(CommandLine.arguments)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            try Output.flush()
        } catch {
            end(with: error)
        }
    }

    /// Ends with what an error says; help and the version, which count as errors too, go to standard output.
    private static func end(with error: any Error) -> Never {
        let error = FileFault(error) ?? error
        let (code, text) = (exitCode(for: error), fullMessage(for: error))
        if !text.isEmpty { code.isSuccess ? print(text) : Output.complain(text + "\n") }
        do {
            try Output.flush()
        } catch let failure {
            // Else it is what the command has ended with already.
            if !(error is OutputFailure) { Output.complain("Error: \(failure)\n") }
            Foundation.exit(code.isSuccess ? ExitCode.failure.rawValue : code.rawValue)
        }
        Foundation.exit(code.rawValue)
    }
}
