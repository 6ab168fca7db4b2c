import Testing
import YitiBankTools
import YitiCore

/// Lists as they stand in people's files.
@Suite struct ListKindsTests {
    @Test("items that all begin with one are numbered in their order")
    func numbersItems() throws {
        let plan = try plan(
            .list, "## Learning theory\n1. What is bias?\n1. What is variance?\n1. What is the VC dimension?\n")
        #expect(
            summary(plan) == [
                "topic01-01 5 What is bias?", "topic01-02 5 What is variance?",
                "topic01-03 5 What is the VC dimension?",
            ])
        #expect(plan.problem == nil)
    }

    @Test("numbers that other questions have give way to the next free ones, and the report says to which")
    func numbersAnew() throws {
        let bank = [
            "01-loss.md": "# 损失函数 | Loss\nid: loss\n\n## loss-01 ★\n旧一\n\n## loss-02 ★\n旧二\n\n## loss-07 ★\n旧七\n"
        ]
        let plan = try plan(.list, "## 损失函数\n1. 新一？\n2. 新二？\n3. 新三？\n", into: bank)
        #expect(
            plan.lines.prefix(4) == [
                "no stars in this file: each question is taken as 5",
                "line 2: adds loss-08 ★★★★★ 新一？ (loss-01 is another question)",
                "line 3: adds loss-09 ★★★★★ 新二？ (loss-02 is another question)", "line 4: adds loss-03 ★★★★★ 新三？",
            ])
    }

    @Test("lists below an item are no questions, and are named")
    func takesTheOutermost() throws {
        let list = "## 一\n1. 问一？\n   1. 答一\n   2. 答二\n\t- 点\n2. 问二？\n  1. 答？\n10. 问三？\n"
        let plan = try plan(.list, list)
        #expect(summary(plan) == ["topic01-01 5 问一？", "topic01-02 5 问二？", "topic01-10 5 问三？"])
        #expect(plan.remarks.compactMap(\.line) == [3, 4, 5, 7])
        #expect(plan.problem == nil)
    }

    @Test("numbers that are set flush right are one list")
    func takesFlushRight() throws {
        let plan = try plan(.list, "## 一\n  8. 甲？\n  9. 乙？\n 10. 丙？\n")
        #expect(summary(plan) == ["topic01-08 5 甲？", "topic01-09 5 乙？", "topic01-10 5 丙？"])
    }

    static let answers = [
        "## Optimizers\n\n**What is Adam?**\n\n1. Moments\n2. Bias correction\n\n**Explain SGD**\n\n1. One sample?\n2. A step\n3. Again\n",
        "# Q\n## What is Adam?\n1. Moments\n2. Bias correction\n## What is SGD?\n1. One sample\n2. A step\n",
        "# Q\n### 1. What is Adam?\n1. Moments\n2. Bias correction\n",
        "## Optimizers\nWhat is Adam?\n1. Moments\n2. Bias correction\n",
        "## Steps\n1. Fork the repository.\n2. [Open](https://a.b/?x=1) an issue.\n3. Run `a?b`.\n",
        "## Links\n- [What](https://a.b)\n", "## 一\n1. 没有标记\n", "", "1. Which topic?\n",
        "## 一\n```\n1. In code?\n```\n",
        "## 一\n1. 问？\n\n**甲？**\n1. 答\n2. 答\n3. 答\n\n**乙？**\n1. 答\n",
        "## 数据库\n**1. 什么是 B 树？**\n**2. 什么是 WAL？**\n**3. 什么是 MVCC？**\n## 网络\n1. 什么是 TCP？\n",
        "## 一\n1. 什么是 B 树？\n1.1 什么是 B+ 树？\n1.2 乙？\n1.3 丙？\n",
        "## 数据库\n#### 什么是 B 树？★★★\n1. 平衡？\n2. 多路？\n#### 什么是 WAL？★★★\n1. 先写？\n2. 日志？\n",
        "## 数据库\n### 1. 什么是 B 树？\n答：平衡树\n## 网络\n### 1. 什么是 TCP？\n答：\n1. 可靠？\n2. 有序？\n",
    ]

    @Test("what can't have been meant is refused, and each line of it named", arguments: answers)
    func refuses(list: String) throws {
        let plan = try plan(.list, list)
        #expect(plan.problem != nil, "\(plan.lines)")
        let numbered = list.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { $0.element.first?.isNumber ?? false }.map { $0.offset + 1 }
        let named = Set(plan.lines.compactMap { $0.split(separator: ":").first.map(String.init) })
        #expect(numbered.allSatisfy { named.contains("line \($0)") }, "\(plan.lines)")
    }

    @Test("with all items those of the outermost lists are taken as they are")
    func takesAllItems() throws {
        let plan = try plan(
            .list, "## Steps\n1. Fork the repository.\n2. [Open](https://a.b/?x=1) an issue.\n", allItems: true)
        #expect(summary(plan) == ["topic01-01 5 Fork the repository.", "topic01-02 5 Open an issue."])
        #expect(
            plan.remarks.map(\.description).contains(
                "line 3: the address of a link or image left out: https://a.b/?x=1"))
    }

    @Test("lists that begin anew between numbered questions are their answers")
    func passesOverAnswers() throws {
        let plan = try plan(.list, "## 一\n1. 甲？\n\n1. 答\n2. 答\n\n2. 乙？\n\n1. 答\n")
        #expect(summary(plan) == ["topic01-01 5 甲？", "topic01-02 5 乙？"])
        #expect(plan.remarks.compactMap(\.line) == [4, 5, 9])
    }

    @Test("answers that begin anew and are not indented are told from the questions by their numbers")
    func passesOverFlatAnswers() throws {
        let list =
            "## 一\n1. What is a B-tree?\n1. balanced\n2. multiway\n2. Describe MVCC.\n1. versions\n2. snapshots\n"
        let plan = try plan(.list, list + "3. What is WAL?\n1. log\n2. ahead\n")
        #expect(plan.added == 3 && plan.problem == nil, "\(plan.lines)")
        #expect(plan.remarks.compactMap(\.line) == [3, 4, 6, 7, 9, 10])
    }

    @Test("a fence that is never closed is refused with its line")
    func refusesOpenFence() {
        #expect(throws: ImportFailure.self) { try plan(.list, "## 一\n1. 甲？ ★★★\n```\n2. 乙？ ★★★\n") }
    }

    static let numbers = [
        "⑵ 乙？", "⒉ 乙？", "❷ 乙？", "2️⃣ 乙？", "2\\. 乙？", "（2) 乙？", "Question 2: 乙？", "No.2 乙？", "2. 乙？<!-- hot -->",
    ]

    @Test("reads numbers in other signs", arguments: numbers)
    func readsNumbers(line: String) throws {
        #expect(summary(try plan(.list, "## 一\n1. 甲？\n\(line)\n")) == ["topic01-01 5 甲？", "topic01-02 5 乙？"])
    }

    @Test("link references and comments are no questions, and a line break ends one")
    func readsMarkup() throws {
        let references = try plan(.list, "## 一\n1. 甲？[1]\n2. 乙。\n\n[1]: https://a.b/c\n<!-- 3. 丙？\n4. 丁？ -->\n")
        #expect(references.added == 2)
        let breaks = try plan(.list, "## 一\n1. <b>甲</b>&lt;？<br>2. 乙？<br/>\n")
        #expect(summary(breaks) == ["topic01-01 5 甲<？", "topic01-02 5 乙？"])
    }

    @Test("a list may count from naught")
    func countsFromNaught() throws {
        #expect(try plan(.list, "## 一\n0. 甲？\n1. 乙？\n").added == 2)
    }

    @Test(
        "a topic is known by its id, and by its name however it is counted, closed or written in two languages",
        arguments: [
            "loss", "损失函数：", "損失函數", "第一章 损失函数", "（一）损失函数", "1.1 损失函数", "损失函数（15 题）", "损失函数 ⭐", "损失函数 Loss functions",
            "损失函数/Loss functions", "Loss functions.",
        ])
    func knowsTopics(heading: String) throws {
        let bank = ["01-loss.md": "# 损失函数 | Loss functions\nid: loss\n\n## loss-01 ★\n旧一\n"]
        #expect(topics(try plan(.list, "## \(heading)\n2. 新？\n", into: bank)).map(\.id) == ["loss"])
        #expect(topics(try plan(.list, "## \(heading)\n2. 新？\n")).map(\.id) == ["loss"])
    }

    @Test("two headings for one topic are one")
    func joinsTopics() throws {
        let plan = try plan(.list, "## 数据库 | Databases\n1. 甲？\n## 网络\n1. 丙？\n## Databases\n2. 乙？\n")
        #expect(summary(plan) == ["topic01-01 5 甲？", "topic01-02 5 乙？", "topic02-01 5 丙？"])
    }

    static let marks: [(String, Int)] = [
        ("1.问题？", 5), ("1、问题？", 5), ("1）问题？", 5), ("(1) 问题？", 5), ("（1）问题？", 5), ("１．问题？", 5), ("① 问题？", 5),
        ("Q1: 问题？", 5), ("问题1：问题？", 5), ("1. [ ] 问题？", 5), ("1. **问题？**", 5), ("1. [问题？](#a)", 5), ("1: 问题？⭐️⭐️", 2),
        ("1. 问题？★☆☆☆☆", 1), ("1. 问题？ ★★★☆☆", 3), ("1. ★★★★ 问题？", 4), ("1. 问题？（★★）", 2), ("1. 问题？【难度：★★★★】", 4),
        ("1. 问题？ 难度：★★", 2), ("1. 问题？ - ⭐", 1), ("1. 问题？⭐x4", 4), ("1. 问题？ ★ 4/5", 4), ("1. 问题？(4/5)", 4),
        ("1. 问题？【四星】", 4), ("1. 问题？ 2 stars", 2), ("1. 问题？ 4星", 4), ("1. 问题？🌟🌟", 2), ("1. 问题？ 3/5", 3),
        ("1. 问题？★★★★★★★", 3), ("1. 问题？☆☆☆☆☆", 3), ("1. 问题？★★½", 3), ("1. 难度★ 问题？ 频率★★", 3), ("1. 问题？⭐x9", 3),
        ("1. 问题？ 3 ⭐", 3), ("1. 问题？ 4 ★", 4), ("1. 问题？2 ⭐️", 2), ("1. 问题？ 难度 4 ★", 4), ("1. 问题？ 4 颗 ⭐", 4),
        ("1. 问题？ 4/5 ⭐", 4), ("1. 问题？ 4 x ⭐", 4), ("1. 问题？ 4x⭐", 4), ("1. 问题？ 难度：3", 3), ("1. 问题？ ４／５", 4),
        ("1. 问题？ 4-star", 4), ("1. 问题？ three stars", 3), ("1. 问题？4⭐", 4),
    ]

    @Test(
        "a number that may belong to the wording leaves the stars in doubt",
        arguments: ["GPT 3 ⭐", "问题？6星", "问题？2.5/5"])
    func doubtsMarks(wording: String) throws {
        let plan = try plan(.list, "## 一\n1. \(wording)\n")
        #expect(topics(plan).first?.questions.first?.stars == 3)
        #expect(plan.remarks.contains { $0.line == 2 })
    }

    @Test("reads numbers and stars in other spellings, and the marks leave the wording", arguments: marks)
    func readsMarks(line: String, stars: Int) throws {
        let plan = try plan(.list, "## 一\n\(line)\n")
        let question = try #require(topics(plan).first?.questions.first)
        #expect(question.stars == stars)
        #expect(line.contains("难度★") || question.wording.zh == "问题？", "\(question.wording.zh)")
    }

    @Test("a mark that is not understood is three stars, and named")
    func namesMarks() throws {
        let plan = try plan(.list, "## 一\n1. 问题？★★★★★★★\n")
        #expect(
            plan.remarks.map(\.description) == [
                "line 2: the mark `★★★★★★★` not understood, expected 1 to 5 stars: taken as 3"
            ])
    }

    static let wordings: [(String, String)] = [
        ("1. 1.5 倍是什么？", "1.5 倍是什么？"), ("1. Why (3/4)?", "Why (3/4)?"), ("1. What is ReLU6?", "What is ReLU6?"),
        ("1. What does __init__ do?", "What does __init__ do?"),
        ("1. What is x**2 in Python?", "What is x**2 in Python?"),
        ("1. What is the difference between A\n   and B?", "What is the difference between A and B?"),
        ("1. 说说梯度消失\n和爆炸？", "说说梯度消失和爆炸？"),
    ]

    @Test("leaves a wording whole", arguments: wordings)
    func keepsWordings(line: String, wording: String) throws {
        #expect(topics(try plan(.list, "## 一\n\(line)\n")).first?.questions.first?.wording.wording(in: .zh) == wording)
    }

    static let headings: [(String, [String])] = [
        ("# 甲\n1. 问？\n# 乙\n1. 问二？\n", ["甲", "乙"]), ("# 题库\n## 一、甲 ##\n1. 问？\n# 别的\n1. 问二？\n", ["甲", "别的"]),
        ("甲\n===\n1. 问？\n\n乙\n---\n1. 问二？\n", ["甲", "乙"]), ("# 题库\n### 1. 甲\n1. 问？\n### **乙**\n1. 问二？\n", ["甲", "乙"]),
        ("## 甲 | Jia\n1. 问？\n### 细\n1. 问二？\n", ["甲"]),
    ]

    @Test("files questions under the headings of the level that a list has", arguments: headings)
    func findsTopics(list: String, names: [String]) throws {
        let plan = try plan(.list, list)
        #expect(topics(plan).map(\.name.zh) == names)
        #expect(plan.added == 2 && plan.problem == nil)
    }

    @Test("a heading that is no topic is named")
    func namesHeadings() throws {
        let plan = try plan(.list, "# 题库\n## 简介\n## 甲\n1. 问？\n### 细\n1. 问二？\n")
        #expect(plan.remarks.compactMap(\.line) == [2, 5])
    }
}
