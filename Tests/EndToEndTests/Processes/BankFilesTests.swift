import Foundation
import Testing
import YitiTestKit

extension Processes {
    /// `yiti bank import` and `export` as commands: what is printed, what is written, how they exit.
    @Suite struct BankFilesTests {
        private func run(_ list: String, into folder: Scratch, _ options: String...) throws -> Program.Outcome {
            let source = try Scratch()
            try source.write(list, to: "list.md")
            return try Program.run(["bank", "import", source.file("list.md"), "--into", folder.file("bank")] + options)
        }

        @Test("a dry run shows each question and writes nothing; an import writes them, and the next one nothing more")
        func imports() throws {
            let folder = try Scratch()
            let list = "## Learning theory\n1. What is bias?\n1. What is variance?\n"
            let dry = try run(list, into: folder, "--dry-run")
            #expect(dry.status == 0 && dry.output.contains("line 3: adds topic01-02 ★★★★★ What is variance?"), "\(dry)")
            #expect(folder.names.isEmpty)
            let first = try run(list, into: folder)
            #expect(first.status == 0 && first.output.contains("2 added"), "\(first)")
            let second = try run(list, into: folder)
            #expect(second.status == 0 && second.output.contains("0 added, 2 kept"), "\(second)")
        }

        @Test("what can't have been meant is reported, exits with 1 and writes nothing, unless all items are asked for")
        func refuses() throws {
            let folder = try Scratch()
            let list = "## Links\n1. Fork the repository.\n2. Open an issue.\n"
            let refused = try run(list, into: folder)
            #expect(refused.status == 1 && refused.output.contains("line 2: left out"), "\(refused)")
            #expect(folder.names.isEmpty)
            #expect(try run(list, into: folder, "--dry-run").status == 1)
            try folder.write("", to: "file")
            let lost = try run("## Loss\n1. What is a?\n", into: folder, "--into", folder.file("file/bank"))
            #expect(lost.status == 1 && lost.output == "" && lost.errors.contains("can't be made"), "\(lost)")
            try FileManager.default.removeItem(atPath: folder.file("file"))
            #expect(try run(list, into: folder, "--all-items").status == 0)
        }

        @Test("a table begins with the mark that Excel needs, unless it is told not to")
        func marksTables() throws {
            let bank = try SmallBank.usual.folder()
            let marked = try Program.run(["bank", "export", bank.path, "--format", "csv"])
            #expect(marked.status == 0 && marked.output.hasPrefix("\u{FEFF}id,topic"))
            let plain = try Program.run(["bank", "export", bank.path, "--format", "csv", "--no-bom"])
            #expect(plain.output.hasPrefix("id,topic") && "\u{FEFF}" + plain.output == marked.output)
            #expect(try Program.run(["bank", "export", bank.path, "--format", "md"]).output.hasPrefix("# "))
        }
    }
}
