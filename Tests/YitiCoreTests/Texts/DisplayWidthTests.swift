import Testing
import YitiCore
import YitiTestKit

@Suite struct DisplayWidthTests {
    static let widths: [(String, Int)] = [
        ("", 0), ("abc", 3), ("损失函数", 8), ("，。", 4), ("“”…—", 4), ("★☆", 2), ("⭐", 2), ("❤", 1), ("❤\u{FE0F}", 2),
        ("é", 1),
        ("e\u{301}", 1), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｶﾅ", 2), ("Ａ", 2), ("👨‍👩‍👧", 2), ("👍🏽", 2), ("🇨🇳", 2),
        ("1\u{FE0F}\u{20E3}", 2), ("▁▂█", 3), ("ŷ − y", 5), ("𠮷", 2), ("\u{200B}", 0), ("\u{7}", 0), ("กำ", 2), ("क्षि", 3),
    ]

    @Test("counts the columns of a terminal", arguments: widths)
    func countsColumns(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test("pads to the same width whatever the script")
    func pads() {
        #expect("损失".padded(toColumns: 6) == "损失  ")
        #expect("loss".padded(toColumns: 6) == "loss  ")
        #expect("损失".leftPadded(toColumns: 6) == "  损失")
        #expect("损失函数".padded(toColumns: 6) == "损失函数")
    }

    @Test("cuts between characters and says that it cut")
    func truncates() {
        #expect("损失函数".truncated(toColumns: 8) == "损失函数")
        #expect("损失函数".truncated(toColumns: 7) == "损失函…")
        #expect("损失函数".truncated(toColumns: 6) == "损失…")
        #expect("损失函数".truncated(toColumns: 1) == "…")
        #expect("损失函数".truncated(toColumns: 0) == "")
    }
}

@Suite struct WrappingTests {
    @Test("breaks at spaces and drops them")
    func breaksAtSpaces() {
        #expect("one two three".wrapped(toColumns: 8) == ["one two", "three"])
        #expect("".wrapped(toColumns: 8) == [""])
        #expect("- one two three".wrapped(toColumns: 9, indent: "  ") == ["- one two", "  three"])
    }

    @Test("breaks between Chinese characters, never before closing punctuation or after an opening one")
    func breaksChinese() {
        #expect("梯度消失了，怎么办？".wrapped(toColumns: 10) == ["梯度消失", "了，怎么", "办？"])
        #expect("损失（函数）".wrapped(toColumns: 6) == ["损失", "（函", "数）"])
        #expect("用 sigmoid 时".wrapped(toColumns: 6) == ["用", "sigmoi", "d 时"])
    }

    @Test("ends the line at spaces that have no room, and joins no words over them")
    func spacesWithoutRoom() {
        #expect("one two  x".wrapped(toColumns: 8) == ["one two", "x"])
        #expect("one two  ".wrapped(toColumns: 8) == ["one two"])
        #expect("one two  x".wrapped(toColumns: 8, indent: " ") == ["one two", " x"])
    }

    @Test("no line is too wide and nothing but spaces is lost, for any text")
    func keepsToTheWidth() {
        var random = SeededRandom(seed: 7)
        let pieces = ["a", "word", " ", "  ", "损失", "，", "（", "）", "👍🏽", "verylongword", "。", "e\u{301}", "∂L/∂z"]
        for _ in 0..<500 {
            let text = (0..<random.below(40)).map { _ in random.pick(pieces) }.joined()
            let columns = 2 + random.below(20)
            let lines = text.wrapped(toColumns: columns)
            #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(columns): \(text)")
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "\(columns): \(text)")
            #expect(lines.allSatisfy { text.contains($0) || $0.isEmpty }, "\(columns): \(text)")
        }
    }
}
