import Foundation
import Testing
import YitiBankTools
import YitiCore

@Suite struct ImportFolderTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "yiti-import-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func plan(into folder: String) throws -> ImportPlan {
        let source = try ImportFormat.list.read("## 损失函数\n1. 一⭐\n2. 二⭐\n")
        return try ImportPlan.make(source, into: BankLoader.files(directory: folder), directory: folder)
    }

    @Test("a plan writes nothing until it is carried out, and then a bank that loads")
    func writesABank() throws {
        try withFolder { folder in
            let first = try plan(into: folder)
            #expect(!FileManager.default.fileExists(atPath: folder))
            try ImportFolder.write(first, directory: folder)
            let bank = try BankLoader.load(directory: folder)
            #expect(bank.questions.map(\.id) == ["loss-01", "loss-02"])
            #expect(try plan(into: folder).files.isEmpty)
        }
    }

    @Test("a file whose name begins with a number beyond all counting does no harm")
    func countsFiles() throws {
        let bank = BankFile(path: "bank/9223372036854775807-x.md", bytes: Array("# 杂 | Misc\nid: x\n".utf8))
        let source = try ImportFormat.list.read("## 损失函数\n1. 一⭐\n")
        let plan = try ImportPlan.make(source, into: [bank], directory: "bank")
        #expect(plan.files.map(\.path) == ["bank/01-loss.md"])
    }

    @Test("says what is wrong with a file or a folder that it can't use")
    func namesWhatItCannotUse() throws {
        try withFolder { folder in
            let absent = try #require(throws: ImportFailure.self) { try ImportFolder.text(ofFile: folder + "/x") }
            #expect(absent.description == "\(folder)/x can't be read")
            try Data([0xC4, 0xE3]).write(to: URL(fileURLWithPath: folder))
            let foreign = try #require(throws: ImportFailure.self) { try ImportFolder.text(ofFile: folder) }
            #expect(foreign.description == "\(folder) is not UTF-8: save it as UTF-8 and import it again")
            let taken = try #require(throws: ImportFailure.self) {
                try ImportFolder.write(plan(into: "/nowhere"), directory: folder)
            }
            #expect(taken.description.hasPrefix("the folder \(folder) can't be made: "))
        }
    }
}
