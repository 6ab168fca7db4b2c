import ArgumentParser
import Foundation
import YitiServer
import YitiStore

/// `yiti migrate`: from a file to PostgreSQL, or back.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Move everything from a file into PostgreSQL, or back; the server must be stopped.",
        discussion: """
            yiti migrate --from Data/var/yiti.sqlite --to postgresql://yiti@db/yiti. The target has to be empty, or a file that is not there. \
            Rows keep their numbers. All of it arrives or nothing: after an interruption begin anew. Repeated after its end it says that all is \
            there.

            Prints each table, its rows and their SHA-256, which both sides have, then replays everybody on both sides. 1 is the exit code \
            when that differs. The source stays as it is: don't serve it again.
            """)

    @Option(help: "Where everything is: a file, or postgresql://…", transform: place)
    var from: StorePlace

    @Option(help: "Where it goes to: postgresql://…, or a file.", transform: place)
    var to: StorePlace

    @OptionGroup var options: ConfigurationOptions

    private static func place(_ text: String) throws -> StorePlace {
        guard let place = DatabaseAddress.place(text) else {
            throw ValidationError("expected a file's path or postgresql://USER@HOST/DATABASE")
        }
        return place
    }

    func run() throws {
        let configuration = try options.load()
        let bar = ProgressLine()
        defer { bar.clear() }
        let tables = try from.migrate(to: to) { bar.show("\($0.step.rawValue) \($0.table)", $0.done, of: $0.total) }
        bar.clear()
        for table in tables { print("\(table.name)\t\(table.rows)\t\(table.hash)") }
        let people = Int64(tables.first { $0.name == "person" }?.rows ?? 0)
        let before = try AdminAccess.verify(from, configuration) {
            bar.show("replaying the source", Int64($0), of: people)
        }
        let after = try AdminAccess.verify(to, configuration) {
            bar.show("replaying the target", Int64($0), of: people)
        }
        bar.clear()
        for line in after.differences { print(line) }
        Operator.complain("\(after.people) people replayed, \(after.differences.count) differences")
        guard (before.people, before.differences) == (after.people, after.differences) else {
            Operator.complain("before it was moved there were \(before.differences.count)")
            throw ExitCode(1)
        }
    }
}
