import YitiCore

/// Cuts an export into pages, so that each page's message fits a line of the wire although its text stands there twice: with a
/// last line for people in `text`, and alone in `data.content`.
package enum ExportPages {
    /// The escaped bytes of a page.
    package static let pageBytes = (WireBudget.messageBytes - 1_024) / 2

    /// The pages, cut behind line breaks; joined they are the text again. Never empty. A line longer than a page is cut between
    /// characters.
    package static func pages(of text: String) -> [String] { cut(text, bytes: pageBytes) }

    /// Cuts behind line breaks, or between characters where a line is too long.
    static func cut(_ text: String, bytes limit: Int) -> [String] {
        var pages: [String] = []
        var page = ""
        var taken = 0
        for line in lines(of: text).flatMap({ pieces($0, limit) }) {
            let bytes = WireBudget.escapedBytes(line)
            if taken + bytes > limit, !page.isEmpty {
                pages.append(page)
                (page, taken) = ("", 0)
            }
            page += line
            taken += bytes
        }
        return page.isEmpty && !pages.isEmpty ? pages : pages + [page]
    }

    /// The lines with their line breaks.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text[...]
        while let end = rest.firstIndex(where: \.isNewline) {
            let next = rest.index(after: end)
            lines.append(rest[..<next])
            rest = rest[next...]
        }
        return rest.isEmpty ? lines : lines + [rest]
    }

    /// Scalar by scalar: one character may be made of more scalars than a page holds.
    private static func pieces(_ line: Substring, _ limit: Int) -> [String] {
        guard WireBudget.escapedBytes(line) > limit else { return [String(line)] }
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var taken = 0
        for scalar in line.unicodeScalars {
            let bytes = WireBudget.escapedBytes(scalar)
            if taken + bytes > limit {
                pieces.append(String(piece))
                (piece, taken) = (String.UnicodeScalarView(), 0)
            }
            piece.append(scalar)
            taken += bytes
        }
        return piece.isEmpty ? pieces : pieces + [String(piece)]
    }
}
