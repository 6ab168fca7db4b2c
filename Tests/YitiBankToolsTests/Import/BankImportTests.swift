import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

/// What an import makes of a text, into an empty folder or onto files.
private func plan(
    _ format: ImportFormat, _ text: String, ids: [String] = [], into bank: [String: String] = [:]
) throws -> ImportPlan {
    let files = bank.sorted { $0.key < $1.key }.map { BankFile(path: "bank/\($0.key)", bytes: Array($0.value.utf8)) }
    return try ImportPlan.make(format.read(text), topicIds: ids, into: files, directory: "bank")
}

/// The topics that a plan's files hold.
private func topics(_ plan: ImportPlan) -> [Topic] {
    plan.files.map { BankParser.parse($0.bytes, file: $0.path).topic }
}

private func files(_ plan: ImportPlan) -> [String: String] {
    Dictionary(
        uniqueKeysWithValues: plan.files.map {
            (String($0.path.dropFirst(5)), String(decoding: $0.bytes, as: UTF8.self))
        })
}

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
                "line 10: topic01-01 has no stars: taken as 5", "loss     2 added", "topic01  1 added",
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
                "loss     0 added, 2 kept", "topic01  0 added, 1 kept",
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
        let list = "## 损失函数\n1. 一⭐\n2. 二⭐\n3. 三⭐\n4. 四⭐\n5. 五⭐\n"
        let plan = try plan(.list, list, into: ["07-mine.md": old])
        #expect(plan.added == 3)
        #expect(plan.lines.contains("loss  3 added, 2 kept (2 worded differently)"))
        let text = try #require(files(plan)["07-mine.md"])
        let without = ["## loss-01 ★\n一\n\n", "## loss-03 ★\n三\n\n", "\n## loss-05 ★\n五\n"].reduce(text) {
            $0.replacing($1, with: "")
        }
        #expect(without == old)
        #expect(text.contains("related: loss-04\n\n## loss-03 ★\n三\n\n## loss-04 ★\n留在最后\n\n## loss-05 ★\n五\n"))
        #expect(topics(plan).first?.questions.map(\.id) == ["loss-01", "loss-02", "loss-03", "loss-04", "loss-05"])
    }

    @Test("keeps a question that exists under another id")
    func comparesWordings() throws {
        let bank = ["01-x.md": "# 杂 | Misc\nid: x\n\n## x-09 ★\n为什么 要有损失\n"]
        let plan = try plan(.list, Self.list, into: bank)
        #expect(plan.lines.contains("line 5: kept: x-09 is the same question"))
        #expect(plan.files.map(\.path) == ["bank/02-loss.md", "bank/03-topic01.md"])
    }

    @Test("says which lines it did not understand")
    func reportsLines() throws {
        let list = "1. 早了⭐\n## 损失函数\n随便写写\n1. ⭐⭐\n2. 好⭐\n2. 又是二⭐\n- 二\n3. \(String(repeating: "长", count: 401))⭐\n"
        let plan = try plan(.list, list)
        #expect(
            plan.remarks.map(\.description) == [
                "line 1: left out: a question before the first `## topic`",
                "line 3: not understood, expected `## topic` or `1. question⭐⭐⭐`: 随便写写",
                "line 4: left out: stars without a question",
                "line 6: left out: the id loss-02 is that of line 5",
                "line 7: not understood, expected `## topic` or `1. question⭐⭐⭐`: - 二",
                "line 8: left out: loss-03: the Chinese wording has 401 characters: at most 400",
            ])
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

@Suite struct TableImportTests {
    @Test("what is exported as a table imports the same")
    func roundTrips() throws {
        for seed in UInt64(1)...60 {
            var generator = TopicGenerator(seed: seed)
            var topic = generator.topic()
            for place in topic.questions.indices { topic.questions[place].related = [] }
            let text = BankExport.text(Bank(topics: [topic]), format: .csv)
            let plan = try plan(.csv, text)
            let worded = topic.questions.filter { !$0.wording.zh.isEmpty || !$0.wording.en.isEmpty }
            #expect(plan.added == worded.count, "seed \(seed): \(plan.lines)")
            let imported = topics(plan).flatMap(\.questions)
            let different = zip(imported, worded).first { $0 != $1 }.map { "\($0)\n\($1)" }
            #expect((imported == worded) as Bool, "seed \(seed): \(different ?? "")")
        }
    }

