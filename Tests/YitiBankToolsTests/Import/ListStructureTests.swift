import Testing
import YitiBankTools
import YitiCore

/// Which lines of a list are questions, which belong to answers, and what counts as lost.
@Suite struct ListStructureTests {
    static let answers = [
        "## 前端\n### 1. 谈谈你对闭包的理解\n1. 函数\n2. 作用域\n### 2. 简述事件循环\n1. 调用栈\n2. 队列？\n",
        "## 前端\n### 1. 闭包\n1. 函数\n2. 作用域\n### 2. 事件循环\n1. 调用栈\n2. 队列？\n",
        "## Interview\n\n- **Explain closures**\n\n1. function\n2. scope?\n\n- **Explain hoisting**\n\n1. var\n",
        "## JS\n<details>\n<summary>What is the event loop?</summary>\n\n1. call stack\n2. Why a queue?\n\n</details>\n",
        "## JS\n<details><summary><h3>1. What is the event loop?</h3></summary>\n\n1. call stack\n2. Why a queue?\n</details>\n",
        "## JS\nQ: What is the event loop?\nA:\n1. call stack\n2. is it a queue?\n",
        "## JS\n### 说说事件循环\n答案：\n1. 调用栈\n2. 为什么要队列？\n", "## JS\n### 说说事件循环\n### 参考答案\n1. 调用栈\n2. 为什么要队列？\n",
        "## JS\n1. What is a closure?\n\n### Explain the event loop\n1. call stack\n2. queue\n\n### 谈谈原型链\n1. 原型\n2. 链\n",
        "## JS\n1. What is a closure?\n\nExplain the event loop:\n\n1. call stack\n2. queue\n\nDescribe hoisting:\n\n1. var\n",
        "## 1. Explain the event loop\n1. call stack\n2. queue?\n## 2. Explain closures\n1. function\n2. scope\n",
        "## JS\n答：\n\n分两步。\n\n1. 调用栈？\n2. 为什么？\n",
    ]

    @Test("items of an answer are no questions, however the question above them is written", arguments: answers)
    func leavesAnswersOut(list: String) throws {
        let plan = try plan(.list, list)
        #expect(plan.problem != nil, "\(plan.lines)")
        #expect(plan.added == (list.contains("What is a closure?") ? 1 : 0), "\(plan.lines)")
    }

    @Test("an answer of one line below an item does not end the list, nor is it part of the wording")
    func readsLabelledAnswers() throws {
        let plan = try plan(.list, "## 一\n1. 谈谈闭包\n答：为什么要它？\n2. 什么是锁？\n答：\n1. 互斥\n2. 等待\n3. 什么是线程？\n答：略\n")
        #expect(summary(plan) == ["topic01-01 5 谈谈闭包", "topic01-02 5 什么是锁？", "topic01-03 5 什么是线程？"])
        #expect(plan.problem == nil && plan.remarks.compactMap(\.line).filter { $0 > 2 } == [3, 5, 6, 7, 9])
    }

    @Test("numbered headings whose items ask are topics")
    func keepsTopics() throws {
        let plan = try plan(.list, "# 题库\n## 1. 数据库\n1. 谈谈索引\n2. 什么是锁？\n## 二、网络\n1. 说说 TCP\n")
        #expect(topics(plan).map(\.name.zh) == ["数据库", "网络"])
        #expect(plan.added == 3 && plan.problem == nil)
    }

    /// Lists of seven questions with answers below them, one item of which asks.
    static let askingAnswers = [
        ["Answer:"], ["It has parts:"], ["**Answer**"], ["答："],
    ].flatMap { above in
        [1, 7].map { asking in
            "## Graphs\n"
                + (1...7).map { number in
                    let second = number == asking ? "Is it useful? Yes." : "It is useful."
                    return "\(number). What is thing \(number)?\n\n\(above[0])\n1. A part.\n2. \(second)\n3. Done.\n\n"
                }.joined()
        }
    }

