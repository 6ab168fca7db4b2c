import ArgumentParser
import YitiBankTools
import YitiCore

/// `yiti bank show`: prints one question with its answers.
struct BankShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print one question with its key points, answers and follow-ups.")

    @Argument(help: "The question's id, such as loss-04.")
    var id: String

    @Option(help: "The folder with the bank's files.")
    var bank = BankCommand.defaultDirectory

    @Option(help: "One language only, or both.")
    var language = Language.both

    func run() throws {
        let bank = try BankLoader.load(directory: bank)
        for line in try QuestionSheet.lines(id, in: bank, language: language) { print(line) }
    }
}