    @Test(
        "what is exported as Markdown or for Anki imports the same",
        arguments: [(BankFormat.md, ImportFormat.bank), (.anki, .anki)])
    func roundTripsOtherwise(export: BankFormat, format: ImportFormat) throws {
        let pages = [BankExamples.page, BankExamples.page.replacing("loss", with: "other").replacing("损失", with: "别的")]
        let two = Bank(topics: pages.map { BankParser.parse($0, file: "").topic })
        let text = BankExport.text(two, format: export)
        #expect(ImportFormat.detect(name: "x.\(export == .md ? "md" : "txt")", text: text) == format)
        let imported = topics(try plan(format, text))
        #expect(imported.map(\.id) == ["loss", "other"])
        let expected = export == .anki ? two.questions.map { unrelated($0) } : two.questions
        #expect(imported.flatMap(\.questions) == expected)
    }

    private func unrelated(_ question: Question) -> Question {
        var question = question
        question.related = []
        return question
    }

    @Test("reads the few columns that somebody's own table has")
    func readsOwnTables() throws {
        let text =
            "\u{FEFF}Topic;Question;Answer;Stars;Colour\r\n数据库;什么是索引？;\"第一行\r\n第二行\";★★★;red\r\nSQL;What is a join?;\"1. One\n2. Two\";4;\r\n"
        let plan = try plan(.csv, text)
        #expect(plan.remarks.map(\.description) == ["line 1: columns not understood and left out: `Colour`"])
        let questions = topics(plan).flatMap(\.questions)
        #expect(questions.map(\.id) == ["topic01-01", "topic02-01"])
        #expect(questions.map(\.stars) == [3, 4])
        #expect(questions.first?.chinese.referenceAnswer == "第一行\n第二行")
        #expect(questions.last?.english.referenceAnswer == "1. One\n2. Two")
    }

    @Test("gives a question without an id the next number, and leaves a second one like it out")
    func numbersOn() throws {
        let bank = ["01-loss.md": "# 损失 | Loss\nid: loss\n\n## loss-07 ★\n旧的\n"]
        let text = "topic,question\nloss,新的\nloss,新 的？\nloss,旧的。\n"
        let plan = try plan(.csv, text, into: bank)
        #expect(topics(plan).first?.questions.map(\.id) == ["loss-07", "loss-08"])
        #expect(plan.lines.contains("line 3: left out: the same question as line 2"))
        #expect(plan.lines.contains("line 4: kept: loss-07 is the same question"))
        #expect(plan.lines.contains("no stars in this file: each question is taken as 5") == false)
    }

    @Test("leaves ids out of `related` that nobody has")
    func dropsUnknownRelated() throws {
        let plan = try plan(.csv, "id,zh,stars,related\nloss-01,一,5,loss-02 loss-09\nloss-02,二,5,loss-01\n")
        #expect(topics(plan).first?.questions.map(\.related) == [["loss-02"], ["loss-01"]])
        #expect(plan.lines.first == "line 2: loss-01: not in the bank and left out of `related`: loss-09")
    }

    @Test("makes of an answer what a bank's file can hold")
    func tidiesAnswers() throws {
        let answer = "\u{202E}# 标题\u{0}\r\n\r\n```\r\n# not one\r\n"
        let text = SeparatedValues.text([["topic", "zh", "answer_zh"], ["loss", " 问\n什么 ", answer]])
        let question = try #require(topics(try plan(.csv, text)).first?.questions.first)
        #expect(question.wording.zh == "问 什么")
        #expect(question.chinese.referenceAnswer == " # 标题\n\n```\n# not one\n```")
    }

