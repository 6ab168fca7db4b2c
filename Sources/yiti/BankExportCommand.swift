import ArgumentParser
import YitiBankTools
import YitiCore

/// `yiti bank export`: prints a bank in another form.
struct BankExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print a bank as Markdown, CSV, text for Anki, or JSON.",
        discussion: """
            Prints to the standard output: yiti bank export --format anki > yiti.txt, then in Anki File > Import. Importing a newer export \
            into Anki updates its notes and keeps their schedule.
            """)

    @Argument(help: "The folder with the bank's files.")
    var directory = BankCommand.defaultDirectory

    @Option(help: "The form to print it in.")
    var format: BankFormat

    @Option(help: "One language only, or both.")
    var language = Language.both

    @Flag(help: "Begin a table without the mark that tells Excel that it is UTF-8.")
    var noBom = false

    func run() throws {
        let bank = try BankLoader.load(directory: directory)
        print(BankExport.text(bank, format: format, language: language, marksTables: !noBom), terminator: "")
    }
}
