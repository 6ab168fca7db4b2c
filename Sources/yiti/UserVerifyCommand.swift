import ArgumentParser
import YitiServer

/// `yiti user verify`: replays what happened and compares.
struct UserVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Replay what happened and say where what is stored differs; 1 is the exit code then.",
        discussion: "Looks at one person, or at everybody.")

    @Argument(help: "The person's number, or bridge:user; everybody without it.")
    var user: String?

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let outcome = try Operator.run(AdminRequest(.userVerify, user: user), options)
        Operator.complain("\(outcome.people) people replayed, \(outcome.lines) differences")
        if outcome.lines > 0 { throw ExitCode(1) }
    }
}
