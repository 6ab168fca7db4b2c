/// A stretch of a text between two lines of three backticks, the first of which may name a language. A fence that is never closed is text.
struct CodeBlock: Hashable {
    /// From the opening fence to behind the line of the closing one.
    let range: Range<String.Index>
    /// What is between them.
    let body: Range<String.Index>
    static let fence = "```"
    /// The octets of a fence's line, its spaces and its end included.
    private static let maxLine = 24

    /// The blocks of a text, in order.
    static func blocks(in text: String) -> [CodeBlock] {
        guard text.contains(fence) else { return [] }
        var blocks: [CodeBlock] = []
        var opening: Range<String.Index>?
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: "\n").map(text.index(after:)) ?? text.endIndex
            let line = text[start..<end].utf8.count <= maxLine ? trimmed(text[start..<end]) : ""
            if let opened = opening, line == fence {
                blocks.append(CodeBlock(range: opened.lowerBound..<end, body: opened.upperBound..<start))
                opening = nil
            } else if opening == nil, isOpening(line) {
                opening = start..<end
            }
            start = end
        }
        return blocks
    }

    private static func isOpening(_ line: Substring) -> Bool {
        line.hasPrefix(fence) && !line.dropFirst(fence.count).contains("`")
    }

    private static func trimmed(_ line: Substring) -> Substring {
        var line = line.drop(while: \.isWhitespace)
        while line.last?.isWhitespace ?? false { line.removeLast() }
        return line
    }
}

/// A stretch of a part's text that is shown in one way.
public struct TextSegment: Hashable, Sendable {
    /// What is shown; of a code block without its fences.
    public var text: String
    /// Whether columns have to stay below each other: a table, or code.
    public var isPreformatted: Bool
}

extension OutgoingPart {
    /// The text as a network shows it that knows preformatted text.
    public var segments: [TextSegment] {
        if isPreformatted { return [TextSegment(text: text, isPreformatted: true)] }
        var segments: [TextSegment] = []
        func add(_ range: Range<String.Index>, isPreformatted: Bool) {
            if !range.isEmpty {
                segments.append(TextSegment(text: String(text[range]), isPreformatted: isPreformatted))
            }
        }
        var start = text.startIndex
        for block in CodeBlock.blocks(in: text) {
            add(start..<block.range.lowerBound, isPreformatted: false)
            add(block.body.lowerBound..<withoutEnd(of: block.body), isPreformatted: true)
            start = withoutEnd(of: block.range)
        }
        add(start..<text.endIndex, isPreformatted: false)
        return segments
    }

    /// Where a range ends but for the end of its last line.
    private func withoutEnd(of range: Range<String.Index>) -> String.Index {
        text[range].last == "\n" ? text.index(before: range.upperBound) : range.upperBound
    }
}
