/// One line of a bank's file and whether it stands in a code fence.
package struct BankLine: Sendable {
    /// What a line is as far as fences go.
    package enum Kind: Hashable, Sendable {
        case plain
        /// Opens a fence of that language.
        case fenceStart(String)
        case fenced
        case fenceEnd
    }

    /// Counted from 1.
    package let number: Int
    /// Without its line end; outside fences without spaces at its end either.
    package let text: String
    /// Where it stands as far as fences go.
    package let kind: Kind

    package init(number: Int, text: String, kind: Kind) {
        self.number = number
        self.text = text
        self.kind = kind
    }

    /// Whether it is text, and nothing but spaces.
    package var isBlank: Bool { kind == .plain && text.isEmpty }

    /// The heading it is; nil for everything else.
    package var heading: BankHeading? { kind == .plain ? BankHeading(text) : nil }

    /// The title when it is a heading of that level.
    package func title(ofLevel level: Int) -> String? {
        guard let heading, heading.level == level else { return nil }
        return heading.title
    }
}

/// A heading line, or one that was surely meant to be (`##loss-04`).
package struct BankHeading {
    /// How many `#` it begins with.
    package let level: Int
    /// What follows them.
    package let title: String
    /// Whether the space after the `#` is missing.
    let lacksSpace: Bool

    /// The heading that a line is, or nil. A single `#` needs its space: `#include` is text.
    init?(_ line: String) {
        guard line.utf8.first == UInt8(ascii: "#") else { return nil }
        let rest = line.drop { $0 == "#" }
        level = line.utf8.count - rest.utf8.count
        // A keycap (`#️⃣`) begins with the octet of a `#` and is another character.
        guard level > 0 else { return nil }
        lacksSpace = !(rest.isEmpty || rest.first == " ")
        title = String(rest).trimmingSpaces()
        if lacksSpace, level == 1 { return nil }
    }
}

extension BankLine {
    /// The lines of a file; CR LF ends a line like LF, and a byte order mark at the start is passed over.
    package static func lines(of text: String) -> [BankLine] {
        var lines: [BankLine] = []
        var fence: CodeFence?
        for (index, raw) in rawLines(of: text).enumerated() {
            lines.append(line(raw, number: index + 1, fence: &fence))
        }
        return lines
    }

    private static func rawLines(of text: String) -> [Substring] {
        var unmarked = text[...]
        if unmarked.unicodeScalars.first?.value == 0xFEFF { unmarked.unicodeScalars.removeFirst() }
        return unmarked.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }

    private static func line(_ raw: Substring, number: Int, fence: inout CodeFence?) -> BankLine {
        if let open = fence {
            let closes = open.isClosed(by: raw)
            if closes { fence = nil }
            let text = closes ? raw.droppingTrailingSpaces() : String(raw)
            return BankLine(number: number, text: text, kind: closes ? .fenceEnd : .fenced)
        }
        fence = CodeFence(opening: raw)
        return BankLine(
            number: number, text: raw.droppingTrailingSpaces(), kind: fence.map { .fenceStart($0.info) } ?? .plain)
    }
}

extension StringProtocol {
    /// The string without white space at its end.
    package func droppingTrailingSpaces() -> String {
        guard let end = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[...end])
    }
}
