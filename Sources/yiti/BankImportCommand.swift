import ArgumentParser
import YitiBankTools
import YitiCore

/// `yiti bank import`: adds the questions of a file to a bank.
struct BankImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add the questions of a file to a bank.",
        discussion: """
            Reads a list of questions (`## topic`, then `1. question⭐⭐⭐⭐`), a bank's own Markdown, a table with a header (CSV with columns \
            such as topic, stars, zh, en, key_points_zh; what `yiti bank export --format csv` writes imports again), and Anki's text export.

            A question that the bank has already stays as it is; a new one whose number is taken gets the next free one. Says for every line \
            what was added, kept, guessed or left out, and why.

            Exits with 1, and writes nothing, when the file can't be what was meant: when nothing, or less than half of it, could be read.
            """)

    @Argument(help: "The file to import, in UTF-8.")
    var file: String

    @Option(help: "The folder of the bank to add to; it is made when it is missing.")
    var into: String

    @Option(
        help: ArgumentHelp(
            """
            Ids for the file's topics in its order, separated by commas; a single one also for questions under no topic. Without it known \
            topics get theirs, others topic01 and so on.
            """,
            valueName: "a,b,c"))
    var topicIds: String?

    @Option(help: "What the file is, when its name and beginning don't tell.")
    var format: ImportFormat?

    @Flag(help: "Take every item of a list, also when none has a question mark or stars.")
    var allItems = false

    @Flag(help: "Say what would be added and write nothing.")
    var dryRun = false

    func run() throws {
        let text = try ImportFolder.text(ofFile: file)
        guard let format = format ?? ImportFormat.detect(name: file, text: text) else {
            throw ImportFailure("\(file): can't tell what it is, say --format list, bank, csv or anki")
        }
        let plan = try ImportFolder.add(to: into, isDryRun: dryRun) { try self.plan(text, format, $0) }
        for line in plan.lines { print(line) }
        if let problem = plan.problem {
            print("nothing was written: \(problem)")
            throw ImportFailure("\(file): \(problem): nothing was written")
        }
        if let warning = plan.warning {
            Operator.complain("warning: \(file): \(warning): the others are named above, with why")
        }
        if dryRun { print("dry run: nothing was written") }
    }

    private func plan(_ text: String, _ format: ImportFormat, _ bank: [BankFile]) throws -> ImportPlan {
        let source: ImportSource
        do {
            source = try format.read(
                text, allItems: allItems, topic: requestedIds.count == 1 ? requestedIds.first : nil)
        } catch let failure as ImportFailure {
            throw ImportFailure("\(file): \(failure)")
        }
        return try ImportPlan.make(source, topicIds: requestedIds, into: bank, directory: into)
    }

    private var requestedIds: [String] {
        (topicIds ?? "").split(separator: ",").map { String($0).trimmingSpaces() }
    }
}
