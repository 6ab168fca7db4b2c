import Testing
import YitiCore
import YitiTestKit

@Suite struct BankParserTests {
    /// The errors of one file as `line severity: message`.
    private static func findings(_ text: String) -> [String] {
        BankErrors.findings([BankParser.parse(text, file: "01-loss.md")])
            .map { "\($0.line) \($0.severity.rawValue): \($0.message)" }
    }

    @Test("reads every part of a question")
    func readsEveryPart() throws {
        let page = BankParser.parse(BankExamples.page, file: "01-loss.md")
        #expect(page.findings.isEmpty)
        #expect(page.topic.id == "loss")
        #expect(page.topic.name == Text(zh: "损失函数", en: "Loss functions"))
        let first = try #require(page.topic.questions.first)
        #expect(first.id == "loss-01")
        #expect(first.topic == "loss")
        #expect(first.stars == 5)
        #expect(first.wording == Text(zh: "交叉熵为什么配 sigmoid？", en: "Why does cross-entropy go with a sigmoid?"))
        #expect(first.related == ["loss-02"])
        #expect(first.chinese.keyPoints == ["梯度是 ŷ − y", "不会饱和", "等于极大似然"])
        #expect(first.english.referenceAnswer == "One paragraph.\nIts second line.")
        #expect(first.english.followUps == ["And with many classes?"])
        #expect(first.code == "# a comment, no title\nassert 1 + 1 == 2")
        #expect(page.topic.questions.last?.stars == 3)
        #expect(page.topic.questions.last?.code == nil)
    }

    @Test(
        "reads what was changed and when, after the related questions or without them",
        arguments: ["related: loss-02\n", ""])
    func readsChanges(related: String) {
        let line = "changed: 2026-11-28 |  改了第二点 | The second point is new "
        let page = BankParser.parse(
            BankExamples.page.replacing("related: loss-02\n", with: related + line + "\n"), file: "a.md")
        let change = QuestionChange(
            day: Day(number: 20_785), note: Text(zh: "改了第二点", en: "The second point is new"))
        #expect(page.findings.isEmpty && page.topic.questions.first?.change == change)
        #expect(change.text == "2026-11-28 | 改了第二点 | The second point is new")
    }

    @Test("takes nothing in a fence for a heading")
    func respectsFences() throws {
        let page = BankParser.parse(BankExamples.page, file: "01-loss.md")
        #expect(page.topic.questions.count == 2)
        let answer = try #require(page.topic.questions.first?.chinese.referenceAnswer)
        #expect(answer == "第一段。\n\n```python\n## 这不是标题\nprint(1)\n```\n最后一段。")
    }

    @Test("says where everything stands")
    func keepsPlaces() throws {
        let page = BankParser.parse(BankExamples.page, file: "01-loss.md")
        let places = try #require(page.places.first)
        #expect(page.titleLine == 1)
        #expect(places.heading == 4)
        #expect(places.chineseWording == 5)
        #expect(places.englishWording == 6)
        #expect(places.related == 7)
        #expect(places.line(of: .chineseKeyPoints) == 9)
        #expect(places.contents[.englishKeyPoints] == [14, 15, 16])
        #expect(places.contents[.chineseAnswer] == [18])
    }

    @Test("reads CR LF and a byte order mark like a plain file")
    func toleratesWindows() {
        let windows =
            "\u{FEFF}"
            + BankExamples.page.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        let plain = BankParser.parse(BankExamples.page, file: "a.md")
        #expect(BankParser.parse(windows, file: "a.md") == plain)
        #expect(BankParser.parse(Array(windows.utf8), file: "a.md") == plain)
    }

    @Test("names the lines that are not UTF-8 and goes on")
    func namesInvalidLines() {
        var bytes = Array("# 损失 | Loss\nid: loss\n\n## loss-01 ★\n".utf8)
        bytes += [0xC4, 0xE3, 0x0A] + Array("### Code\n```python\n1\n```\n".utf8)
        let findings = BankParser.parse(bytes, file: "a.md").findings
        #expect(findings.map(\.description) == ["a.md:5: error: not valid UTF-8: save the file as UTF-8"])
    }

    @Test("a file in another encoding is one error, at its first line that can't be read")
    func otherEncoding() {
        let line: [UInt8] = Array("## loss-01 ".utf8) + [0xC4, 0xE3, 0xBA, 0xC3, 0x0A]
        let gbk = (0..<500).flatMap { _ in line }
        let findings = BankParser.parse(Array("# ?\n".utf8) + gbk, file: "a.md").findings
        #expect(findings.map(\.description) == ["a.md:2: error: not valid UTF-8: save the file as UTF-8"])
    }

    @Test("a language missing from the title is known by the other")
    func titleWithOneName() {
        #expect(BankParser.parse("# 聚类\nid: k\n", file: "a").topic.name == Text(zh: "聚类", en: ""))
        #expect(BankParser.parse("# Clustering\nid: k\n", file: "a").topic.name == Text(zh: "", en: "Clustering"))
        #expect(BankParser.parse("# KNN |\nid: k\n", file: "a").topic.name == Text(zh: "KNN", en: ""))
    }

