import ArgumentParser
import YitiBankTools
import YitiCore

/// `yiti bank`: the group of commands about the question bank.
struct BankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank",
        abstract: "Check, import, export and show the questions.",
        subcommands: [BankCheckCommand.self, BankImportCommand.self, BankExportCommand.self, BankShowCommand.self])

    /// Where the bank is unless a command says otherwise.
    static let defaultDirectory = "Data/bank"
}

extension Language: ExpressibleByArgument {}
extension BankFormat: ExpressibleByArgument {}
extension ImportFormat: ExpressibleByArgument {}
