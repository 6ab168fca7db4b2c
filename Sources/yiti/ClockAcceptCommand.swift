import ArgumentParser
import YitiServer

/// `yiti clock accept`: pushing goes on although the clock has jumped.
struct ClockAcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Believe the clock and go on pushing.",
        discussion: """
            A server whose clock is more than 30 days past the last instant it knows holds its pushes, since they would carry a wrong day. \
            Look at `date` first.
            """)

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.clockAccept), options) }
}