    @Test("a keycap is no heading, whatever octet it begins with")
    func knowsKeycaps() {
        #expect(BankLine.lines(of: "#️⃣ 键\n# 题").map(\.heading?.level) == [nil, 1])
    }

    static let broken: [(String, String, String)] = [
        ("# 损失函数 | Loss functions", "损失函数", "1 error: expected the title `# Chinese name | English name`"),
        ("# 损失函数 | Loss functions", "# |", "1 error: expected the title `# Chinese name | English name`"),
        ("id: loss", "id: Loss", "2 error: expected `id: ` and the topic's id"),
        ("id: loss", "id: loss\nwelcome", "3 error: text before the first question"),
        ("## loss-01 ★★★★★", "## loss-1 ★★★★★", "4 error: expected `## ID STARS`"),
        ("## loss-01 ★★★★★", "## loss-01 ★★★★★★", "4 error: expected one to five `★`"),
        ("## loss-01 ★★★★★", "## loss-01 ⭐⭐⭐", "4 error: expected one to five `★`"),
        ("## loss-01 ★★★★★", "##loss-01 ★★★★★", "4 error: a space is missing after `##`"),
        ("交叉熵为什么配 sigmoid？", "交叉熵为什么\n配 sigmoid 呢？", "6 error: the question is one line in Chinese"),
        ("related: loss-02", "related: loss-02\nHow so?", "8 error: nothing but `changed:` may stand"),
        ("related: loss-02", "related: loss-02\nchanged: 2026-2-3 | 改 | new", "8 error: expected `changed: YYYY-MM-DD"),
        ("related: loss-02", "changed: 2026-02-30 | 改 | new", "7 error: expected `changed: YYYY-MM-DD"),
        ("related: loss-02", "changed: 2026-02-03 | 改了", "7 error: expected `changed: YYYY-MM-DD"),
        ("related: loss-02", "changed: 2026-02-03 | new | 改了", "7 error: expected `changed: YYYY-MM-DD"),
        (
            "related: loss-02", "changed: 2026-02-03 | 改 | new\nrelated: loss-02",
            "8 error: nothing may stand between `changed:`"
        ),
        ("### 要点", "### Keypoints", "9 error: no section is called `Keypoints`: expected `### Key points`"),
        ("### 追问", "### 要点", "28 error: `### 要点` stands here twice"),
        ("### Follow-ups", "### 追问", "30 error: `### 追问` stands here twice"),
        ("1. 梯度是 ŷ − y", "梯度是 ŷ − y", "10 error: expected `1. ` and a key point"),
        ("2. 不会饱和", "4. 不会饱和", "11 error: key point 4 should be number 2"),
        ("- 多分类呢？", "* 多分类呢？", "29 error: expected `- ` and a follow-up"),
        ("第一段。", "# 第一段", "18 error: a second title"),
        ("第一段。", "#### 第一段", "18 error: no headings below `###`"),
        ("# a comment, no title", "```\ntext", "33 error: expected one ```python fence"),
        ("两个分布的差别。", "```", "51 error: a fence that is never closed"),
        ("One paragraph.", "One\u{202E} paragraph.", "26 error: control character U+202E"),
    ]

    @Test("names line and expectation of each slip", arguments: broken)
    func namesTheSlip(line: String, replacement: String, expected: String) {
        let findings = Self.findings(BankExamples.page(replacing: line, by: replacement))
        #expect(findings.contains { $0.hasPrefix(expected) }, "\(findings)")
    }

    @Test("a section too late is an error that tells the order")
    func tellsTheOrder() {
        let text = "# 一 | One\nid: one\n## one-01 ★\n问\nAsk\n### Key points\n1. a\n### 要点\n1. 一\n"
        #expect(
            Self.findings(text).contains {
                $0.hasPrefix("8 error: `### 要点` comes too late: the order is 要点, Key points")
            })
    }

    @Test("finds every slip of a file at once")
    func findsAllAtOnce() {
        let text = BankExamples.page
            .replacing("## loss-02 ★★★\n", with: "## loss-02\n").replacing("### 追问\n- 多", with: "### 追\n- 多")
        let errors = Self.findings(text).filter { $0.contains(" error: ") }
        #expect(errors.count == 3, "\(errors)")
    }

    @Test("an empty file asks for its title and its id")
    func emptyFile() {
        #expect(BankParser.parse("", file: "a.md").findings.map(\.line) == [1, 1])
        #expect(BankParser.parse([], file: "a.md").topic.questions.isEmpty)
    }

    @Test("never traps on mangled text")
    func survivesMangling() {
        var random = SeededRandom(seed: 20_260_101)
        let pieces = [
            "#", "##", "### ", "```", "~~~~", "1.", "- ", "\r", "\n", "\u{0}", "id:", "★", "|", "9999999999999999999.",
            "损",
        ]
        for _ in 0..<300 {
            var lines = BankExamples.page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for _ in 0..<random.below(8) {
                lines[random.below(lines.count)] = random.pick(pieces) + random.pick(pieces)
            }
            let page = BankParser.parse(lines.joined(separator: "\n"), file: "a.md")
            #expect(page.topic.questions.count == page.places.count)
        }
    }
}
