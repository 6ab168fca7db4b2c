import Testing
import YitiBankTools
import YitiCore

@Suite struct QuestionListImportTests {
    static let list = """
        # 题库

        ## 损失函数

        1. 为什么要有损失？⭐⭐⭐⭐⭐
        2. Explain hinge loss ⭐⭐⭐

        ## 数据库

        1. 什么是索引

        """

    @Test("takes topics, numbers and stars, and reports what has none")
    func readsLists() throws {
        let plan = try plan(.list, Self.list)
        #expect(plan.files.map(\.path) == ["bank/01-loss.md", "bank/02-topic01.md"])
        let topics = topics(plan)
        #expect(topics.map(\.name) == [Text(zh: "损失函数", en: "Loss functions"), Text(zh: "数据库", en: "")])
        #expect(topics[0].questions.map(\.stars) == [5, 3])
        #expect(
            topics[0].questions.map(\.wording) == [
                Text(zh: "为什么要有损失？", en: ""), Text(zh: "", en: "Explain hinge loss"),
            ])
        #expect(topics[1].questions.map(\.id) == ["topic01-01"])
        #expect(
            plan.lines == [
                "line 5: adds loss-01 ★★★★★ 为什么要有损失？", "line 6: adds loss-02 ★★★ Explain hinge loss",
                "line 10: adds topic01-01 ★★★★★ 什么是索引", "line 10: topic01-01 has no stars: taken as 5",
                "loss     2 added", "topic01  1 added",
                "2 topics, 3 questions: 3 added, 0 kept, 0 left out",
            ])
    }

    @Test("adds nothing the second time")
    func addsOnce() throws {
        let first = try plan(.list, Self.list)
        let second = try plan(.list, Self.list, into: files(first))
        #expect(second.files.isEmpty)
        #expect(second.added == 0)
        #expect(second.kept == 3)
        #expect(
            second.lines == [
                "line 5: kept: loss-01 is there already", "line 6: kept: loss-02 is there already",
                "line 10: kept: topic01-01 is there already", "loss     0 added, 2 kept", "topic01  0 added, 1 kept",
                "2 topics, 3 questions: 0 added, 3 kept, 0 left out",
            ])
    }

    @Test("takes the ids that are given, in the order of the file, and says when they don't fit")
    func takesGivenIds() throws {
        #expect(topics(try plan(.list, Self.list, ids: ["a", "b"])).map(\.id) == ["a", "b"])
        let tooFew = try #require(throws: ImportFailure.self) { try plan(.list, Self.list, ids: ["a"]) }
        #expect(
            tooFew.description == "the file has 2 topics and 1 ids were given: expected one id a topic, in its order")
        #expect(throws: ImportFailure.self) { try plan(.list, Self.list, ids: ["a", "B"]) }
        #expect(throws: ImportFailure.self) { try plan(.list, Self.list, ids: ["a", "a"]) }
    }

    @Test("never changes a question that exists, and puts new ones where their numbers belong")
    func neverOverwrites() throws {
        let old = """
            # 我的损失 | My loss
            id: loss

            ## loss-02 ★
            我自己的问法
            And in English
            related: loss-04

            ## loss-04 ★
            留在最后

            """
        let list = "## 损失函数\n1. 一⭐\n2. 我自己的问法\n3. 三⭐\n4. 四⭐\n"
        let plan = try plan(.list, list, into: ["07-mine.md": old])
        #expect(plan.lines.contains("loss  3 added, 1 kept"))
        #expect(plan.lines.contains("line 5: adds loss-05 ★ 四 (loss-04 is another question)"))
        let text = try #require(files(plan)["07-mine.md"])
        let without = ["## loss-01 ★\n一\n\n", "## loss-03 ★\n三\n\n", "\n## loss-05 ★\n四\n"].reduce(text) {
            $0.replacing($1, with: "")
        }
        #expect(without == old)
        #expect(text.contains("related: loss-04\n\n## loss-03 ★\n三\n\n## loss-04 ★\n留在最后\n\n## loss-05 ★\n四\n"))
        #expect(topics(plan).first?.questions.map(\.id) == ["loss-01", "loss-02", "loss-03", "loss-04", "loss-05"])
    }

    @Test("keeps a question that exists under another id")
    func comparesWordings() throws {
        let bank = ["01-x.md": "# 杂 | Misc\nid: x\n\n## x-09 ★\n为什么 要有损失\n"]
        let plan = try plan(.list, Self.list, into: bank)
        #expect(plan.lines.contains("line 5: kept: x-09 is there already; not taken over: other stars"))
        #expect(plan.files.map(\.path) == ["bank/02-loss.md", "bank/03-topic01.md"])
    }

    @Test("says which lines it did not understand")
    func reportsLines() throws {
        let list = "1. 早了⭐\n## 损失函数\n随便写写\n1. ⭐⭐\n2. 好⭐\n2. 又是二⭐\n- 二\n3. \(String(repeating: "长", count: 401))⭐\n"
        let plan = try plan(.list, list)
        #expect(
            plan.remarks.map(\.description) == [
                "line 1: left out: a question before the first `## topic` (--topic-ids ID puts it under one)",
                "line 3: not understood, expected `## topic` or `1. question⭐⭐⭐`: 随便写写",
                "line 4: left out: stars without a question",
                "line 7: not understood, expected `## topic` or `1. question⭐⭐⭐`: - 二",
                "line 8: left out: loss-04: the Chinese wording has 401 characters: at most 400",
            ])
        #expect(plan.lines.contains("line 6: adds loss-03 ★ 又是二 (loss-02 is the question of line 5)"))
    }

    @Test("a report never passes on what a terminal would obey")
    func reportsPlainly() throws {
        let plan = try plan(.list, "## 题\n\u{1B}[2J清屏\n1. 好⭐\n")
        #expect(plan.lines.first == "line 2: not understood, expected `## topic` or `1. question⭐⭐⭐`: [2J清屏")
        let findings = BankParser.parse("# 一 | One\nid: one\n## one-01 ★\n问\n### \u{1B}[2J\n", file: "a\u{7}.md")
            .findings
        #expect(
            !findings.contains { $0.description.unicodeScalars.contains("\u{1B}") || $0.description.contains("\u{7}") })
    }

    @Test("refuses to add to a bank with errors")
    func refusesErrors() throws {
        let failure = try #require(throws: ImportFailure.self) {
            try plan(.list, Self.list, into: ["01-x.md": "nothing"])
        }
        #expect(failure.description.hasPrefix("the bank in bank has errors: repair them first\nbank/01-x.md:1: error:"))
    }
}
