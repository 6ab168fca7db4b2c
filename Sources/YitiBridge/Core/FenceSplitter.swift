/// Cuts a text as ``TextSplitter`` does, and closes a code block that it cuts, to open it again in the next piece. Without these fences the
/// pieces put together are the text.
struct FenceSplitter {
    private let splitter: TextSplitter
    private let text: String
    private let blocks: [CodeBlock]

    init(_ splitter: TextSplitter, _ text: String) {
        self.splitter = splitter
        self.text = text
        blocks = CodeBlock.blocks(in: text)
    }

    var pieces: [String] {
        guard !blocks.isEmpty, splitter.unit.length(of: text) > splitter.limit else {
            return splitter.pieces(of: text)
        }
        let roomOfClosing = longestClosing
        var pieces: [String] = []
        var start = text.startIndex
        while start < text.endIndex {
            let opening = opening(at: start)
            let end = end(from: start, room: splitter.limit - splitter.unit.length(of: opening) - roomOfClosing)
            // Not even a grapheme fits beside the fences.
            guard end > start else { return pieces + splitter.pieces(of: String(text[start...])) }
            pieces.append(opening + text[start..<end] + closing(at: end))
            start = end
        }
        return pieces
    }

    private static let closing = "\n" + CodeBlock.fence

    /// The room that any closing fence needs, the text's own with their spaces and those that are put in.
    private var longestClosing: Int {
        let own = blocks.map { splitter.unit.length(of: text[$0.body.upperBound..<$0.range.upperBound]) }
        return max(splitter.unit.length(of: Self.closing), own.max() ?? 0)
    }

    /// The line that opens again the block which was cut there; empty outside of blocks.
    private func opening(at index: String.Index) -> String {
        guard let block = cut(at: index) else { return "" }
        return String(text[block.range.lowerBound..<block.body.lowerBound])
    }

    private func closing(at index: String.Index) -> String {
        guard cut(at: index) != nil else { return "" }
        return text[..<index].last == "\n" ? CodeBlock.fence : Self.closing
    }

    /// The block in whose inside an index is.
    private func cut(at index: String.Index) -> CodeBlock? {
        blocks.first { $0.body.lowerBound < index && index < $0.body.upperBound }
    }

    /// Where a piece ends: no fence is cut, and none is left alone.
    private func end(from start: String.Index, room: Int) -> String.Index {
        guard room >= TextSplitter.minLimit else { return start }
        let end = TextSplitter(limit: room, unit: splitter.unit).end(of: text[start...])
        guard let block = blocks.first(where: { $0.range.lowerBound < end && end < $0.range.upperBound }) else {
            return end
        }
        // There was left room for a closing fence.
        if end >= block.body.upperBound { return block.range.upperBound }
        if end > block.body.lowerBound { return end }
        return block.range.lowerBound > start ? block.range.lowerBound : endWithoutSeam(of: block, from: start, room)
    }

    /// Where a piece ends that begins with a block whose first line has no seam within the room; the start when nothing of it fits.
    private func endWithoutSeam(of block: CodeBlock, from start: String.Index, _ room: Int) -> String.Index {
        let left = room - splitter.unit.length(of: text[start..<block.body.lowerBound])
        guard left >= TextSplitter.minLimit else { return start }
        let end = TextSplitter(limit: left, unit: splitter.unit).end(of: text[block.body.lowerBound...])
        if end >= block.body.upperBound { return block.range.upperBound }
        return end > block.body.lowerBound ? end : start
    }
}
