import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

@Suite struct ContentRulesTests {
    /// The findings of the rules alone for a first question whose first key points are these.
    private func findings(zh: String, en: String, allowed: AllowedBreaches = .none) -> [String] {
        let page = BankExamples.page.replacing("1. 梯度是 ŷ − y", with: "1. " + zh)
            .replacing("1. The gradient is ŷ − y", with: "1. " + en)
        let parsed = BankParser.parse(page, file: "01-loss.md")
        return BankCheck.examine([parsed], allowed: allowed).findings.map {
            "\($0.file):\($0.line) \($0.message.split(separator: " ").last.map(String.init) ?? "")"
        }
    }

    static let points: [(String, String, [String])] = [
        ("一；二", "One", ["01-loss.md:10 (semicolon)"]), ("一", "One; two", ["01-loss.md:14 (semicolon)"]),
        ("一。二。", "One", ["01-loss.md:10 (sentences)"]), ("一", "It is so. It is not", ["01-loss.md:14 (sentences)"]),
        ("为什么？因为", "One", ["01-loss.md:10 (sentences)"]), ("一。", "One.", []),
        ("用 f(...) 包", "Use f(...) 1 … It", ["01-loss.md:14 (numbers)"]),
        ("一", "For e.g. Adam, vs. SGD by D. Kingma et al. (2014), i.e. 2014 in v1.5", ["01-loss.md:14 (numbers)"]),
        ("占 5 %", "It is 5%", ["01-loss.md:10 (percent)"]), ("占 5%", "It is 7 % 5", ["01-loss.md:14 (numbers)"]),
        ("占 50 % 以上", "It is 50 % of it", ["01-loss.md:10 (percent)", "01-loss.md:14 (percent)"]),
        ("一", "x is 7 % n and 7 % len(x) and 7 % b2", ["01-loss.md:14 (numbers)"]),
        ("用 x**n", "Use xⁿ", ["01-loss.md:10 (bold)"]), ("**粗**", "Bold", ["01-loss.md:10 (bold)"]),
        ("传 *args, **kwargs", "Pass f(*args, **kwargs)", []),
        ("记作 wq，其中 q 很大", "It is wq, where q is large", ["01-loss.md:10 (letters)"]),
        ("记作 w，其中 q 是权重", "It is w, where q is the weight and k the bias", []),
        ("和 xₖ，其中 k 很大", "The k, where l-th and Σ_{i∈k} matter", []),
        ("损失 w q，其中 q 很大", "The loss w q, where q grows", []),
    ]

    @Test("says which rule a key point breaks", arguments: points)
    func findsBreaches(zh: String, en: String, expected: [String]) {
        #expect(findings(zh: zh, en: en).sorted() == expected)
    }

    static let numbers: [(String, String, Bool)] = [
        ("学习率取 0.1", "A learning rate of 0.01", false), ("前 5 名", "The top 5", true), ("值为 0", "It is zero", true),
        ("共 4 个", "There are four of them", true), ("十二层", "12 layers", true),
        ("约 1.1 亿参数", "About 110M parameters", true),
        ("100 万步", "1 million steps", true), ("33 亿词", "3.3B words", true), ("10,000 次", "1 万 or 10000 times", false),
        ("10,000 次", "10 thousand times", true), ("降为 1/4", "Down to a quarter", true), ("一半", "K/2 of them", true),
        ("L2 正则", "Ridge", true), ("2019 年提出", "It came in 2018", false),
        ("p 在 0 和 1 之间", "p is between 0 and 10", false),
        ("(1−p)², (1−p)", "(1−p)², (2−p)", false), ("用 3×3 卷积", "With 3×3 convolutions", true),
        ("用 3×3 卷积", "With 5×3 convolutions", false), ("99999999999999999999", "99999999999999999999", true),
    ]

    @Test("compares the numbers of the two languages, whatever their spelling", arguments: numbers)
    func comparesNumbers(zh: String, en: String, same: Bool) {
        #expect(findings(zh: zh, en: en).contains("01-loss.md:14 (numbers)") == !same)
    }

    @Test("what is allowed for a reason is no finding, and an entry that allows nothing is one")
    func allows() {
        let list = AllowedBreaches(
            "# why\n\nsemicolon loss-01 C has them\nbold loss-01 for nothing\nsemicolon loss-02\nstyle loss-01 no rule\n",
            file: "allowed.txt")
        #expect(findings(zh: "for (;;)", en: "for (;;)", allowed: list).count == 3)
        let examination = BankCheck.examine([BankParser.parse(BankExamples.page, file: "a.md")], allowed: list)
        #expect(
            examination.findings.map(\.description) == [
                "allowed.txt:3: incomplete: loss-01 does not break `semicolon`: remove the line",
                "allowed.txt:4: incomplete: loss-01 does not break `bold`: remove the line",
                "allowed.txt:5: incomplete: expected `RULE question-id reason`, the rule one of sentences, semicolon, bold, markdown, percent, numbers, letters",
                "allowed.txt:6: incomplete: expected `RULE question-id reason`, the rule one of sentences, semicolon, bold, markdown, percent, numbers, letters",
            ])
    }

    @Test("the list may be written on Windows")
    func readsWindows() {
        let list = AllowedBreaches("\u{FEFF}semicolon loss-01 C has them\r\n", file: "allowed.txt")
        #expect(findings(zh: "for (;;)", en: "for (;;)", allowed: list) == findings(zh: "for", en: "for"))
    }

    @Test(
        "the list stands beside the bank's folder",
        arguments: [
            ("Data/bank", "Data/allowed.txt"), ("Data/bank/", "Data/allowed.txt"), ("bank", "allowed.txt"),
            ("/bank", "/allowed.txt"), (".", "./../allowed.txt"),
        ])
    func findsTheList(folder: String, file: String) {
        #expect(AllowedBreaches.beside(folder).file == file)
    }
}
