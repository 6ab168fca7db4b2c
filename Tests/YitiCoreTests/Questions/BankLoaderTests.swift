import Foundation
import Testing
import YitiCore

@Suite struct BankLoaderTests {
    /// Runs `body` with a folder of its own that holds these files and is removed afterwards.
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "yiti-bank-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body(folder.path)
    }

    @Test("reads the files of a folder by name and leaves out what is no topic")
    func readsByName() throws {
        let files = [
            "02-b.md": "# 乙 | B\nid: b\n", "01-a.md": "# 甲 | A\nid: a\n", "10-c.md": "# 丙 | C\nid: c\n",
            "README.md": "# Read me\n",
            ".hidden.md": "x", "notes.txt": "x",
        ]
        try withFolder(files) { folder in
            let bank = try BankLoader.load(directory: folder)
            #expect(bank.topics.map(\.id) == ["a", "b", "c"])
        }
    }

    @Test("one error and nothing loads; the failure lists every error")
    func refusesErrors() throws {
        try withFolder(["01-a.md": "# 甲 | A\nid: a\n", "02-b.md": "# 乙 | B\n"]) { folder in
            let failure = try #require(throws: BankFailure.self) { try BankLoader.load(directory: folder) }
            #expect(failure.message == "the bank in \(folder) has 1 error and was not loaded")
            #expect(failure.findings.map(\.line) == [1])
        }
    }

    @Test("a failure with very many errors has room in a log, and says how many it leaves out")
    func manyErrors() throws {
        let page = "# 甲 | A\nid: a\n" + String(repeating: "\n## a-b ★\n", count: 30_000)
        try withFolder(["01-a.md": page]) { folder in
            let failure = try #require(throws: BankFailure.self) { try BankLoader.load(directory: folder) }
            #expect(failure.findings.count >= 30_000)
            #expect(failure.description.utf8.count < 20_000)
            #expect(failure.description.contains("and \(failure.findings.count - 100) more"))
        }
    }

    @Test("an empty folder and an absent one say what was expected")
    func refusesTheEmpty() throws {
        try withFolder([:]) { folder in
            let empty = try #require(throws: BankFailure.self) { try BankLoader.load(directory: folder) }
            #expect(empty.message == "no bank in \(folder): expected a file NN-topic.md for each topic")
            let absent = try #require(throws: BankFailure.self) { try BankLoader.load(directory: folder + "/x") }
            #expect(
                absent.message == "there is no folder \(folder)/x: expected one with a file NN-topic.md for each topic")
        }
    }

    @Test("a folder or a link to nothing that is called like a topic is a failure with its name")
    func refusesOddFiles() throws {
        try withFolder([:]) { folder in
            try FileManager.default.createDirectory(atPath: folder + "/01-a.md", withIntermediateDirectories: true)
            let failure = try #require(throws: BankFailure.self) { try BankLoader.load(directory: folder) }
            #expect(failure.message == "\(folder)/01-a.md can't be read")
        }
    }
}
