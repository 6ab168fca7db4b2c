import ArgumentParser
import Foundation
import YitiServer

/// `yiti user chart`: a person's year as a picture.
struct UserChartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", abstract: "Write the year of a person, a cell for each day, to an SVG file.")

    @Argument(help: "The person's number, or bridge:user.")
    var user: String

    @Argument(help: "The file, in place of one that is there.")
    var file: String

    @OptionGroup var options: ConfigurationOptions

    func validate() throws {
        if file.isEmpty { throw ValidationError("name the file to write") }
        guard !Folders.isOne(file) else { throw ValidationError("\(file) is a folder: name a file to write") }
    }

    func run() throws {
        let reply = try AdminAccess.perform(AdminRequest(.userChart, user: user), on: options.load())
        if let error = reply.error { throw AdminRefusal(error) }
        try Data((reply.lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
    }
}
