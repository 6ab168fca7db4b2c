import ArgumentParser
import YitiServer

/// `yiti check-config`: what is wrong with a configuration, or what it comes to.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Say what is wrong with the configuration, or what is in force.",
        discussion: """
            Looks at the file, at the environment (YITI_DATA, YITI_LIMITS_WINDOW …) and at the files that the configuration names. Prints \
            every key with its value, or each problem with its file and line, and exits with 1 then.
            """)

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        do {
            let configuration = try options.load()
            try ConfigurationCheck.files(of: configuration)
            for line in ConfigurationCheck.lines(configuration) { print(line) }
        } catch let failure as ConfigurationFailure {
            for problem in failure.problems { Operator.complain("\(problem)") }
            throw ExitCode(1)
        }
    }
}
