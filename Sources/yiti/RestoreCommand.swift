import ArgumentParser
import YitiServer
import YitiStore

/// `yiti restore`: puts a backup in place.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database; the server must be stopped.",
        discussion: "Never overwrites: move the database away first. The backup is checked before it counts.")

    @Argument(help: "The backup.")
    var file: String

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let configuration = try options.load()
        guard !configuration.isOnPostgres else {
            throw AdminRefusal(
                "this database is PostgreSQL's: restore it with PostgreSQL's own tools (docs/operations.md)")
        }
        try DataFolder.make(configuration.data)
        try Store.restore(from: file, to: configuration.databasePath)
        print(configuration.databasePath)
    }
}