    @Test(
        "an item of an answer that asks does not make questions of answers, nor answers of questions",
        arguments: askingAnswers)
    func readsPastAskingAnswers(list: String) throws {
        let plan = try plan(.list, list)
        #expect(
            summary(plan) == (1...7).map { "topic01-0\($0) 5 What is thing \($0)?" }, "\(plan.lines)")
    }

    static let nested: [(String, [String])] = [
        ("1. 什么是甲？\n答：\n1. 第一步\n2. 第二步？\n3. 第三步\n2. 什么是乙？\n3. 什么是丙？", ["什么是甲？", "什么是乙？", "什么是丙？"]),
        ("1. 什么是甲？\n答：\n1. 第一步\n2. 第二步\n2. 说说乙\n答：\n1. 第三步\n3. 推导丙", ["什么是甲？", "说说乙", "推导丙"]),
        ("一、什么是甲？\n1. 甲是什么？\n2. 乙\n\n二、什么是乙？\n1. 甲是什么？\n2. 乙", ["什么是甲？", "什么是乙？"]),
        ("1. 什么是甲？\n2. 什么是乙？\n1. 什么是丙？\n2. 什么是丁？", ["什么是甲？", "什么是乙？", "什么是丙？", "什么是丁？"]),
        ("1. 什么是甲？\n2. 什么是乙？\n1. 什么是丙？\n2. 推导丁\n3. 什么是戊？", ["什么是甲？", "什么是乙？", "什么是丙？", "推导丁", "什么是戊？"]),
    ]

    @Test("numbers tell questions and the lists between them apart", arguments: nested)
    func readsNestedNumbers(list: String, wordings: [String]) throws {
        let plan = try plan(.list, "## 图论\n\(list)\n")
        let read = topics(plan).flatMap(\.questions).map { $0.wording.wording(in: .zh) }
        #expect(Set(read) == Set(wordings) && read.count == wordings.count, "\(plan.lines)")
    }

    @Test("an answer behind a label or behind bold type leaves the question")
    func readsAnswersOnTheLine() throws {
        let list = """
            ## 图论
            1. 什么是 BFS？答：用队列。
            2. **What is b?** It is b.
            3. What is A*? Answer: best first. ★★
            4. **What is d?** (Google)
            5. What is e? - It is e.

            """
        let questions = topics(try plan(.list, list)).flatMap(\.questions)
        #expect(
            questions.map { $0.wording.wording(in: .zh) } == [
                "什么是 BFS？", "What is b?", "What is A*?", "What is d? (Google)", "What is e? - It is e.",
            ])
        #expect(
            questions.first?.chinese.referenceAnswer == "用队列。" && questions[1].english.referenceAnswer == "It is b.")
        #expect(questions[2].english.referenceAnswer == "best first." && questions[2].stars == 2)
    }

    static let lost = [
        "## B\nQ: What is 一?\nA: it is\n\nQ: What is 二?\nA: it is\n\n1. What is c?\n",
        "## B\n1. What is a?\n\n- What is 一?\n- What is 二?\n",
        "## B\n| # | Q |\n|--|--|\n| 1 | What is a? |\n| 2 | What is b? |\n\n1. What?\n",
        "# 面试题\n\n1. Java\n    1. 什么是装箱？\n    2. 什么是泛型？\n    3. 什么是反射？\n2. JVM\n    1. 什么是类加载？\n3. 还有什么问题？\n",
        "## B\n1. What is a?\n4 What is b?\n5- What is c?\n#8 What is d?\n",
        "## B\n1. What is z?\n\n**Explain a**\n\n1. x\n\n**Explain b**\n\n1. y\n",
    ]

    @Test("what looks like a question and was not read counts as lost", arguments: lost)
    func countsTheLost(list: String) throws {
        let plan = try plan(.list, list)
        #expect(plan.problem != nil, "\(plan.lines)")
        #expect(plan.lines.last?.hasSuffix(" 0 left out") == false)
    }

    static let numbers = [
        "一、甲？\n二、乙？", "（一）甲？\n（二）乙？", "第1题：甲？\n第二题 乙？", "1 、甲？\n2 . 乙？", "1】甲？\n2] 乙？", "Q1 甲？\nq2 乙？",
        "**1.** 甲？\n**2.** 乙？", "**1**. 甲？\n**2**、乙？", "Q1 - 甲？\nQ2 – 乙？", "1. - 甲？\n2. - 乙？",
        "1）、甲？\n(2).乙？", "1.,甲？\n2、. 乙？", "No. 1: 甲？\nNo. 2: 乙？", "Ⅰ. 甲？\nⅡ. 乙？",
    ]

    @Test("reads numbers in more spellings", arguments: numbers)
    func readsNumbers(items: String) throws {
        let plan = try plan(.list, "## 甲乙\n\(items)\n")
        #expect(summary(plan) == ["topic01-01 5 甲？", "topic01-02 5 乙？"], "\(plan.lines)")
    }

    static let looseNumbers: [(String, [String])] = [
        ("1 甲？\n2 乙？\n3 谈谈丙", ["topic01-01 5 甲？", "topic01-02 5 乙？", "topic01-03 5 谈谈丙"]),
        ("1 - 甲？\n2 – 乙？", ["topic01-01 5 甲？", "topic01-02 5 乙？"]),
        ("7 What is a?\n\n8 What is b?", ["topic01-07 5 What is a?", "topic01-08 5 What is b?"]),
        ("1- 甲？\n答：略\n2- 乙？", ["topic01-01 5 甲？", "topic01-02 5 乙？"]),
        ("#1 甲？★★\n   1. 答\n#2 乙？", ["topic01-01 2 甲？", "topic01-02 5 乙？"]),
        ("1. 甲？\n1a. 乙？\n2. 丙？", ["topic01-01 5 甲？", "topic01-02 5 乙？", "topic01-03 5 丙？"]),
        ("24a. 甲？\n24b. 乙？", ["topic01-24 5 甲？", "topic01-25 5 乙？"]),
    ]

    @Test("reads a number without a mark of its own where a list counts so throughout", arguments: looseNumbers)
    func readsLooseNumbers(items: String, questions: [String]) throws {
        let plan = try plan(.list, "## 甲乙\n\(items)\n")
        #expect(summary(plan).sorted() == questions.sorted() && plan.problem == nil, "\(plan.lines)")
    }

    @Test(
        "takes no line for an item because a number begins it",
        arguments: [
            "1. What are the\n2 kinds of a?", "1. What is a?\n\n2023 was good.\n2024 was better.",
            "1. What is a?\n\n3d. it is",
        ])
    func leavesNumbersIn(items: String) throws {
        #expect(try plan(.list, "## B\n\(items)\n").added == 1)
    }

    @Test("tells an answer behind a dash from its question where every question of the list has one")
    func readsDashedAnswers() throws {
        let list = "## 一\n1. 什么是锁？——互斥\n2. What is a B-tree? - A balanced tree - on disk ★★\n"
        let questions = topics(try plan(.list, list)).flatMap(\.questions)
        #expect(questions.map { $0.wording.wording(in: .zh) } == ["什么是锁？", "What is a B-tree?"])
        #expect(questions.first?.chinese.referenceAnswer == "互斥")
        #expect(questions.last?.english.referenceAnswer == "A balanced tree - on disk" && questions.last?.stars == 2)
        for item in ["3. What is WAL?", "3. What is a? - and what is b?"] {
            #expect(summary(try plan(.list, list + item)).first == "topic01-01 5 什么是锁？——互斥")
        }
    }

    @Test("says so when a quarter of the numbered lines or more could not be read")
    func warns() throws {
        let half = try plan(.list, "## 一\n1. 甲？\n2. 乙？\n\n**1) 丙？**\n**#2 丁？**\n")
        #expect(half.problem == nil && half.warning?.hasSuffix("could be read as questions") == true, "\(half.lines)")
        #expect(try plan(.list, "## 一\n1. 甲？\n2. 乙？\n").warning == nil)
    }

    @Test("reads numbers of two digits in keycaps and in Chinese")
    func readsLargerNumbers() throws {
        let plan = try plan(.list, "## 甲乙\n🔟 甲？\n1️⃣1️⃣ 乙？\n十二、丙？\n二十、丁？\n")
        #expect(topics(plan).first?.questions.map(\.id) == ["topic01-10", "topic01-11", "topic01-12", "topic01-20"])
    }

    @Test("a number that no id can hold is named")
    func namesLargeNumbers() throws {
        let plan = try plan(.list, "## 甲\n9999. 甲？\n10000. 乙？\n")
        #expect(plan.lines.contains("line 3: left out: a topic has at most 9999 numbers"))
        #expect(plan.lines.last == "1 topics, 2 questions: 1 added, 0 kept, 1 left out")
    }
}
