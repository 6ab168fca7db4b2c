import YitiCore

/// Reads a bank's own Markdown, one topic after the other in one document.
enum BankDocumentParser {
    static func parse(_ text: String) throws -> ImportSource {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let marked = BankLine.lines(of: text)
        let starts = marked.indices.filter { marked[$0].heading?.level == 1 }
        guard let first = starts.first else {
            throw ImportFailure("no title: expected `# Chinese name | English name`")
        }
        if let stray = marked[..<first].first(where: { !$0.isBlank }) {
            throw ImportFailure("line \(stray.number): text before the first title `# Chinese name | English name`")
        }
        var source = ImportSource(unit: "questions")
        var errors: [String] = []
        for (start, end) in zip(starts, starts.dropFirst() + [lines.endIndex]) {
            let page = BankParser.parse(lines[start..<end].joined(separator: "\n"), file: "")
            errors += page.findings.map { "line \($0.line + start): \($0.message)" }
            source.questions += page.placed.map { imported($0, of: page.topic, after: start) }
        }
        // A question read by halves could never be completed by a second import: it would be there already.
        guard errors.isEmpty else { throw ImportFailure(errors.joined(separator: "\n")) }
        return source
    }

    private static func imported(_ placed: PlacedQuestion, of topic: Topic, after line: Int) -> ImportedQuestion {
        ImportedQuestion(
            line: placed.places.heading + line,
            topic: TopicHint(id: topic.id.isEmpty ? nil : topic.id, name: topic.name),
            id: placed.question.id, stars: placed.question.stars, question: placed.question)
    }
}
