import ArgumentParser
import YitiServer

/// `yiti token list`: the bridges that have a token.
struct TokenListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the bridges that have a token, and when it was made.")

    @OptionGroup var options: ConfigurationOptions

    func run() throws { try Operator.run(AdminRequest(.tokenList), options) }
}
