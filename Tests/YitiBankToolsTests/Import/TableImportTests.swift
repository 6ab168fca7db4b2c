import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

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
        #expect(plan.lines.contains("line 4: kept: loss-07 is there already"))
        #expect(plan.lines.contains("no stars in this file: each question is taken as 5") == false)
    }

    @Test("leaves ids out of `related` that nobody has")
    func dropsUnknownRelated() throws {
        let plan = try plan(.csv, "id,zh,stars,related\nloss-01,一,5,loss-02 loss-09\nloss-02,二,5,loss-01\n")
        #expect(topics(plan).first?.questions.map(\.related) == [["loss-02"], ["loss-01"]])
        #expect(
            plan.remarks.map(\.description) == ["line 2: loss-01: not in the bank and left out of `related`: loss-09"])
    }

    @Test("makes of an answer what a bank's file can hold")
    func tidiesAnswers() throws {
        let answer = "\u{202E}# 标题\u{0}\r\n\r\n```\r\n# not one\r\n"
        let text = CSV.text([["topic", "zh", "answer_zh"], ["loss", " 问\n什么 ", answer]])
        let question = try #require(topics(try plan(.csv, text)).first?.questions.first)
        #expect(question.wording.zh == "问 什么")
        #expect(question.chinese.referenceAnswer == " # 标题\n\n```\n# not one\n```")
    }

    static let refused: [(String, String)] = [
        ("a,b\n1,2\n", "no column for the question: expected a header with `zh`, `en` or `question` (题目, 问题)"),
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
            let text = CSV.text([
                ["topic", "zh", "en", "answer_zh", "key_points_en", "code"], ["loss"] + cells.dropFirst(),
            ])
            let plan = try plan(.csv, text)
            let examination = BankCheck.examine(plan.files.map { BankParser.parse($0.bytes, file: $0.path) })
            #expect(!examination.hasErrors, "round \(round): \(examination.findings)")
            #expect(plan.added + plan.remarks.count > 0, "round \(round)")
        }
    }

    @Test(
        "reads stars as people write them, and names a mark that it does not understand",
        arguments: [
            ("4", 4), ("4.0", 4), ("４", 4), ("4/5", 4), ("8/10", 4), ("★★★★☆", 4), ("⭐️⭐️", 2), ("★4", 4), ("四星", 4),
            ("2 stars", 2), ("***", 3), ("", 5), ("高", 3), ("0", 3), ("6", 3), ("3.5", 3), ("★★★★★★", 3), ("-1", 3),
            ("99999999999999999999", 3),
        ])
    func readsStars(cell: String, stars: Int) throws {
        let plan = try plan(.csv, "topic,question,stars\nloss,问一？,\(cell)\nloss,问二？,2\n")
        #expect(topics(plan).first?.questions.map(\.stars) == [stars, 2])
        #expect(
            plan.remarks.contains { $0.message.contains("not understood") }
                == ["高", "0", "6", "3.5", "★★★★★★", "-1", "99999999999999999999"].contains(cell))
    }

    @Test("loses no cell without a word")
    func namesLostCells() throws {
        let text = "sep=;\ntopic;zh;question;zh;\nloss;问？;另问？;三？;四\n;问二？\nloss;;\n"
        let plan = try plan(.csv, text)
        #expect(summary(plan) == ["loss-01 5 问？", "loss-02 5 问二？"])
        #expect(
            plan.remarks.map(\.description) == [
                "no stars in this file: each question is taken as 5",
                "line 2: columns that are there twice, the second left out: `zh`",
                "line 3: cells without a name in the header left out: 四",
                "line 3: `question` left out: its language has a column of its own",
                "line 4: no topic in it: taken as that of the row above",
                "line 5: left out: no question in it",
            ])
        let lost = try YitiBankToolsTests.plan(.csv, "topic,question\n,问？\n,问二？\nloss,问三？\n")
        #expect(lost.problem == "of 3 rows only 1 could be read as questions")
    }

    @Test("an id that another question has gives way, one that the same has in other words does not")
    func comparesIds() throws {
        let bank = ["01-loss.md": "# 损失 | Loss\nid: loss\n\n## loss-01 ★\n为什么分类用交叉熵？\n\n## loss-02 ★\n别的\n"]
        let text = "id,zh,related\nloss-01,为什么做分类要用交叉熵呢？,\nloss-02,什么是三元组损失？,loss-01\nloss-04,三,loss-02\n"
        let plan = try plan(.csv, text, into: bank)
        #expect(summary(plan).suffix(2) == ["loss-03 5 什么是三元组损失？", "loss-04 5 三"])
        #expect(plan.lines.contains("line 2: kept: loss-01 is there already, in other words"))
        #expect(plan.lines.contains("line 3: adds loss-03 ★★★★★ 什么是三元组损失？ (loss-02 is another question)"))
        #expect(topics(plan).first?.questions.last?.related == ["loss-03"])
    }

    @Test("a row with more cells than the header is named and left out, and a quote behind spaces opens a cell")
    func namesLongRows() throws {
        let plan = try plan(.csv, "topic,question,stars\nDB,What, really?,3\nDB , \"What, truly?\",4\n")
        #expect(summary(plan) == ["topic01-01 4 What, truly?"])
        #expect(plan.remarks.compactMap(\.line) == [2])
    }

    @Test(
        "reads stars in the wording, and columns for them under other names",
        arguments: ["難度", "difficulty", "频率", "level"])
    func readsStars(column: String) throws {
        let plan = try plan(.csv, "主題,題目,\(column)\n数据库,什么是 B 树？★★,\n数据库,什么是锁？,\"4,0\"\n")
        #expect(summary(plan) == ["topic01-01 2 什么是 B 树？", "topic01-02 4 什么是锁？"])
    }

    @Test("a table parted by tabs is known by its header, whatever the file is called")
    func knowsTables() {
        #expect(ImportFormat.detect(name: "a.txt", text: "topic\tquestion\tstars\nDB\tWhat?\t4\n") == .csv)
        #expect(ImportFormat.detect(name: "a.txt", text: "What is a question?\tThis\n") == .anki)
    }
}
