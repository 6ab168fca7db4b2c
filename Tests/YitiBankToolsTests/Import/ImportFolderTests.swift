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

    private func add(
        _ list: String = "## 损失函数\n1. 一⭐\n2. 二⭐\n", to folder: String, isDryRun: Bool = false,
        before: () throws -> Void = {}
    ) throws -> ImportPlan {
        try ImportFolder.add(to: folder, isDryRun: isDryRun) { bank in
            try before()
            return try ImportPlan.make(ImportFormat.list.read(list), into: bank, directory: folder)
        }
    }

    @Test("a dry run writes nothing, an import a bank that loads")
    func writesABank() throws {
        try withFolder { folder in
            let dry = try add(to: folder, isDryRun: true)
            #expect(!FileManager.default.fileExists(atPath: folder))
            #expect(try add(to: folder) == dry)
            let bank = try BankLoader.load(directory: folder)
            #expect(bank.questions.map(\.id) == ["loss-01", "loss-02"])
            #expect(try add(to: folder).files.isEmpty)
        }
    }

    @Test("an import keeps what another one writes meanwhile, and has the folder to itself while it writes")
    func sharesTheFolder() throws {
        try withFolder { folder in
            var looks = 0
            let plan = try add(to: folder) {
                looks += 1
                if looks == 1 { _ = try add("## 损失函数\n1. 三⭐\n", to: folder) }
                let descriptor = open(folder, O_RDONLY)
                defer { close(descriptor) }
                #expect((flock(descriptor, LOCK_EX | LOCK_NB) == 0) == (looks == 1))
            }
            #expect(looks == 2 && plan.added == 2)
            let questions = try BankLoader.load(directory: folder).questions
            #expect(questions.map(\.wording.zh).sorted() == ["一", "三", "二"])
        }
    }

    @Test("a file keeps its mode, and behind a link it is the linked file that gets the questions")
    func keepsLinksAndModes() throws {
        try withFolder { folder in
            _ = try add(to: folder)
            let (link, real) = (folder + "/01-loss.md", folder + "/real")
            try FileManager.default.moveItem(atPath: link, toPath: real)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real")
            _ = try add("## 损失函数\n1. 三⭐\n", to: folder)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real")
            #expect(try String(contentsOfFile: real, encoding: .utf8).contains("三"))
            let mode = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions] as? Int
            #expect(mode == 0o640)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["01-loss.md", "real"])
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
                try add(to: folder)
            }
            #expect(taken.description.hasPrefix("the folder \(folder) can't be made: "))
        }
    }
}
