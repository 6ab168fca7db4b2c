import ArgumentParser
import YitiServer

/// `yiti token create`: a token for a bridge, shown once.
struct TokenCreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token for a bridge and print it, once.",
        discussion: """
            Prints the token alone on standard output; only its hash is kept. A bridge has one token: a new one takes the place of the \
            one before.
            """)

    @Argument(help: "The bridge's name: letters, digits, dots, hyphens, underscores.")
    var name: String

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.tokenCreate, name: name), options) }
}
