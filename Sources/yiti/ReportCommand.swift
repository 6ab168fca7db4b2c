import ArgumentParser

/// `yiti report`: the queue of what people say is wrong with a question.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Read what people sent with /report, and take it out of the queue.",
        subcommands: [ReportListCommand.self, ReportDoneCommand.self])
}
