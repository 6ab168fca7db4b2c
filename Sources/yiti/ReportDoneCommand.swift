import ArgumentParser
import YitiServer

/// `yiti report done`: a report that is dealt with leaves the queue.
struct ReportDoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Take a report out of the queue.")

    @Argument(help: "The report's number.")
    var number: Int64

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.reportDone, number: number), options) }
}
