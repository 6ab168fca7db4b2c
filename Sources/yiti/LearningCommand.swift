import ArgumentParser
import YitiBench
import YitiCore

/// `yiti learning`: simulates people who learn, and writes what came of it.
struct LearningCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning",
        abstract:
            "Simulate people who learn by Yiti's choice and by simple rules, and write learning.md with its plots.")

    @Option(help: "The folder of the bank.")
    var bank = "Data/bank"

    @Option(help: "The folder that is written into.")
    var into = "docs"

    @Option(help: "So many people a cell.")
    var people = 200

    func validate() throws {
        guard (4...100_000).contains(people) else { throw ValidationError("--people must be between 4 and 100000") }
    }

    func run() throws {
        let bank = try BankLoader.load(directory: bank)
        try LearningReport(bank: bank, people: people).write(into: into) { Operator.complain($0) }
    }
}
