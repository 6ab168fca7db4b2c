/// Tables as text after RFC 4180: cells between separators, quoted where they hold one, quotes doubled, line breaks inside quotes.
package enum SeparatedValues {
    /// One record and the line it begins on.
    package struct Record: Hashable, Sendable {
        /// Counted from 1.
        package var line: Int
        package var cells: [String]
    }

    /// What was read, and where a quote was opened and never closed.
    package struct Table: Hashable, Sendable {
        package var records: [Record]
        /// The line of the quote without an end; nil when all is well.
        package var openQuote: Int?
    }

    /// The records of `text`, blank lines left out. A line ends with LF, CR LF or CR.
    package static func parse(_ text: some StringProtocol, separator: Character = ",") -> Table {
        var reader = SeparatedReader(separator: separator.asciiValue ?? UInt8(ascii: ","))
        for byte in text.utf8 { reader.take(byte) }
        return reader.finish()
    }

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

/// Reads octet by octet: separators, quotes and line ends are ASCII, and no octet of a longer UTF-8 sequence is.
private struct SeparatedReader {
    private enum State {
        case cell
        case quoted
        /// After a quote inside quotes: the end, or the first of two.
        case quote
    }

    private let separator: UInt8
    private var state = State.cell
    private var cell: [UInt8] = []
    private var cells: [String] = []
    private var records: [SeparatedValues.Record] = []
    private var line = 1
    private var recordLine = 1
    private var quoteLine = 1
    private var lastWasReturn = false

    init(separator: UInt8) { self.separator = separator }

    mutating func take(_ byte: UInt8) {
        let isLineFeedOfPair = byte == 0x0A && lastWasReturn
        lastWasReturn = byte == 0x0D
        if byte == 0x0D || (byte == 0x0A && !isLineFeedOfPair) { line += 1 }
        switch state {
        case .quoted: takeQuoted(byte)
        case .quote where byte == UInt8(ascii: "\""):
            cell.append(byte)
            state = .quoted
        case .quote, .cell: takePlain(byte, isLineFeedOfPair: isLineFeedOfPair)
        }
    }

    private mutating func takeQuoted(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") { state = .quote } else { cell.append(byte) }
    }

    private mutating func takePlain(_ byte: UInt8, isLineFeedOfPair: Bool) {
        if isLineFeedOfPair {
            recordLine = line
        } else if byte == UInt8(ascii: "\""), cell.isEmpty, state == .cell {
            state = .quoted
            quoteLine = line
        } else if byte == separator {
            endCell()
        } else if byte == 0x0D || byte == 0x0A {
            endRecord()
        } else {
            cell.append(byte)
        }
    }

    private mutating func endCell() {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
        state = .cell
    }

    private mutating func endRecord() {
        endCell()
        if cells.contains(where: { !$0.isEmpty }) {
            records.append(SeparatedValues.Record(line: recordLine, cells: cells))
        }
        cells = []
        recordLine = line
    }

    mutating func finish() -> SeparatedValues.Table {
        let openQuote = state == .quoted ? quoteLine : nil
        endRecord()
        return SeparatedValues.Table(records: records, openQuote: openQuote)
    }
}
