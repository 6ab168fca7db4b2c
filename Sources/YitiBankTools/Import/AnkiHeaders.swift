import YitiCore

/// The `#key:value` lines at the start of Anki's text files and what they say about the columns.
struct AnkiHeaders {
    private static let separators: [String: Character] = [
        "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":", "\\t": "\t",
    ]

    /// How many lines they take.
    let lines: Int
    /// The text after them.
    let body: Substring
    private let values: [String: String]

    init(_ text: String) {
        var values: [String: String] = [:]
        var rest = text[...]
        var count = 0
        while rest.hasPrefix("#") {
            let line = rest.prefix { $0 != "\n" }
            rest = rest.dropFirst(line.count + 1)
            count += 1
            guard let colon = line.firstIndex(of: ":") else { continue }
            values[line[..<colon].dropFirst().lowercased()] = String(line[line.index(after: colon)...])
        }
        self.values = values
        self.body = rest
        self.lines = count
    }

    /// What separates the columns; a tab unless the file says otherwise.
    var separator: Character {
        let value = values["separator"] ?? "tab"
        return Self.separators[value.lowercased()] ?? value.first ?? "\t"
    }

    /// Whether the fields are HTML; so they are unless the file says otherwise.
    var isHTML: Bool { values["html"]?.lowercased() != "false" }

    /// The deck of a note, or the file's.
    func deck(_ cells: [String]) -> String { cell(cells, "deck column") ?? values["deck"] ?? "" }

    /// The note's identity.
    func identity(_ cells: [String]) -> String { cell(cells, "guid column") ?? "" }

    /// The note's tags and the file's.
    func tags(_ cells: [String]) -> [String] {
        [cell(cells, "tags column"), values["tags"]].compactMap(\.self).joined(separator: " ").split(separator: " ")
            .map(String.init)
    }

    /// The cells that are fields of the note: the columns no header claims.
    func fields(_ cells: [String]) -> [String] {
        let claimed = Set(["deck column", "guid column", "tags column", "notetype column"].compactMap(column))
        return cells.enumerated().filter { !claimed.contains($0.offset) }.map(\.element)
    }

    private func column(_ header: String) -> Int? {
        values[header].flatMap { Int($0.trimmingSpaces()) }.map { $0 &- 1 }
    }

    private func cell(_ cells: [String], _ header: String) -> String? {
        column(header).flatMap { cells.indices.contains($0) ? cells[$0] : nil }
    }
}

/// Anki's own marks inside fields.
enum AnkiMarks {
    /// The field with clozes (`{{c1::answer::hint}}`) as their answers and without sounds (`[sound:a.mp3]`), which are counted.
    static func plain(_ field: String) -> (text: String, sounds: Int) {
        let unclozed = replacing(field, open: "{{c", close: "}}") { inner in
            let parts = inner.split(separator: "::", omittingEmptySubsequences: false)
            return parts.count > 1 ? String(parts[1]) : nil
        }
        var sounds = 0
        let silent = replacing(unclozed, open: "[sound:", close: "]") { _ in
            sounds += 1
            return ""
        }
        return (silent, sounds)
    }

    private static func replacing(_ text: String, open: String, close: String, _ replacement: (Substring) -> String?)
        -> String
    {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: open), let end = rest[start.upperBound...].firstRange(of: close) {
            result += rest[..<start.lowerBound]
            result +=
                replacement(rest[start.upperBound..<end.lowerBound]) ?? String(rest[start.lowerBound..<end.upperBound])
            rest = rest[end.upperBound...]
        }
        return result + rest
    }
}
