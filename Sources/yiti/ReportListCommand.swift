import ArgumentParser
import YitiServer

/// `yiti report list`: the queue, oldest first.
struct ReportListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List reports: number, when, the question, the person's number and the text, separated by tabs.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.reportList), options) }
}
