import ArgumentParser
import Foundation
import YitiServer

/// `yiti backup`: a copy of the database while it is in use.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into a new file, while the server runs.",
        discussion: "The copy is checked before it gets its name, and prints it. A file that exists is left alone.")

    @Argument(help: "The file to write.")
    var file: String

    @OptionGroup var options: ConfigurationOptions

    func validate() throws {
        if file.isEmpty { throw ValidationError("name the file to write") }
    }

    func run() throws {
        // The server has a working directory of its own.
        let path = URL(fileURLWithPath: file).path
        try Operator.run(AdminRequest(.backup, path: path), options)
    }
}
