import Testing
import YitiBankTools
import YitiCore

/// Marks as people write them: understood alike in lists, cells and tags.
@Suite struct MarkTests {
    static let understood: [(String, Int)] = [
        ("难度: 3", 3), ("难度【4】", 4), ("(难度4)", 4), ("重要度 4", 4), ("(3)", 3), ("4分", 4), ("80/100", 4), ("★：4", 4),
        ("⭐️：4", 4),
        ("4 / 5 stars", 4), ("⭐⭐⭐。", 3), ("★★★;", 3), ("⭐⭐⭐！", 3), ("★★★/★★★★★", 3), ("<★★>", 2), ("`★★`", 2),
        ("「★★」", 2),
        ("『★★』", 2), ("{★★}", 2), ("\"★★\"", 2), ("出现频率 ★★", 2), ("★★★ 难度", 3), ("★★★（高频）", 3), ("(4/5)", 4),
        ("【★★★】", 3),
        ("难度：★★", 2), ("Difficulty: 4/5", 4), (":star::star:", 2), ("（四星）", 4), ("4️⃣", 4), ("④", 4), ("4.", 4),
        ("&starf;&starf;", 2), ("考频：2", 2),
    ]
    static let others = [
        "难度：高", "Difficulty: Medium", "(hard)", "**[Hard]**", "【高频】", "🔥🔥🔥", "●●●○○", "🌕🌕🌑🌑🌑", "❤❤❤", "十星", "4.5/5",
        "4-5星",
        "高频", "hard", "Medium", "中", "三星半", "🟢 Easy", "🟡", "3~4 stars", "0星", "6星", "半星", "2.5", "★★½",
    ]

    @Test("a mark that is understood leaves the wording, with all that is written around it", arguments: understood)
    func understands(mark: String, stars: Int) throws {
        if !["4️⃣", "④", "4."].contains(mark) {
            #expect(summary(try plan(.list, "## 一\n1. 问题？\(mark)\n")) == ["topic01-01 \(stars) 问题？"])
            #expect(summary(try plan(.list, "## 一\n1. 问题？ \(mark)\n")) == ["topic01-01 \(stars) 问题？"])
        }
        let cell = mark.replacing("\"", with: "\"\"")
        #expect(summary(try plan(.csv, "topic,question,stars\n一,问题？,\"\(cell)\"\n")) == ["topic01-01 \(stars) 问题？"])
    }

    @Test("a mark that says no stars is three of them, leaves the wording and is named", arguments: others)
    func names(mark: String) throws {
        for text in ["## 一\n1. 问题？\(mark)\n", "## 一\n1. 问题？ \(mark)\n"] {
            let plan = try plan(.list, text)
            #expect(summary(plan) == ["topic01-01 3 问题？"])
            #expect(plan.remarks.contains { $0.line == 2 && $0.message.contains("not understood") })
        }
    }

    @Test("tags that are marks are no topics, and two that differ are named")
    func readsTags() throws {
        for (tag, stars) in [("难度-3", 3), ("difficulty::hard", 3), ("stars-2 stars-4", 3), ("难度::2", 2), ("★★", 2)] {
            let plan = try plan(.anki, "#separator:tab\n#tags column:3\nWhat?\tThis\t\(tag) vim\n")
            #expect(summary(plan) == ["topic01-01 \(stars) What?"], "\(tag)")
            #expect(topics(plan).map(\.name.en) == ["vim"], "\(tag)")
        }
    }

    @Test("a line below an item that is only a mark is the item's")
    func readsMarksBelow() throws {
        let plan = try plan(.list, "## 甲\n1. What is a?\n   ⭐⭐⭐\n2. What is b?\n   difficulty: ★★\n3. What is c?\n")
        #expect(summary(plan) == ["topic01-01 3 What is a?", "topic01-02 2 What is b?", "topic01-03 5 What is c?"])
    }

    @Test(
        "stars on the line below stay the item's, whatever surrounds them",
        arguments: ["\n★★★", "\n\n★★★", "\n**★★★**", "\n- ★★★", "\n> ★★★", " of\nthe kinds?\n★★★", "\n\n   ⭐⭐⭐"])
    func readsSurroundedMarksBelow(below: String) throws {
        let begins = below.hasPrefix(" ") ? "What" : "What is a?"
        let plan = try plan(.list, "## 甲\n1. \(begins)\(below)\n\n2. What is b? ★\n")
        #expect(topics(plan).flatMap(\.questions).map(\.stars) == [3, 1], "\(plan.lines)")
        #expect(plan.remarks.isEmpty, "\(plan.lines)")
    }

    @Test("stars that stand above the items of a list are not those of the items above them")
    func leavesMarksAbove() throws {
        let plan = try plan(.list, "## 甲\n★★★\n1. What is a?\n\n★★\n\n2. What is b?\n")
        #expect(topics(plan).flatMap(\.questions).map(\.stars) == [5, 5], "\(plan.lines)")
    }

    @Test("stars of a heading are those of the items below it that have none")
    func readsMarksOfHeadings() throws {
        let plan = try plan(
            .list, "## 甲 ⭐⭐⭐\n1. What is a?\n2. What is b? ★\n### ★★ 低频\n3. What is c?\n## 乙\n1. What is d?\n")
        #expect(
            summary(plan) == [
                "topic01-01 3 What is a?", "topic01-02 1 What is b?", "topic01-03 2 What is c?",
                "topic02-01 5 What is d?",
            ])
        #expect(!plan.remarks.contains { $0.message.hasPrefix("no stars in this file") })
    }
}
