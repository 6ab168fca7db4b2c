import ArgumentParser
import Foundation
import YitiBankTools
import YitiCore

/// `yiti bank check`: every finding at once, then a table.
struct BankCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong with a bank or missing from it.",
        discussion: """
            Prints one line for each finding, `file:line: error|incomplete: …`, and a table of the topics. A bank with an error does not \
            load; what is incomplete only counts here. The Python programs in the bank are run with python3: check only a bank whose \
            programs you would run yourself, or say --skip-programs.

            A file allowed.txt beside the folder lists what a question may do against a rule: `RULE question-id reason`, a line each.

            Exits with 1 when there is any finding, else with 0.
            """)

    @Argument(help: "The folder with the bank's files, one NN-topic.md for each topic.")
    var directory = BankCommand.defaultDirectory

    @Flag(help: "Leave the Python programs in the bank unrun.")
    var skipPrograms = false

    func run() throws {
        let folder = try CheckedFolder(directory: directory)
        let programs = skipPrograms ? ProgramFindings() : try runPrograms(of: folder.pages)
        let examination = BankCheck.examine(
            folder.pages, also: folder.findings + programs.findings, allowed: AllowedBreaches.beside(directory),
            today: Day(number: Int(Date().timeIntervalSince1970 / 86_400)), zones: try ZoneBook())
        for finding in examination.findings { print(finding) }
        if !examination.findings.isEmpty { print() }
        for line in examination.summary { print(line) }
        print()
        print(examination.verdict)
        for note in programs.notes { print("note: \(note)") }
        if !examination.findings.isEmpty { throw ExitCode(1) }
    }

    private func runPrograms(of pages: [BankPage]) throws -> ProgramFindings {
        let blocks = pages.flatMap { PythonBlock.all(in: $0) }
        return ProgramFindings(try PythonRunner.run(blocks.map(\.source)), of: blocks)
    }
}
