import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

@Suite struct BankCheckTests {
    @Test("finds nothing in a complete bank")
    func acceptsTheComplete() {
        #expect(BankExamples.findings(BankExamples.page).isEmpty)
    }

    static let rules: [(String, String, String)] = [
        ("## loss-02 ★★★", "## loss-01 ★★★", "38 error: the id loss-01 is taken: 01-loss.md:4"),
        ("## loss-02 ★★★", "## lose-02 ★★★", "38 error: the id lose-02 should begin with the topic's: `loss-`"),
        ("## loss-02 ★★★", "## loss-03 ★★★", "38 incomplete: numbers go up by one: expected loss-02 here"),
        ("related: loss-02", "related: loss-09", "7 error: related: no question has the id loss-09"),
        ("related: loss-02", "related: loss-01", "7 error: loss-01 is related to itself"),
        ("related: loss-02", "related: loss-02, loss-02", "7 error: related: loss-02 stands there twice"),
        ("# 损失函数 | Loss functions", "# 损失函数", "1 incomplete: the topic has no English name"),
        ("交叉熵为什么配 sigmoid？", "", "4 incomplete: loss-01: no wording in Chinese"),
        ("Why does cross-entropy go with a sigmoid?", "", "4 incomplete: loss-01: no wording in English"),
        ("3. 等于极大似然", "", "9 incomplete: loss-01: `要点` has 2 items: expected 3 to 7"),
        ("3. 等于极大似然", "", "13 incomplete: loss-01: `Key points` has 3 items and `要点` 2"),
        ("- 多分类呢？", "", "28 incomplete: loss-01: `### 追问` is missing or empty"),
        ("- 多分类呢？", "- 多分类呢？\n- 回归呢？", "31 incomplete: loss-01: `Follow-ups` has 1 item and `追问` 2"),
        ("两个分布的差别。", "", "50 incomplete: loss-02: `### 参考答案` is missing or empty"),
        ("One paragraph.", "一个段落，说的是中文。", "25 incomplete: loss-01: `Reference answer` should be in English"),
        ("两个分布的差别。", "How they differ.", "50 incomplete: loss-02: `参考答案` has no Chinese in it"),
        ("assert 1 + 1 == 2", "print(2)", "32 incomplete: loss-01: the program in `Code` asserts nothing"),
        ("One paragraph.", "It is \\frac{1}{2}.", "26 incomplete: loss-01: LaTeX"),
        ("Its second line.", "So $x_i$ it is.", "27 incomplete: loss-01: LaTeX"),
        ("Its second line.", "So x<sub>i</sub> it is.", "27 incomplete: loss-01: HTML (`<sub>`)"),
        ("2. 不会饱和", "2. **不会**饱和", "11 incomplete: loss-01: `**`: text is plain"),
        (
            "print(1)", "print(\"" + String(repeating: "宽", count: 40) + "\")",
            "22 incomplete: loss-01: a line in a fence is wider"
        ),
        (
            "assert 1 + 1 == 2", "assert len(\"" + String(repeating: "x", count: 80) + "\") == 80",
            "35 incomplete: loss-01: a line in a fence is wider"
        ),
        ("assert 1 + 1 == 2", "# assert it", "32 incomplete: loss-01: the program in `Code` asserts nothing"),
        (
            "assert 1 + 1 == 2", "x = \"\"\"\nassert x\n\"\"\"",
            "32 incomplete: loss-01: the program in `Code` asserts nothing"
        ),
        ("One paragraph.", "See [the paper](http://a.b/c).", "26 incomplete: loss-01: a link of Markdown"),
        ("One paragraph.", "So ![it](a.png) looks.", "26 incomplete: loss-01: a link of Markdown"),
        ("One paragraph.", "It is *very* large.", "26 incomplete: loss-01: emphasis of Markdown"),
        ("One paragraph.", "It _is very_ large.", "26 incomplete: loss-01: emphasis of Markdown"),
        ("One paragraph.", "| a | b |\n|---|:-:|\n| 1 | 2 |", "27 incomplete: loss-01: a table of Markdown"),
        ("One paragraph.", "A na\u{FFFD}ve one.", "26 incomplete: loss-01: U+FFFD can't be read"),
        ("2. 不会饱和", "2. 不会\u{200B}饱和", "11 incomplete: loss-01: U+200B can't be read"),
        ("- 多分类呢？", "- 多\u{AD}分类呢？", "29 incomplete: loss-01: U+00AD can't be read"),
        ("print(1)", "print('\u{E0041}')", "22 incomplete: loss-01: U+E0041 can't be read"),
        ("# 损失函数 | Loss functions", "# 损失函数 | Loss\u{AD} functions", "1 incomplete: U+00AD in the topic's name"),
        ("related: loss-02", "changed: 2026-11-03 | 改 | Changed", "7 incomplete: loss-01: `changed:` names a day"),
    ]

    @Test("says what is wrong with one line", arguments: rules)
    func saysWhatIsWrong(line: String, replacement: String, expected: String) {
        let findings = BankExamples.findings(BankExamples.page(replacing: line, by: replacement))
        #expect(findings.contains { $0.hasPrefix(expected) }, "\(findings)")
    }

