import ArgumentParser
import YitiServer

/// `yiti fit`: what the deployment's people have in common in how they forget.
struct FitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract:
            "Say what the forgetting of everybody here is like, and with --apply begin with that for whoever has no fit of their own.",
        discussion: """
            The middle of the people, each weighted by how surely their reviews say where they lie, drawn towards FSRS-6 while people are few; the \
            third column is the standard error, as a part of the number. With --apply it holds for each person from \
            their next learning day on and is never undone.
            """)

    @Flag(help: "Set it.")
    var apply = false

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        try Operator.run(AdminRequest(apply ? .fitApply : .fit), options)
    }
}
