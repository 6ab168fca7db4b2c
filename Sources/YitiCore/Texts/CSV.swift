/// Tables as text after RFC 4180: cells between separators, quoted where they hold one, quotes doubled, line breaks inside quotes.
package enum CSV {
    /// What tells spreadsheets that a file is UTF-8.
    package static let byteOrderMark = "\u{FEFF}"

    /// The records as text, each ended by `lineEnd`.
    package static func text(_ records: [[String]], separator: Character = ",", lineEnd: String = "\r\n") -> String {
        records.map { cells in
            cells.map { quoted($0, separator: separator) }.joined(separator: String(separator)) + lineEnd
        }.joined()
    }

    private static func quoted(_ cell: String, separator: Character) -> String {
        let special = Array("\"\r\n".utf8) + Array(String(separator).utf8)
        let isPadded = cell.first?.isWhitespace == true || cell.last?.isWhitespace == true
        guard isPadded || cell.utf8.contains(where: { special.contains($0) }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
