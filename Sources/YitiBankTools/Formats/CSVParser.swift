import YitiCore

/// Reads what ``CSV`` writes, and tables as other programs write them.
package enum CSVParser {
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

    /// The records of `text`, blank lines left out. A line ends with LF, CR LF or CR; a byte order mark is passed over.
    package static func parse(_ text: some StringProtocol, separator: Character = ",") -> Table {
        var reader = CSVReader(separator: separator.asciiValue ?? UInt8(ascii: ","))
        let mark = CSV.byteOrderMark.utf8
        for byte in text.utf8.dropFirst(text.utf8.starts(with: mark) ? mark.count : 0) { reader.take(byte) }
        return reader.finish()
    }
}

/// Reads octet by octet: separators, quotes and line ends are ASCII, and no octet of a longer UTF-8 sequence is.
private struct CSVReader {
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
    private var records: [CSVParser.Record] = []
    private var line = 1
    private var recordLine = 1
    private var quoteLine = 1
    private var lastWasReturn = false
    /// Spaces behind the quote that ended a cell.
    private var gap = 0
    /// Whether more than a separator follows the quote that should end the cell.
    private var hasStrayQuotes = false

    init(separator: UInt8) { self.separator = separator }

    mutating func take(_ byte: UInt8) {
        let isLineFeedOfPair = byte == 0x0A && lastWasReturn
        lastWasReturn = byte == 0x0D
        if byte == 0x0D || (byte == 0x0A && !isLineFeedOfPair) { line += 1 }
        switch state {
        case .quoted: takeQuoted(byte)
        case .quote where byte == UInt8(ascii: "\"") && gap == 0:
            cell.append(byte)
            state = .quoted
        case .quote where byte == 0x20 && separator != 0x20: gap += 1
        case .quote where byte != separator && byte != 0x0D && byte != 0x0A:
            cell = [UInt8(ascii: "\"")] + cell + [UInt8(ascii: "\"")] + [UInt8](repeating: 0x20, count: gap) + [byte]
            hasStrayQuotes = true
            state = .cell
        case .quote, .cell: takePlain(byte, isLineFeedOfPair: isLineFeedOfPair)
        }
    }

    private mutating func takeQuoted(_ byte: UInt8) {
        gap = 0
        if byte == UInt8(ascii: "\"") { state = .quote } else { cell.append(byte) }
    }

    private mutating func takePlain(_ byte: UInt8, isLineFeedOfPair: Bool) {
        if isLineFeedOfPair {
            recordLine = line
        } else if byte == UInt8(ascii: "\""), cell.allSatisfy({ $0 == 0x20 }), state == .cell {
            cell = []
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
        let text = String(decoding: cell, as: UTF8.self)
        cells.append(hasStrayQuotes ? Self.withoutOuterQuotes(text) : text)
        hasStrayQuotes = false
        cell = []
        state = .cell
    }

    /// A cell in which quotes were not doubled: `"What is "DFS"?"` loses those around it, `"a" and "b"` begins with one of its own.
    private static func withoutOuterQuotes(_ text: String) -> String {
        guard text.count > 2, text.hasSuffix("\"") else { return text }
        let inside = text.dropFirst().dropLast()
        guard let first = inside.firstIndex(of: "\"") else { return String(inside) }
        let isOpening = first == inside.startIndex || inside[inside.index(before: first)].isWhitespace
        return isOpening ? String(inside) : text
    }

    private mutating func endRecord() {
        endCell()
        if cells.contains(where: { !$0.isEmpty }) {
            records.append(CSVParser.Record(line: recordLine, cells: cells))
        }
        cells = []
        recordLine = line
    }

    mutating func finish() -> CSVParser.Table {
        let openQuote = state == .quoted ? quoteLine : nil
        endRecord()
        return CSVParser.Table(records: records, openQuote: openQuote)
    }
}
