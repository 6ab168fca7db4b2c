package import YitiCore

extension HTML {
    /// What stands between the cells of a table.
    static let cellSeparator = " | "

    /// The plain text of some HTML: breaks and blocks become lines, list items `- ` or `1. `, a table's
    /// row a line with bars between its cells, `pre` a code fence, a link its text and address; other tags go away.
    ///
    /// `headings` are the texts of `h3` that are kept as `### ` lines. Media has no place in plain text and is counted.
    package static func plainText(_ html: String, headings: Set<String> = []) -> (text: String, media: Int) {
        var reader = HTMLReader(headings: headings)
        reader.read(html)
        return (reader.text, reader.media)
    }
}

/// Walks over tags and the text between them.
private struct HTMLReader {
    private static let blocks: Set<String> = [
        "p", "div", "ul", "ol", "blockquote", "section", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "dl",
        "dt", "dd",
    ]
    private static let media: Set<String> = ["img", "audio", "video", "object"]

    private let headings: Set<String>
    private(set) var media = 0
    private var lines: [String] = [""]
    private var isPreformatted = false
    private var hiddenUntil: String?
    private var lists: [Int?] = []
    /// How many cells the row has so far; nil outside of cells.
    private var cells: Int?
    private var address: String?

    init(headings: Set<String>) { self.headings = headings }

    var text: String {
        lines.map { $0.droppingTrailingSpaces() }.joined(separator: "\n").trimmingLineBreaks()
    }

    mutating func read(_ html: String) {
        var rest = html[...]
        // Looked for once: where no tag can end any more, a `<` is text, and a search from each would take quadratic time.
        let lastEnd = html.lastIndex(of: ">") ?? html.startIndex
        while let start = rest.firstIndex(of: "<") {
            addText(rest[..<start])
            let after = rest.index(after: start)
            if start < lastEnd, Self.beginsTag(rest[after...]), let end = rest[after...].firstIndex(of: ">") {
                addTag(rest[after..<end])
                rest = rest[rest.index(after: end)...]
            } else {
                addText("<")
                rest = rest[after...]
            }
        }
        addText(rest)
    }

    private static func beginsTag(_ text: Substring) -> Bool {
        guard let first = text.first else { return false }
        return first == "/" || first == "!" || (first.isASCII && first.isLetter)
    }

    private mutating func addTag(_ tag: Substring) {
        let isEnd = tag.first == "/"
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        if let hidden = hiddenUntil {
            if isEnd, name == hidden { hiddenUntil = nil }
            return
        }
        switch name {
        case "br": if cells == nil || isPreformatted { newLine() } else { freshPart() }
        case "td", "th": cell(isEnd: isEnd)
        case "tr", "table": row()
        case "a": link(isEnd: isEnd, tag)
        case "pre": preformatted(isEnd: isEnd, tag)
        case "script", "style": hiddenUntil = isEnd ? nil : name
        case "li": if !isEnd { listItem() }
        case "h3": heading(isEnd: isEnd)
        case "sup": if !isEnd { append("^") }
        case "sub": if !isEnd { append("_") }
        case _ where Self.media.contains(name): media += isEnd ? 0 : 1
        case _ where Self.blocks.contains(name): block(name, isEnd: isEnd)
        default: break
        }
    }

    private mutating func row() {
        cells = nil
        freshLine()
    }

    /// Cells of a row stand on one line; an empty one keeps its place.
    private mutating func cell(isEnd: Bool) {
        guard !isEnd else { return }
        if let cells, cells > 0 { append(lines.last?.last == " " ? "| " : HTML.cellSeparator) }
        cells = (cells ?? 0) + 1
    }

    /// The address of a link, unless it is the text itself, follows the text.
    private mutating func link(isEnd: Bool, _ tag: Substring) {
        if !isEnd {
            address = Self.address(tag)
        } else if let address {
            if lines.last?.hasSuffix(address) == false { append(" (\(address))") }
            self.address = nil
        }
    }

    /// What `href` says, when it leads out of the document.
    private static func address(_ tag: Substring) -> String? {
        guard let start = tag.firstRange(of: "href=")?.upperBound else { return nil }
        let value = tag[start...].drop { $0 == "\"" || $0 == "'" }.prefix { !"\"' ".contains($0) }
        return value.contains("://") ? HTMLEntities.decoded(value) : nil
    }

    private mutating func block(_ name: String, isEnd: Bool) {
        freshPart()
        guard name == "ul" || name == "ol" else { return }
        if isEnd { _ = lists.popLast() } else { lists.append(name == "ol" ? 1 : nil) }
    }

    /// Goes to an empty line; within a cell, which stays on its line, to a space.
    private mutating func freshPart() {
        if cells == nil { freshLine() } else if lines.last?.last.map({ $0 != " " }) ?? false { append(" ") }
    }

    private mutating func listItem() {
        freshPart()
        guard case .some(.some(let number)) = lists.last, let depth = lists.indices.last else { return append("- ") }
        append("\(number). ")
        lists[depth] = number + 1
    }

    private mutating func heading(isEnd: Bool) {
        if isEnd, let last = lines.last, headings.contains(last.trimmingSpaces()), let end = lines.indices.last {
            lines[end] = "### " + last.trimmingSpaces()
        }
        freshLine()
    }

    private mutating func preformatted(isEnd: Bool, _ tag: Substring) {
        guard isEnd == isPreformatted else { return }
        freshLine()
        append(isEnd || !tag.contains("python") ? "```" : "```python")
        isPreformatted = !isEnd
        newLine()
    }

    private mutating func addText(_ text: Substring) {
        guard hiddenUntil == nil, !text.isEmpty else { return }
        let decoded = HTMLEntities.decoded(text)
        if isPreformatted {
            for (index, line) in decoded.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { newLine() }
                append(String(line))
            }
        } else {
            append(decoded.collapsingSpaces(afterSpace: lines.last?.last.map { $0 == " " } ?? true))
        }
    }

    private mutating func append(_ text: String) {
        if let end = lines.indices.last { lines[end] += text }
    }

    private mutating func newLine() { lines.append("") }

    /// Goes to an empty line: the last one when nothing but spaces stands there.
    private mutating func freshLine() {
        if lines.last?.trimmingSpaces().isEmpty == true { lines.removeLast() }
        newLine()
    }
}

extension String {
    /// Each run of white space as one space; none at the start when a space stands there already. Of no-break spaces each stays.
    fileprivate func collapsingSpaces(afterSpace: Bool) -> String {
        var collapsed = ""
        var wasSpace = afterSpace
        for character in self {
            let isFixed = character == "\u{A0}"
            let isSpace = character.isWhitespace && !isFixed
            if !isSpace { collapsed.append(isFixed ? " " : character) } else if !wasSpace { collapsed.append(" ") }
            wasSpace = isSpace
        }
        return collapsed
    }

    /// The string without line breaks at its ends.
    fileprivate func trimmingLineBreaks() -> String {
        guard let start = firstIndex(where: { $0 != "\n" }), let end = lastIndex(where: { $0 != "\n" }) else {
            return ""
        }
        return String(self[start...end])
    }
}
