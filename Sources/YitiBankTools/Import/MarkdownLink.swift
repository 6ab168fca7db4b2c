import YitiCore

/// A link in a line of Markdown: `[text](address)`, `[text][1]`, `![image](address)`, a footnote's `[^1]`.
struct MarkdownLink {
    /// What stays in the text: nothing of an image or a footnote.
    let text: String
    /// Empty where the line doesn't say it.
    let address: String
    /// Where the line goes on.
    let end: Int

    /// No link is longer than this; it bounds the search for its end.
    private static let maxLength = 2_000

    /// The link that begins there; `a[0](x)` and `[1, 2](0)` are none.
    init?(_ line: [Character], at index: Int) {
        let isImage = line[index] == "!" && index + 1 < line.count && line[index + 1] == "["
        let open = isImage ? index + 1 : index
        guard line[open] == "[", let close = Self.close(line, open, "]") else { return nil }
        let name = String(line[(open + 1)..<close])
        if name.hasPrefix("^"), name.count > 1, close + 1 == line.count || line[close + 1] != ":" {
            (text, address, end) = ("", "", close + 1)
            return
        }
        guard close + 1 < line.count, let opening = Self.opening(line[close + 1]),
            let last = Self.close(line, close + 1, opening)
        else { return nil }
        let target = String(line[(close + 2)..<last]).trimmingSpaces()
        let isInWord = index > 0 && (line[index - 1].isASCII && (line[index - 1].isLetter || line[index - 1].isNumber))
        guard opening == ")" ? Self.isAddress(target, isInWord) : !isInWord && Self.isReference(target, name) else {
            return nil
        }
        text = isImage ? "" : name
        address = opening == ")" ? target : ""
        end = last + 1
    }

    private static func opening(_ character: Character) -> Character? {
        switch character {
        case "(": ")"
        case "[": "]"
        default: nil
        }
    }

    /// Where the bracket that opens at `open` is closed.
    private static func close(_ line: [Character], _ open: Int, _ close: Character) -> Int? {
        var depth = 0
        for index in open..<min(line.count, open + maxLength) {
            if line[index] == line[open] { depth += 1 }
            if line[index] == close { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static func isAddress(_ target: String, _ isInWord: Bool) -> Bool {
        if target.contains("://") { return true }
        guard !isInWord else { return false }
        return target.hasPrefix("#") || target.contains("/") || target.hasPrefix("mailto:")
            || target.split(separator: ".").count > 1 && !target.contains(" ")
    }

    /// `[DNS][1]`; `['a', 'b'][0]` picks something out of a list.
    private static func isReference(_ target: String, _ name: String) -> Bool {
        target.first.map { $0.isNumber && $0 != "0" } ?? false && target.allSatisfy(\.isNumber)
            && name.contains(where: \.isLetter) && !name.contains { ",'\"".contains($0) }
    }
}