    static let lengths: [(String, String, Int, String)] = [
        ("What is the KL divergence?", "", 400, "the English wording"),
        ("1. 一", "1. ", 1_198, "`要点` together"),
        ("How two distributions differ.", "", 3_500, "`Reference answer`"),
        ("- 对称吗？", "- ", 400, "a follow-up"),
    ]

    @Test("allows a text its full length and not one character more", arguments: lengths)
    func limitsLengths(line: String, prefix: String, length: Int, what: String) {
        let letter = line.containsChinese ? "长" : "x"
        let longest = BankExamples.page(replacing: line, by: prefix + String(repeating: letter, count: length))
        #expect(BankExamples.findings(longest).isEmpty)
        let tooLong = BankExamples.page(replacing: line, by: prefix + String(repeating: letter, count: length + 1))
        let findings = BankExamples.findings(tooLong)
        #expect(findings.count == 1)
        #expect(findings.contains { $0.contains(" error: loss-02: \(what) has ") }, "\(findings)")
    }

    static let plainTexts = [
        "def f(*args, **kwargs): f(**kwargs)", "List<int> and <pad> and </s>", "a < b > c", "$5 and $10",
        "\\n and \\d",
        "x*y*z, _x_ᵢ and snake_case_name", "f[i](x) and [1, 2](0)", "`*a*` and `[a](b.c)`", "P(a | b) -- |x|", "👩‍🚀 ☀️",
        "R&D; AT&T", "a * b * c", "\\", "$", "<", "&", "损失 <mask>",
    ]

    @Test("takes code and prices for what they are", arguments: plainTexts)
    func acceptsPlainText(text: String) {
        #expect(BankExamples.findings(BankExamples.page(replacing: "Its second line.", by: text)).isEmpty)
    }

    @Test("takes time in proportion to a line, however many marks in it never end", .timeLimit(.minutes(2)))
    func staysLinear() {
        for text in ["**a ", "<b ", "$ ", "&a"] {
            let line = String(repeating: text, count: 200_000 / text.count)
            let findings = BankExamples.findings(BankExamples.page(replacing: "Its second line.", by: line))
            #expect(findings.contains { $0.contains("`Reference answer` has") }, "\(findings)")
        }
    }

    @Test("an id in two files is an error that names the first; so is a topic")
    func comparesFiles() {
        let text = "# 一 | One\nid: one\n\n## one-01 ★\n问\nAsk\n"
        let pages = [BankParser.parse(text, file: "1.md"), BankParser.parse(text, file: "2.md")]
        let errors = BankCheck.examine(pages).findings.filter { $0.severity == .error }.map(\.description)
        #expect(
            errors == [
                "2.md:1: error: the topic `one` has a file already: 1.md",
                "2.md:4: error: the id one-01 is taken: 1.md:4",
            ])
    }

    @Test("a question without answers is one finding, incomplete")
    func countsNoAnswersOnce() {
        let text = "# 一 | One\nid: one\n\n## one-01 ★\n问\n"
        #expect(
            BankExamples.findings(text) == [
                "4 incomplete: one-01: no wording in English", "4 incomplete: one-01: no answers yet",
            ])
        #expect(!BankExamples.examine(text).hasErrors)
    }

    @Test("sums topics up in columns that line up whatever the script")
    func sumsUp() {
        let second = BankParser.parse("# 一 | One\nid: one\n\n## one-01 ★\n问\n", file: "2.md")
        let examination = BankCheck.examine([BankParser.parse(BankExamples.page, file: "1.md"), second])
        #expect(
            examination.summary == [
                "topic  name      questions  ★★★★★  ★★★★  ★★★  ★★  ★  complete",
                "loss   损失函数          2      1     0    1   0  0       2/2",
                "one    一                1      0     0    0   0  1       0/1",
                "total  2                 3      1     0    1   0  1       2/3",
            ])
    }

    @Test("says everything that is wrong with a line at once")
    func findsAllOfALine() {
        let page = BankExamples.page.replacing(
            "1. The gradient is ŷ − y",
            with: "1. The\u{AD} grad\u{200B}ient is <b>ŷ</b> $x$ [y](http://y.z) *so*\u{FFFD}")
        let findings = BankExamples.findings(page).joined(separator: "\n")
        for expected in ["U+00AD", "U+200B", "U+FFFD", "HTML", "LaTeX", "a link", "emphasis"] {
            #expect(findings.contains(expected), "\(expected): \(findings)")
        }
    }

    @Test("an item in Chinese among English ones is found")
    func findsChineseItems() {
        let page = BankExamples.page.replacing("1. The gradient is ŷ − y", with: "1. 梯度是差")
        #expect(BankExamples.findings(page) == ["14 incomplete: loss-01: this line should be in English"])
    }

    @Test("two questions with the same wording are found")
    func findsSameWordings() {
        let question =
            BankExamples.page.split(separator: "## loss-01", maxSplits: 1).last.map { "## loss-02" + $0 } ?? ""
        let findings = BankExamples.findings(BankExamples.page + "\n" + question)
        #expect(findings.contains { $0.hasSuffix("incomplete: loss-02 has the wording of loss-01") }, "\(findings)")
    }
}
