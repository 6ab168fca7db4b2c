import Testing
import YitiBankTools
import YitiCore

/// People name topics in commands: every topic has to be one that they can name.
@Suite struct TopicNamesTests {
    /// What is found about titles such as `loss 损失函数|Loss functions`.
    private func findings(_ titles: String...) throws -> [String] {
        let pages = titles.map { title in
            let parts = title.split(separator: " ", maxSplits: 1).map(String.init)
            return BankParser.parse("# \(parts[1])\nid: \(parts[0])\n", file: parts[0])
        }
        let examination = BankCheck.examine(pages, zones: try ZoneBook())
        return examination.findings.filter { !$0.message.hasPrefix("no questions") }.map(\.description)
    }

    @Test("a name that two topics have is a finding in both files, however it is written")
    func sharedNames() throws {
        let shared = { (file: String, name: String) in
            "\(file):1: incomplete: `/topic \(name)` does not mean this topic alone: give it a name of its own"
        }
        #expect(
            try findings("x 其他 | Other", "y 别的 | OTHER", "third 第三 | Third")
                == [shared("x", "Other"), shared("y", "OTHER")])
        #expect(try findings("x 其他 | Other", "other 别的 | Another") == [shared("x", "Other")])
    }

    @Test("an id or a name that is a word of commands is a finding", arguments: ["all", "mon", "daily", "utc"])
    func commandWords(id: String) throws {
        #expect(try findings("\(id) 题目库 | Things").contains { $0.contains("the id `\(id)` is a word of commands") })
    }

    @Test("a name that commands take for every topic is a finding")
    func allAsName() throws {
        #expect(try findings("x 全部 | Things").contains { $0.hasPrefix("x:1: incomplete: `/topic 全部`") })
    }
}
