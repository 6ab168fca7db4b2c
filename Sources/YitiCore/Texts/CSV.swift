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
        let separator = separator.asciiValue ?? UInt8(ascii: ",")
        let quote = UInt8(ascii: "\"")
        let isPadded = cell.first?.isWhitespace == true || cell.last?.isWhitespace == true
        let isSpecial = cell.utf8.contains { $0 == quote || $0 == 0x0D || $0 == 0x0A || $0 == separator }
        guard isPadded || isSpecial else { return cell }
        var bytes = [quote]
        bytes.reserveCapacity(cell.utf8.count + 2)
        for byte in cell.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
        return String(decoding: bytes, as: UTF8.self)
    }
}
