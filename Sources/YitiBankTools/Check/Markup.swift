import YitiCore

/// Finds LaTeX, HTML and Markdown in a line of plain text.
enum Markup {
    /// What was found, in words, each once.
    static func found(in line: String) -> [String] {
        let bytes = Array(line.utf8)
        guard bytes.contains(where: { "\\$<&".utf8.contains($0) }) else { return [] }
        // Looked for once: a search from every `<` would take quadratic time.
        let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
        var kinds: [String] = []
        for index in bytes.indices {
            if let found = found(in: bytes, at: index, lastEnd), !kinds.contains(found) { kinds.append(found) }
        }
        return kinds
    }

    /// What of Markdown was found but for `**`, in words. In backticks nothing is.
    static func markdown(in line: String) -> [String] {
        guard line.contains(where: { "[*_~=|".contains($0) }), line.utf8.count <= BankLimits.answerLength * 4 else {
            return []
        }
        let text = CodeSpans(line).text
        let characters = Array(text)
        let hasLink = characters.indices.contains { MarkdownLink(characters, at: $0) != nil }
        if text.contains("|"), text.contains("--"), text.allSatisfy({ "|-: ".contains($0) }) { return ["a table"] }
        let plain = text.replacing("**", with: "")
        let hasEmphasis = Emphasis.removed(from: plain) != plain
        return (hasLink ? ["a link"] : []) + (hasEmphasis ? ["emphasis"] : [])
    }

    private static func found(in bytes: [UInt8], at index: Int, _ lastEnd: Int) -> String? {
        switch bytes[index] {
        case UInt8(ascii: "\\"): isLatexCommand(bytes, index) ? "LaTeX (`\\`)" : nil
        case UInt8(ascii: "$"): isLatexFormula(bytes, index) ? "LaTeX (`$…$`)" : nil
        case UInt8(ascii: "<"): tag(bytes, index, lastEnd).map { "HTML (`<\($0)>`)" }
        case UInt8(ascii: "&"): isEntity(bytes, index) ? "HTML (`&…;`)" : nil
        default: nil
        }
    }

    /// `\frac`, `\(`, `\[`; `\n` and `\d` are talk about strings.
    private static func isLatexCommand(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard let next = bytes[at: index + 1], bytes[at: index - 1] != UInt8(ascii: "\\") else { return false }
        if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") { return true }
        return isLetter(next) && (bytes[at: index + 2].map(isLetter) ?? false)
    }

    /// `$x$`, with neither space inside the dollars: `$5 and $10` is money.
    private static func isLatexFormula(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard let next = bytes[at: index + 1], next != UInt8(ascii: " "), next != UInt8(ascii: "$"),
            let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "$"))
        else { return false }
        return bytes[end - 1] != UInt8(ascii: " ") && !(bytes[at: end + 1].map(isDigit) ?? false)
    }

    private static let tags: Set<String> = [
        "a", "b", "i", "u", "p", "br", "hr", "em", "strong", "sub", "sup", "div", "span", "img", "table", "tr", "td",
        "th", "ul",
        "ol", "li", "code", "pre", "font", "center", "h1", "h2", "h3", "h4",
    ]

    /// The name of an HTML tag; `<pad>` and `List<int>` are none.
    private static func tag(_ bytes: [UInt8], _ index: Int, _ lastEnd: Int) -> String? {
        let isEnd = bytes[at: index + 1] == UInt8(ascii: "/")
        let start = index + (isEnd ? 2 : 1)
        let name = bytes[min(start, bytes.count)...].prefix { isLetter($0) || isDigit($0) }
        let closes = [UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: " ")]
        guard let after = bytes[at: start + name.count], closes.contains(after),
            lastEnd >= start + name.count
        else {
            return nil
        }
        let text = String(decoding: name, as: UTF8.self).lowercased()
        return tags.contains(text) ? (isEnd ? "/" : "") + text : nil
    }

    private static func isEntity(_ bytes: [UInt8], _ index: Int) -> Bool {
        let name = bytes[(index + 1)...].prefix { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "#") }
        return (2...8).contains(name.count) && bytes[at: index + 1 + name.count] == UInt8(ascii: ";")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

extension Array {
    /// The element there, or nil outside the array.
    fileprivate subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
