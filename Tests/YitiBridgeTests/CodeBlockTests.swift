import Testing

@testable import YitiBridge

@Suite struct CodeBlockTests {
    private func part(_ text: String, pre: Bool = false, place: String? = "1") -> OutgoingPart {
        OutgoingPart(
            place: place, user: "7", key: "k-1", text: text, isPreformatted: pre, buttons: [], kind: "info")
    }

    @Test("closes a code block where a part ends and opens it again in the next, whatever the text")
    func fuzz() {
        var chance = SystemRandomNumberGenerator()
        let words = ["x = 1", "损失。", "e\u{301} ", "- a[0]*b", "`f`", " word "]
        func line() -> String {
            if Int.random(in: 0...3) == 0 { return Bool.random() ? "```python\n" : "```\n" }
            return (0...(.random(in: 0...9))).compactMap { _ in words.randomElement(using: &chance) }.joined() + "\n"
        }
        for unit in [TextUnit.codePoints, .utf16, .octets, .markdown] {
            for _ in 1...200 {
                let text = (0..<20).map { _ in line() }.joined()
                let splitter = TextSplitter(limit: .random(in: 60...120), unit: unit)
                let pieces = FenceSplitter(splitter, text).pieces
                #expect(pieces.allSatisfy { splitter.unit.length(of: $0) <= splitter.limit })
                func shown(_ texts: [String], code: Bool) -> String {
                    let segments = texts.flatMap { part($0).segments }.filter { $0.isPreformatted == code }
                    return segments.map(\.text).joined().filter { !$0.isWhitespace }
                }
                #expect(shown(pieces, code: true) == shown([text], code: true))
                #expect(shown(pieces, code: false) == shown([text], code: false))
            }
        }
    }

    @Test("keeps to the limit where a fence's line has spaces, and takes none for a fence that has many")
    func spaces() {
        for count in [9, 100] {
            for lines in 1...60 {
                let code = String(repeating: "x\n", count: lines)
                let text = "```\n" + code + "```" + String(repeating: " ", count: count) + "\nand then"
                let pieces = FenceSplitter(TextSplitter(limit: 60, unit: .octets), text).pieces
                #expect(pieces.allSatisfy { $0.utf8.count <= 60 })
            }
        }
        let text = "```" + String(repeating: " ", count: 4_080) + "\n" + String(repeating: "x", count: 3_000) + "\n```"
        #expect(FenceSplitter(TextSplitter(limit: 4_096, unit: .utf16), text).pieces.count <= 3)
    }

    @Test("closes and opens the fences of a block of one line that has no seam")
    func longLines() {
        for before in ["", "look:\n"] {
            let code = String(repeating: "x", count: 1_000)
            let text = before + "```python\n" + code + "\n```\nand then"
            for unit in [TextUnit.codePoints, .utf16, .octets, .markdown] {
                let pieces = FenceSplitter(TextSplitter(limit: 100, unit: unit), text).pieces
                #expect(pieces.allSatisfy { unit.length(of: $0) <= 100 })
                let shown = pieces.flatMap { part($0).segments }
                #expect(shown.filter(\.isPreformatted).map(\.text).joined() == code)
                #expect(shown.allSatisfy { !$0.text.contains("```") })
            }
        }
    }

    @Test("leaves a fence alone that nobody closes, and what is short")
    func text() {
        for text in ["a\n```\nb", "```code``` in a line\n```\n", "```\ncode\n```\n"] {
            #expect(FenceSplitter(TextSplitter(limit: 40, unit: .utf16), text).pieces == [text])
        }
        #expect(part("a\n```\nb").segments == [TextSegment(text: "a\n```\nb", isPreformatted: false)])
    }

    @Test("shows code as the network shows it")
    func networks() {
        let code = part("write `f`:\n```python\nx < 1\n```\nand say why")
        #expect(code.segments.map(\.text) == ["write `f`:\n", "x < 1", "\nand say why"])
        #expect(DiscordContent.text(of: code) == "write \\`f\\`\\:\n```\nx < 1\n```\nand say why")
        let matrix = MatrixMessage.content(of: code)
        #expect(matrix["formatted_body"] == "write `f`:<br><pre><code>x &lt; 1</code></pre><br>and say why")
        #expect(matrix["body"].string == code.text)
        #expect(TelegramNetwork.blocks(code.segments) == [["type": "pre", "offset": 11, "length": 5]])
    }

    @Test("answers in the thread that it was asked in")
    func threads() {
        func relation(_ place: String, _ repliesTo: String? = nil) -> JSONValue {
            var part = part("text", place: place)
            part.repliesTo = repliesTo
            return MatrixMessage.content(of: part)["m.relates_to"]
        }
        #expect(relation("!r:s") == .null)
        #expect(relation("!r:s", "$2") == ["m.in_reply_to": ["event_id": "$2"]])
        #expect(
            relation("!r:s:$1", "$2") == [
                "rel_type": "m.thread", "event_id": "$1", "is_falling_back": false, "m.in_reply_to": ["event_id": "$2"],
            ])
        #expect(MatrixPlace("!r:s.org:8448:$1") == MatrixPlace(room: "!r:s.org:8448", thread: "$1"))
        #expect(relation("!r:s:$1")["is_falling_back"] == true)
    }
}
