import Foundation
import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

@Suite struct CheckedFolderTests {
    @Test("a file that is too large or can't be read hides nothing that is wrong with the others")
    func goesOn() throws {
        let folder = try Scratch()
        try folder.write(BankExamples.page, to: "01-loss.md")
        try folder.write(String(repeating: "x", count: BankLimits.fileBytes + 1), to: "02-large.md")
        try FileManager.default.createDirectory(atPath: folder.file("03-folder.md"), withIntermediateDirectories: false)
        try folder.write("# 一 | One\nid: one\n", to: "04-one.md")
        try folder.write(BankExamples.page, to: "05-trees.markdown")
        try folder.write(BankExamples.page, to: "06-c.MD")
        try folder.write("Read me", to: "README.md")
        let checked = try CheckedFolder(directory: folder.path)
        let examination = BankCheck.examine(checked.pages, also: checked.findings)
        #expect(
            examination.findings.map { $0.description.replacing(folder.path + "/", with: "") } == [
                "02-large.md:1: error: it is larger than 4 MB", "03-folder.md:1: error: it can't be read",
                "05-trees.markdown:1: incomplete: it is not read: a bank's files end in `.md`",
                "06-c.MD:1: incomplete: it is not read: a bank's files end in `.md`",
                "04-one.md:1: incomplete: no questions yet: expected `## one-01 ★★★★★`",
            ])
        #expect(throws: BankFailure.self) { try CheckedFolder(directory: folder.file("none")) }
    }
}
