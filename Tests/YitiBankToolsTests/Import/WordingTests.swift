import Testing
import YitiBankTools
import YitiCore

/// What a question says stays, and what only marks it goes.
@Suite struct WordingTests {
    static let whole = [
        "What is `<br>` for?", "What is <span> used for?", "Difference between <div> and <span>?",
        "`<div>` 和 `<span>` 的区别？",
        "When do you use <b> vs <strong>?", "What is `<!-- -->`?", "What is <br> for?", "What does `a[0](x)` do?",
        "Explain arr[i](j)?", "What is [1,2,3](0)?", "2**10 和 2**20 哪个大？", "x**2 + y**2 = 1 是什么图形？",
        "What does `&amp;` mean?",
        "什么是 &nbsp; ?", "What does ★ mean in CSS?", "⭐ 和 ☆ 有什么区别？", "谈谈 A★ 算法", "SELECT *", "What is int **",
        "What are *args and **kwargs?", "What do __init__ and __new__ do?", "What is a == b == c?",
        "Is 5 * 3 * 2 a product?",
        "What is `**bold**`?", "What is TCP?*", "What does `4/5` mean", "What is ['a', 'b'][0]?", "What is List<int>?",
        "int* p 与 int *p 的区别？*", "What is \\n in `a\\*b`?",
    ]

    @Test("nothing of a wording is taken for markup or for a mark that isn't any", arguments: whole)
    func staysWhole(wording: String) throws {
        let plan = try plan(.list, "## 一\n1. \(wording)\n2. 什么是锁？\n")
        #expect(summary(plan) == ["topic01-01 5 \(wording)", "topic01-02 5 什么是锁？"])
    }

    static let marked: [(String, String)] = [
        ("2<sup>10</sup> 是多少？", "5 2^10 是多少？"), ("Is it O(n<sup>2</sup>)?", "5 Is it O(n^2)?"),
        ("x<sub>i</sub> 是什么？", "5 x_i 是什么？"), ("What is c? <sup>[1]</sup>", "5 What is c?"),
        ("What is c? (2019)", "5 What is c? (2019)"),
        ("What is\u{200B} a\u{AD}b?", "5 What is ab?"), ("甲？（★★★，字节）", "3 甲？ （字节）"),
        ("What is j? (★★★, Google)", "3 What is j? (Google)"),
        ("*什么是闭包？*", "5 什么是闭包？"), ("*What is a?*", "5 What is a?"), ("1. *题？* ⭐⭐⭐⭐", "4 题？"),
        ("_What is b?_", "5 What is b?"),
        ("~~What is c?~~", "5 What is c?"), ("==什么是锁？==", "5 什么是锁？"), ("***What is d?*** ★★", "2 What is d?"),
        ("什么是**闭包**和*锁*？", "5 什么是闭包和锁？"), ("<code>&lt;a&gt;</code> 是什么？", "5 `<a>` 是什么？"),
        ("<span style=\"color:red\">什么是锁？</span>", "5 什么是锁？"), ("What is [DNS][1]?", "5 What is DNS?"),
        ("What is DNS?[^1]", "5 What is DNS?"), ("[What is f(x)?](https://a.b/c_(d))", "5 What is f(x)?"),
        ("What does &forall; mean?", "5 What does ∀ mean?"),
        ("What is f\\_k and \\*?", "5 What is f_k and *?"),
        ("What is \\*a\\* in `x\\_y`?", "5 What is *a* in `x\\_y`?"),
    ]

    @Test("markup around words comes off", arguments: marked)
    func takesMarkupOff(item: String, expected: String) throws {
        let plan = try plan(.list, "## 一\n1. \(item.replacing("1. ", with: ""))\n")
        #expect(summary(plan) == ["topic01-01 \(expected)"])
    }

    @Test("stars in the middle of a card's front stay")
    func keepsStarsOfFronts() throws {
        let plan = try plan(.anki, "#deck:一\nWhat does ★ mean?\tA star\nWhat is `a★`? ★★\tx\n")
        #expect(summary(plan) == ["topic01-01 5 What does ★ mean?", "topic01-02 2 What is `a★`?"])
    }
}
