import YitiCore

/// The `#key:value` lines at the start of Anki's text files and what they say about the columns.
struct AnkiHeaders {
    private static let separators: [String: Character] = [
        "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":", "\\t": "\t",
    ]
    private static let known: Set<String> = [
        "separator", "html", "tags", "columns", "notetype", "deck", "notetype column", "deck column", "tags column",
        "guid column", "if matches",
    ]
    /// What `#columns:` may call the columns that are no fields.
    private static let names: [String: Set<String>] = [
        "deck column": ["deck", "牌组"], "guid column": ["guid"], "tags column": ["tags", "tag", "标签"],
        "notetype column": ["notetype", "note type", "笔记模板", "笔记类型"],
    ]

    /// How many lines they take.
    let lines: Int
    /// The text after them.
    let body: Substring
    /// What separates the columns; a tab unless the file says otherwise.
    let separator: Character
    /// Lines among them that are none of Anki's.
    let unknown: [(line: Int, text: String)]
    private let values: [String: String]
    private var columns: [String: Int]

    /// The headers of a file. Throws ``ImportFailure`` for a separator that has no such name.
    init(_ text: String) throws {
        var values: [String: String] = [:]
        var unknown: [(line: Int, text: String)] = []
        var rest = text[...]
        var count = 0
        while rest.hasPrefix("#") {
            let line = rest.prefix { $0 != "\n" }
            rest = rest.dropFirst(line.count + 1)
            count += 1
            let key = line.dropFirst().prefix { $0 != ":" }.lowercased()
            let value = String(line.dropFirst(key.count + 2))
            if line.contains(":"), Self.known.contains(key), Self.isValue(value, of: key) {
                values[key] = value
            } else {
                unknown.append((count, String(line)))
            }
        }
        separator = try Self.separator(values["separator"] ?? "tab")
        columns = Self.columns(values, separator)
        self.values = values
        self.unknown = unknown
        body = rest
        lines = count
    }

    /// Columns are counted, and whether fields are HTML is true or false.
    private static func isValue(_ value: String, of key: String) -> Bool {
        let plain = value.trimmingSpaces().lowercased()
        if key.hasSuffix("column") { return Int(plain).map { $0 > 0 } ?? false }
        return key != "html" || ["true", "false"].contains(plain)
    }

    private static func separator(_ name: String) throws -> Character {
        if let separator = separators[name.trimmingSpaces().lowercased()] { return separator }
        if name.count == 1, let separator = name.first, separator.isASCII { return separator }
        let known = "tab, comma, semicolon, space, pipe, colon, or the character itself"
        throw ImportFailure("no separator is called `\(name.truncated(toColumns: 20))`: expected \(known)")
    }

    /// Where the columns are that hold no field: as their headers count, or else as `#columns:` names them.
    private static func columns(_ values: [String: String], _ separator: Character) -> [String: Int] {
        let titles = (values["columns"] ?? "").split(separator: separator, omittingEmptySubsequences: false)
            .map { String($0).trimmingSpaces().lowercased() }
        var columns: [String: Int] = [:]
        for (header, names) in names {
            let counted = values[header].flatMap { Int($0.trimmingSpaces()) }.map { $0 &- 1 }
            columns[header] = counted ?? titles.firstIndex { names.contains($0) }
        }
        for name in ["question", "stars"] {
            let place = titles.firstIndex { TableParser.name(ofColumn: $0) == name }
            if let place, !columns.values.contains(place) { columns[name] = place }
        }
        return columns
    }

    /// How many columns `#columns:` names; nil without it.
    var width: Int? {
        values["columns"].map { $0.split(separator: separator, omittingEmptySubsequences: false).count }
    }

    /// Whether the fields are HTML; so they are unless the file says otherwise.
    var isHTML: Bool { values["html"]?.trimmingSpaces().lowercased() != "false" }

    /// The deck of a note, or the file's.
    func deck(_ cells: [String]) -> String { cell(cells, "deck column") ?? values["deck"] ?? "" }

    /// The note's identity.
    func identity(_ cells: [String]) -> String { cell(cells, "guid column") ?? "" }

    /// Without a word on a column of tags it is the last one where a tag says the stars in most of the notes.
    mutating func findTags(in notes: [[String]]) {
        guard columns["tags column"] == nil else { return }
        let tagged = notes.filter(Self.hasTagsLast)
        if tagged.count * 2 > notes.count { columns["tags column"] = tagged.first.map { $0.count - 1 } }
    }

    /// The note's tags and the file's.
    func tags(_ cells: [String]) -> [String] {
        [cell(cells, "tags column"), values["tags"]].compactMap(\.self).joined(separator: " ").split(separator: " ")
            .map(String.init)
    }

    /// The cells that are fields of the note, the question first: the columns no header claims.
    func fields(_ cells: [String]) -> [String] {
        let claimed = Set(columns.values)
        let rest = cells.enumerated().filter { !claimed.contains($0.offset) }.map(\.element)
        return (cell(cells, "question").map { [$0] } ?? []) + rest
    }

    /// What a column for stars says.
    func stars(_ cells: [String]) -> StarMarks.Reading {
        cell(cells, "stars").map { MarkedWording.reading(ofCell: $0) } ?? .none
    }

    private static func hasTagsLast(_ cells: [String]) -> Bool {
        guard cells.count >= 3, let last = cells.last else { return false }
        return last.split(separator: " ").contains { AnkiDeck.stars(ofTag: String($0)) != .none }
    }

    private func cell(_ cells: [String], _ header: String) -> String? {
        columns[header].flatMap { cells.indices.contains($0) ? cells[$0] : nil }
    }
}
