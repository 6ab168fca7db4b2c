/// A line in which each code span (`` `…` ``) is one character that nothing else uses: nothing inside backticks is markup or a mark.
/// Of Markdown a character behind a backslash is one such too, and stays without its backslash.
struct CodeSpans: Hashable {
    /// The line with characters for its spans.
    let text: String
    private let spans: [String]

    /// The first character that stands for a span; those of this private plane occur in no text.
    private static let first: UInt32 = 0x10_0000
    private static let maxSpans: UInt32 = 0xFFFD

    private static let escapable = Set("*_#~|<>`")

    init(_ line: String, isMarkdown: Bool = false) {
        let openings = isMarkdown ? "`\\" : "`"
        guard line.contains(where: openings.contains) else {
            text = line
            spans = []
            return
        }
        var shielded = ""
        var spans: [String] = []
        var rest = line[...]
        while let open = rest.firstIndex(where: openings.contains) {
            shielded += rest[..<open]
            if rest[open] == "\\" {
                rest = rest[open...].dropFirst()
                if let next = rest.first, Self.escapable.contains(next), let mark = Self.mark(spans.count) {
                    shielded.append(mark)
                    spans.append(String(next))
                    rest = rest.dropFirst()
                } else {
                    shielded += "\\"
                }
                continue
            }
            let fence = rest[open...].prefix { $0 == "`" }
            let body = rest[fence.endIndex...]
            rest = body
            if let close = Self.close(of: fence, in: body), let mark = Self.mark(spans.count),
                !body[..<close.lowerBound].allSatisfy({ StarMarks.isStar($0) || $0.isWhitespace })
            {
                shielded.append(mark)
                spans.append("\(fence)\(body[..<close.upperBound])")
                rest = body[close.upperBound...]
            } else {
                shielded += fence
            }
        }
        text = shielded + rest
        self.spans = spans
    }

    /// As many backticks as it began with, no more.
    private static func close(of fence: Substring, in body: Substring) -> Range<Substring.Index>? {
        var rest = body
        while let start = rest.firstIndex(of: "`") {
            let run = rest[start...].prefix { $0 == "`" }
            if run.count == fence.count { return run.startIndex..<run.endIndex }
            rest = rest[run.endIndex...]
        }
        return nil
    }

    private static func mark(_ index: Int) -> Character? {
        guard index < maxSpans else { return nil }
        return Unicode.Scalar(first + UInt32(index)).map(Character.init)
    }

    /// A part of ``text`` with its spans in place.
    func restored(_ part: String) -> String {
        guard !spans.isEmpty else { return part }
        return part.map { character in
            guard let value = character.unicodeScalars.first?.value, value >= Self.first,
                spans.indices.contains(Int(value - Self.first))
            else { return String(character) }
            return spans[Int(value - Self.first)]
        }.joined()
    }
}
