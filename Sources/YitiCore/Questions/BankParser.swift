/// Reads one file of a bank (grammar: `Data/README.md`). Every error is found, not only the first.
package struct BankParser {
    private let file: String
    private var findings: [Finding] = []

    private init(file: String) {
        self.file = file
    }

    /// The topic in `text`, with places and findings; `file` is the name that findings carry.
    package static func parse(_ text: String, file: String) -> BankPage {
        var parser = BankParser(file: file)
        return parser.page(text)
    }

    /// The topic in these octets; lines that are not UTF-8 are errors. A file in another encoding is one error: what else is wrong with it
    /// follows from that.
    package static func parse(_ bytes: [UInt8], file: String) -> BankPage {
        if let text = String(validating: bytes, as: UTF8.self) { return parse(text, file: file) }
        var page = parse(String(decoding: bytes, as: UTF8.self), file: file)
        let invalid = invalidLines(bytes).map { line in
            Finding(file: file, line: line, severity: .error, message: "not valid UTF-8: save the file as UTF-8")
        }
        page.findings = invalid.count > mostInvalidLines ? Array(invalid.prefix(1)) : page.findings + invalid
        page.findings.sort { $0.line < $1.line }
        return page
    }

    private static let mostInvalidLines = 10

    private static func invalidLines(_ bytes: [UInt8]) -> [Int] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .filter { String(validating: $0.element, as: UTF8.self) == nil }.map { $0.offset + 1 }
    }

    private mutating func page(_ text: String) -> BankPage {
        let lines = sound(BankLine.lines(of: text))
        var parts = BankPart.parts(of: lines, level: 2)
        let head = parts.removeFirst().body.filter { !$0.isBlank }
        let name = name(head.first)
        let id = id(head.dropFirst().first, after: head.first)
        if let extra = head.dropFirst(2).first {
            error(extra.number, "text before the first question: expected `## ID ★★★★★`")
        }
        let placed = parts.compactMap { question($0) }.map { placed in
            var placed = placed
            placed.question.topic = id
            return placed
        }
        return BankPage(
            file: file, titleLine: head.first?.number ?? 1,
            topic: Topic(id: id, name: name, questions: placed.map(\.question)), places: placed.map(\.places),
            findings: findings.sorted { $0.line < $1.line })
    }

    mutating func error(_ line: Int, _ message: String) {
        findings.append(Finding(file: file, line: line, severity: .error, message: message))
    }
}

// The lines and the head of the file.
extension BankParser {
    /// The lines without headings that can't be, all that is wrong with single lines being said.
    private mutating func sound(_ lines: [BankLine]) -> [BankLine] {
        checkCharacters(lines)
        checkFences(lines)
        let first = lines.first { !$0.isBlank }?.number
        return lines.filter { line in
            guard let heading = line.heading, let problem = Self.problem(heading, isFirst: line.number == first) else {
                return true
            }
            error(line.number, problem)
            return heading.lacksSpace && heading.level <= 3
        }
    }

    private static func problem(_ heading: BankHeading, isFirst: Bool) -> String? {
        if heading.level > 3 { return "no headings below `###` here: begin the line with something else" }
        if heading.lacksSpace { return "a space is missing after `\(String(repeating: "#", count: heading.level))`" }
        if heading.level == 1, !isFirst { return "a second title: one topic a file, and code belongs in a fence" }
        return nil
    }

    private mutating func checkCharacters(_ lines: [BankLine]) {
        for line in lines {
            guard let scalar = line.text.unicodeScalars.first(where: { $0.isUnseen }) else { continue }
            error(line.number, "control character U+\(scalar.hexadecimal): remove it")
        }
    }

    private mutating func checkFences(_ lines: [BankLine]) {
        guard let start = lines.last(where: { if case .fenceStart = $0.kind { true } else { false } }) else { return }
        guard !lines.contains(where: { $0.kind == .fenceEnd && $0.number > start.number }) else { return }
        error(start.number, "a fence that is never closed: expected a line of ``` below it")
    }

    private static let expectedTitle = "expected the title `# Chinese name | English name`"

    private mutating func name(_ line: BankLine?) -> Text {
        guard let line, let title = line.title(ofLevel: 1), !title.isEmpty else {
            error(line?.number ?? 1, Self.expectedTitle)
            return .empty
        }
        guard let bar = title.firstIndex(of: "|") else {
            return Text(monolingual: title)
        }
        let name = Text(
            zh: String(title[..<bar]).trimmingSpaces(), en: String(title[title.index(after: bar)...]).trimmingSpaces())
        if name.isEmpty { error(line.number, Self.expectedTitle) }
        return name
    }

    private mutating func id(_ line: BankLine?, after title: BankLine?) -> String {
        let expected =
            "expected `id: ` and the topic's id below the title: a lower-case letter, then lower-case letters and digits"
        guard let line, line.kind == .plain, line.text.hasPrefix("id:") else {
            error(line?.number ?? title?.number ?? 1, expected)
            return ""
        }
        let id = String(line.text.dropFirst(3)).trimmingSpaces()
        guard BankIds.isTopic(id) else {
            error(line.number, expected + ", at most \(BankLimits.topicIdLength)")
            return ""
        }
        return id
    }
}
