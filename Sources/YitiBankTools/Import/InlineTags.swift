import YitiCore

/// Tags of HTML within a line, code spans aside.
enum InlineTags {
    private static let plain: Set<String> = [
        "a", "b", "big", "center", "code", "del", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "kbd",
        "mark",
        "p", "s", "small", "span", "strong", "sub", "sup", "u",
    ]

    /// The line without tags that stand in pairs around text, and with the characters that references stand for: `<br>`, `<span>` alone
    /// are what a question asks about.
    static func removed(from line: String) -> String {
        guard line.contains("<") || line.contains("&") else { return line }
        let code = CodeSpans(line)
        return code.restored(HTMLEntities.decoded(withoutPairs(code.text)[...], keepsLoneSpaces: true))
    }

    /// The line without the tags of blocks, which say nothing.
    static func withoutBlocks(_ line: String) -> String {
        guard line.hasPrefix("<") else { return line }
        let tags = ["details", "summary", "div", "p", "ol", "ul", "h1", "h2", "h3", "h4", "h5", "h6"]
        let text = tags.flatMap { ["<\($0)>", "</\($0)>", "<\($0) open>"] }.reduce(line) { $0.replacing($1, with: " ") }
        return text.trimmingSpaces()
    }

    /// Whether a tag makes a heading of the line.
    static func setsApart(_ line: String) -> Bool {
        line.hasPrefix("<")
            && ["<summary>", "<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"].contains { line.lowercased().contains($0) }
    }

    /// How far out a tag is looked for that an end tag belongs to.
    private static let maxDepth = 16

    private struct Tag {
        let name: String
        let isEnd: Bool
        let range: Range<String.Index>
    }

    private static func withoutPairs(_ line: String) -> String {
        var open: [Tag] = []
        var paired: [(range: Range<String.Index>, text: String)] = []
        for tag in tags(line) {
            guard tag.isEnd else {
                open.append(tag)
                continue
            }
            guard let place = open.indices.suffix(maxDepth).last(where: { open[$0].name == tag.name }) else { continue }
            let start = open[place]
            open.removeSubrange(place...)
            let inside = line[start.range.upperBound..<tag.range.lowerBound]
            // `<b></b>` and `<b> vs <strong>` are talk about tags; code stays code.
            guard inside.contains(where: { $0.isLetter || $0.isNumber || StarMarks.isStar($0) || "<&".contains($0) })
            else { continue }
            if tag.name == "sup", isFootnote(inside) {
                paired.append((start.range.lowerBound..<tag.range.upperBound, ""))
                continue
            }
            let marks = marks(tag.name, inside, hasCode: line.contains("`"))
            paired += [(start.range, marks.before), (tag.range, marks.after)]
        }
        var text = line
        for pair in paired.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            text.replaceSubrange(pair.range, with: pair.text)
        }
        return text
    }

    /// What stands for a pair: a power keeps its mark, or 10<sup>6</sup> would be 106.
    private static func marks(_ name: String, _ inside: Substring, hasCode: Bool) -> (before: String, after: String) {
        switch name {
        case "code": hasCode ? ("", "") : ("`", "`")
        case "sup" where !inside.contains(where: StarMarks.isStar): ("^", "")
        case "sub" where !inside.contains(where: StarMarks.isStar): ("_", "")
        default: ("", "")
        }
    }

    /// `[1]`.
    private static func isFootnote(_ text: Substring) -> Bool {
        let plain = text.filter { !$0.isWhitespace }
        return plain.first == "[" && plain.last == "]" && plain.dropFirst().dropLast().allSatisfy(\.isDecimal)
    }

    private static func tags(_ line: String) -> [Tag] {
        var tags: [Tag] = []
        // Looked for once: where no tag can end any more, a search from each `<` would take quadratic time.
        guard let lastEnd = line.lastIndex(of: ">") else { return [] }
        var rest = line[...]
        while let start = rest.firstIndex(of: "<"), start < lastEnd {
            rest = rest[line.index(after: start)...]
            let isEnd = rest.first == "/"
            let name = rest.dropFirst(isEnd ? 1 : 0).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            guard plain.contains(name.lowercased()), let end = rest[name.endIndex...].firstIndex(of: ">"),
                [">", " ", "/"].contains(rest[name.endIndex])
            else { continue }
            rest = rest[line.index(after: end)...]
            tags.append(Tag(name: name.lowercased(), isEnd: isEnd, range: start..<rest.startIndex))
        }
        return tags
    }

    /// The lines that `<br>` makes of a line; one between two words is what a question asks about.
    static func splitAtBreaks(_ line: String) -> [String] {
        guard line.lowercased().contains("<br") else { return [line] }
        let code = CodeSpans(line)
        var lines: [String] = []
        var current = ""
        var rest = code.text[...]
        while let range = nextBreak(rest) {
            current += rest[..<range.lowerBound]
            let after = rest[range.upperBound...]
            if isBetweenWords(current, after) {
                current += rest[range]
            } else {
                lines.append(current)
                current = ""
            }
            rest = after
        }
        let parts = (lines + [current + rest]).filter { !$0.trimmingSpaces().isEmpty }
        return parts.isEmpty ? [""] : parts.map(code.restored)
    }

    private static func nextBreak(_ text: Substring) -> Range<Substring.Index>? {
        var rest = text
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            let beginning = rest.prefix(6).lowercased()
            if let tag = ["<br>", "<br/>", "<br />"].first(where: beginning.hasPrefix) {
                return start..<rest.index(start, offsetBy: tag.count)
            }
            rest = rest.dropFirst()
        }
        return nil
    }

    private static func isBetweenWords(_ before: String, _ after: Substring) -> Bool {
        guard before.last == " ", after.first == " ", ItemMark(String(after.prefix(40)).trimmingSpaces()) == nil else {
            return false
        }
        let last = before.last { !$0.isWhitespace }
        return last.map { !"?？。.!！".contains($0) && !StarMarks.isStar($0) } ?? false
    }
}