    static let refused: [(String, String)] = [
        ("a,b\n1,2\n", "no column for the question: expected a header with `zh`, `en` or `question`"),
        ("", "an empty table: expected a header and a row a question"),
        ("zh,topic\n\"open,x\n", "line 2: a quote that is never closed"),
    ]

    @Test("refuses what is no table of questions", arguments: refused)
    func refuses(text: String, message: String) throws {
        let failure = try #require(throws: ImportFailure.self) { try plan(.csv, text) }
        #expect(failure.description == message)
    }

    @Test("whatever stands in a table, the bank that is written has no errors")
    func writesSoundBanks() throws {
        var random = SeededRandom(seed: 5)
        let pieces = [
            "#", "## x-01 ★", "```", "\n", "- ", "1. ", "related:", "损失", "word", "\u{0}", "\u{202E}", "### 要点", "\t",
            "~~~", "★",
        ]
        for round in 0..<300 {
            let cells = (0..<6).map { _ in
                (0..<random.below(6)).map { _ in random.pick(pieces) + random.pick(pieces) }.joined()
            }
            let text = SeparatedValues.text([
                ["topic", "zh", "en", "answer_zh", "key_points_en", "code"], ["loss"] + cells.dropFirst(),
            ])
            let plan = try plan(.csv, text)
            let examination = BankCheck.examine(plan.files.map { BankParser.parse($0.bytes, file: $0.path) })
            #expect(!examination.hasErrors, "round \(round): \(examination.findings)")
            #expect(plan.added + plan.remarks.count > 0, "round \(round)")
        }
    }
}

@Suite struct AnkiImportTests {
    static let export = """
        #separator:tab
        #html:true
        #deck column:1
        #tags column:4
        面试::数据库\t什么是<b>索引</b>？<img src="x.png">\t一种<i>结构</i>&nbsp;&lt;B+ 树&gt;\tsql stars-4
        面试::数据库\t"说说 {{c1::事务::四个字母}} [sound:a.mp3]"\t<ul><li>原子性</li><li>持久性</li></ul>\t

        """

    @Test("makes plain text of fields, topics of decks and key points of lists")
    func readsExports() throws {
        let plan = try plan(.anki, Self.export)
        let topic = try #require(topics(plan).first)
        #expect(topic.name == Text(zh: "数据库", en: ""))
        #expect(topic.questions.map(\.wording.zh) == ["什么是索引？", "说说 事务"])
        #expect(topic.questions.map(\.stars) == [4, 5])
        #expect(topic.questions.first?.chinese.referenceAnswer == "一种结构 <B+ 树>")
        #expect(topic.questions.last?.chinese.keyPoints == ["原子性", "持久性"])
        #expect(
            plan.remarks.map(\.description) == [
                "2 images or sounds left out: questions are plain text", "line 6: topic01-02 has no stars: taken as 5",
            ])
    }

    @Test("reads plain fields without headers, one topic for the file")
    func readsPlain() throws {
        let plan = try plan(.anki, "#separator:Comma\n#html:false\n\"What, then?\",\"So <b>it</b> is\"\n")
        let topic = try #require(topics(plan).first)
        #expect(topic.name == Text(zh: "", en: "Anki"))
        #expect(topic.questions.first?.wording.en == "What, then?")
        #expect(topic.questions.first?.english.referenceAnswer == "So <b>it</b> is")
    }

    @Test(
        "tells the forms of files apart",
        arguments: [
            ("a.csv", "x", ImportFormat.csv), ("a.tsv", "x", .csv), ("a.txt", "#separator:tab\n", .anki),
            ("a.md", "## 题\n1. x", .list),
            ("a.md", "# a | b\nid: a\n", .bank), ("a.txt", "## 题\n1. x", .list), ("a.txt", "hello", nil),
            ("a", "", nil),
        ] as [(String, String, ImportFormat?)])
    func detects(name: String, text: String, format: ImportFormat?) {
        #expect(ImportFormat.detect(name: name, text: text) == format)
    }
}
