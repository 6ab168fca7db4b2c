/// Tables as text after RFC 4180: cells between separators, quoted where they hold one, quotes doubled, line breaks inside quotes.
package enum CSV {
    /// What tells spreadsheets that a file is UTF-8.
    package static let byteOrderMark = "\u{FEFF}"

    /// The records as text, each ended by `lineEnd`.
    package static func text(_ records: [[String]], separator: Character = ",", lineEnd: String = "\r\n") -> String {
        records.map { line($0, separator: separator) + lineEnd }.joined()
    }

    /// One record, without an end.
    package static func line(_ cells: [String], separator: Character = ",") -> String {
        let octet = separator.asciiValue ?? UInt8(ascii: ",")
        var line = ""
        for (number, cell) in cells.enumerated() {
            if number > 0 { line.append(separator) }
            line += quoted(cell, separator: octet)
        }
        return line
    }

    private static func quoted(_ cell: String, separator: UInt8) -> String {
        let quote = UInt8(ascii: "\"")
        let isPadded = cell.first?.isWhitespace == true || cell.last?.isWhitespace == true
        var cell = cell
        return cell.withUTF8 { source in
            let isSpecial = source.contains { $0 == quote || $0 == 0x0D || $0 == 0x0A || $0 == separator }
            guard isPadded || isSpecial else { return nil }
            var bytes = [quote]
            bytes.reserveCapacity(source.count + 2)
            for byte in source {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
            bytes.append(quote)
            return String(decoding: bytes, as: UTF8.self)
        } ?? cell
    }
}
