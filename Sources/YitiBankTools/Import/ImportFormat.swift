import YitiCore

/// The forms of files that can be imported.
package enum ImportFormat: String, CaseIterable, Sendable {
    /// `## topic`, then `1. question⭐⭐⭐⭐`.
    case list
    /// A bank's own Markdown, one topic or several in one document.
    case bank
    /// A table with a header (RFC 4180), separated by commas, semicolons or tabs.
    case csv
    /// Anki's text export.
    case anki

    /// The form of a file, from its name and its beginning; nil when neither tells.
    package static func detect(name: String, text: String) -> ImportFormat? {
        let lines = text.prefix(20_000).split(whereSeparator: \.isNewline).prefix(20)
            .map { String($0).normalizedLineEnds.withoutZeroWidths.trimmingSpaces() }
        if lines.first?.hasPrefix("#separator:") == true { return .anki }
        switch name.split(separator: ".").last?.lowercased() {
        case "csv", "tsv": return .csv
        case "md", "markdown": return lines.contains { $0.hasPrefix("id:") } ? .bank : .list
        default: break
        }
        if lines.contains(where: { $0.hasPrefix("## ") }) {
            return lines.contains { $0.hasPrefix("id:") } ? .bank : .list
        }
        if !lines.isEmpty, lines.allSatisfy({ $0.contains("\t") }) {
            return lines.first.map(TableParser.isHeader) ?? false ? .csv : .anki
        }
        return lines.contains { ItemMark($0) != nil } ? .list : nil
    }

    /// Reads a file of this form; `allItems` takes of a list also what does not look like a question, and `topic` is the id for what
    /// stands under no topic. Throws ``ImportFailure`` when nothing of it makes sense.
    package func read(_ text: String, allItems: Bool = false, topic: String? = nil) throws -> ImportSource {
        let lines = text.normalizedLineEnds
        let hint = topic.map { TopicHint(id: $0, name: .empty) }
        return switch self {
        case .list: try QuestionListParser.parse(lines.withoutZeroWidths, allItems: allItems, topic: hint)
        case .bank: try BankDocumentParser.parse(lines)
        case .csv: try TableParser.parse(lines, topic: hint)
        case .anki: try AnkiParser.parse(lines)
        }
    }
}

extension String {
    /// Without spaces of no width, which come with copies from the web and hide the mark of a line.
    var withoutZeroWidths: String {
        let isThere = unicodeScalars.contains { Self.zeroWidths.contains($0.value) }
        return isThere ? String(unicodeScalars.filter { !Self.zeroWidths.contains($0.value) }) : self
    }

    private static let zeroWidths: Set<UInt32> = [0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF]

    /// The string with LF for every CR LF and CR, and without a byte order mark at its start.
    var normalizedLineEnds: String {
        var scalars = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in unicodeScalars {
            if scalar == "\r" { scalars.append("\n") } else if !(scalar == "\n" && wasReturn) { scalars.append(scalar) }
            wasReturn = scalar == "\r"
        }
        if scalars.first?.value == 0xFEFF { scalars.removeFirst() }
        return String(scalars)
    }
}
