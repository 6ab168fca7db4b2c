import ArgumentParser

/// `yiti clock`: the group of commands about the server's clock.
struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Say that the clock is right after it has jumped.",
        subcommands: [ClockAcceptCommand.self])
}
