import YitiCore

/// Anki's text import with its headers (Anki manual, *Text Files*): a note a question, a deck a topic.
///
/// The note's identity is `yiti:` and the question's id, so that importing a newer export updates the notes and keeps their
/// schedule. The back is made of the bank's own sections, which ``AnkiParser`` takes apart again.
enum AnkiDeck {
    /// What a note's identity begins with.
    static let identityPrefix = "yiti:"
    /// What the tag for the stars begins with.
    static let starsPrefix = "stars-"

    private static let headers = [
        "#separator:tab", "#html:true", "#guid column:1", "#deck column:2", "#tags column:5",
        "#columns:guid\tdeck\tfront\tback\ttags",
    ]

    /// What a tag says about the stars: `stars-4`, `★★★★`, `difficulty::hard`, and nothing else.
    static func stars(ofTag tag: String) -> StarMarks.Reading {
        guard let mark = MarkText(tag), mark.isSure || mark.isLabelled else { return .none }
        return mark.reading
    }

    static func text(_ topics: [Topic]) -> String {
        let notes = topics.flatMap { topic in topic.questions.map { note($0, of: topic) } }
        return (headers + notes).map { $0 + "\n" }.joined()
    }

    private static func note(_ question: Question, of topic: Topic) -> String {
        let names = [topic.name.zh, topic.name.en].filter { !$0.isEmpty }.joined(separator: " | ")
        let deck = "Yiti::" + names.replacing("::", with: ":").replacing("\t", with: " ").replacing("\"", with: "'")
        let tags = ["yiti", topic.id, "\(starsPrefix)\(question.stars)"].joined(separator: " ")
        return [identityPrefix + question.id, deck, front(question), back(question), tags].joined(separator: "\t")
    }

    private static func front(_ question: Question) -> String {
        [question.wording.zh, question.wording.en].filter { !$0.isEmpty }.map { HTML.escaped($0) }.joined(
            separator: "<br>")
    }

    private static func back(_ question: Question) -> String {
        BankSection.allCases.map { section in
            let lines = BankWriter.section(section, of: question).dropFirst()
            return lines.isEmpty ? "" : "<h3>\(section.rawValue)</h3>" + content(lines.joined(separator: "\n"))
        }.joined()
    }

    /// Lines as HTML on one line; a fence is `pre`.
    private static func content(_ text: String) -> String {
        BankLine.lines(of: text).map { line in
            switch line.kind {
            case .plain: keepingSpaces(HTML.escaped(line.text)) + "<br>"
            case .fenceStart(let language): "<pre class=\"\(HTML.escaped(language))\">"
            case .fenced: HTML.escaped(line.text) + "<br>"
            case .fenceEnd: "</pre>"
            }
        }.joined()
    }

    /// HTML makes one space of many and none of those at the start of a line; no-break spaces stay.
    private static func keepingSpaces(_ line: String) -> String {
        var wasSpace = true
        return line.map { character in
            defer { wasSpace = character == " " }
            return character == " " && wasSpace ? "&nbsp;" : String(character)
        }.joined()
    }
}
