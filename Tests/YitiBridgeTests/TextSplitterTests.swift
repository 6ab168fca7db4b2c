import Testing
import YitiBridge
import YitiCore
import YitiTestKit

@Suite struct TextSplitterTests {
    @Test("cuts behind a paragraph, else a line, a sentence, a space, else between graphemes")
    func seams() {
        func pieces(_ text: String) -> [String] { TextSplitter(limit: 12, unit: .codePoints).pieces(of: text) }
        #expect(pieces("") == [])
        #expect(pieces("short") == ["short"])
        #expect(pieces("one two\n\nfour five") == ["one two\n\n", "four five"])
        #expect(pieces("one two\nfour five") == ["one two\n", "four five"])
        #expect(pieces("一二三四五六。七八九十一二三") == ["一二三四五六。", "七八九十一二三"])
        #expect(pieces("one twoo threee") == ["one twoo ", "threee"])
        #expect(pieces("aaaaaaaaaaaaaaa") == ["aaaaaaaaaaaa", "aaa"])
    }

    @Test("cuts a grapheme only when it is longer than a whole piece")
    func longGrapheme() {
        let monster = "e" + String(repeating: "\u{301}", count: 40)
        let pieces = TextSplitter(limit: 16, unit: .utf16).pieces(of: "ab" + monster + "cd")
        #expect(pieces.joined().unicodeScalars.elementsEqual(("ab" + monster + "cd").unicodeScalars))
        #expect(pieces.allSatisfy { $0.utf16.count <= 16 })
    }

    private static let alphabet = [
        "a", "b", " ", "\n", "\n\n", "字", "题", "。", "！", "👩‍👩‍👧‍👦", "🇩🇪", "e\u{301}\u{323}", "각", "🏽", "👍🏽", "\u{200D}", "ä",
        "\t", "x. ",
        "한", "न्त्र", "\r\n",
    ]

    @Test(
        "makes pieces that are the text together, none over the limit, and no grapheme cut",
        arguments: [1, 2, 3, 4, 5] as [UInt64])
    func fuzz(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<400 {
            let unit = [TextUnit.octets, .utf16, .codePoints][Int(random.next() % 3)]
            let text = (0..<Int(random.next() % 300)).map { _ in
                Self.alphabet[Int(random.next() % UInt64(Self.alphabet.count))]
            }.joined()
            let longest = text.map { unit.length(of: String($0)) }.max() ?? 1
            let limit = max(4, longest) + Int(random.next() % 60)
            let pieces = TextSplitter(limit: limit, unit: unit).pieces(of: text)
            #expect(pieces.joined().utf8.elementsEqual(text.utf8), "seed \(seed)")
            #expect(pieces.allSatisfy { unit.length(of: $0) <= limit && !$0.isEmpty }, "seed \(seed)")
            #expect(pieces.map(\.count).reduce(0, +) == text.count, "a grapheme was cut, seed \(seed)")
        }
    }
}
