import YitiCore

/// Reads Anki's text export (Anki manual, *Exporting*): headers, then notes with a front and a back, as HTML or plain.
struct AnkiParser {
    private let headers: AnkiHeaders
    private var source = ImportSource(unit: "notes")
    private var leftTags: [String] = []

    static func parse(_ text: String) throws -> ImportSource {
        var headers = try AnkiHeaders(text)
        let table = CSVParser.parse(headers.body, separator: headers.separator)
        if let line = table.openQuote {
            throw ImportFailure("line \(line + headers.lines): a quote that is never closed")
        }
        headers.findTags(in: table.records.map(\.cells))
        var parser = AnkiParser(headers: headers)
        for (line, text) in headers.unknown {
            parser.source.remark(line, "no header of Anki's, left out: \(text.truncated(toColumns: 40))")
        }
        for record in table.records { parser.take(record) }
        if !parser.leftTags.isEmpty {
            let tags = parser.leftTags.joined(separator: ", ").truncated(toColumns: 200)
            parser.source.remark(nil, "tags left out, a bank has none: \(tags)")
        }
        return parser.source
    }

    private init(headers: AnkiHeaders) { self.headers = headers }

    private mutating func take(_ record: CSVParser.Record) {
        source.candidates += 1
        let line = record.line + headers.lines
        if let width = headers.width, record.cells.count > width {
            return source.lose(
                line, "left out: more cells than `#columns:` names; one with a separator in it needs quotes")
        }
        let fields = headers.fields(record.cells).map { AnkiField($0, isHTML: headers.isHTML) }
        let media = fields.reduce(0) { $0 + $1.media }
        if media > 0 { source.remark(line, "images or sounds left out, questions are plain text: \(media)") }
        guard let front = fields.first, !front.asked.isEmpty else {
            return source.lose(line, "left out: an empty front")
        }
        let back = ((front.asked == front.revealed ? [] : [front.revealed]) + fields.dropFirst().map(\.revealed))
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
        let tags = headers.tags(record.cells)
        let identity = headers.identity(record.cells)
        let id =
            identity.hasPrefix(AnkiDeck.identityPrefix)
            ? String(identity.dropFirst(AnkiDeck.identityPrefix.count)) : nil
        let topic = topic(record.cells, id: id, tags: tags)
        leave(tags, topic)
        source.add(
            ImportedQuestion(
                line: line, topic: topic, id: id, question: Self.question(front: front.asked, back: back)),
            mark: StarMarks.joined([headers.stars(record.cells)] + tags.map { AnkiDeck.stars(ofTag: $0) }),
            mayHoldMark: true)
    }

    /// Keeps for the report which tags say nothing to a bank.
    private mutating func leave(_ tags: [String], _ topic: TopicHint) {
        let said = ["yiti", topic.id ?? "", topic.name.zh, topic.name.en]
        for tag in tags where AnkiDeck.stars(ofTag: tag) == .none && !said.contains(tag) && !leftTags.contains(tag) {
            if leftTags.count < 50 { leftTags.append(tag) }
        }
    }

    /// The topic: of the id, else the last part of the deck's name, else the first tag, else one for the whole file.
    private func topic(_ cells: [String], id: String?, tags: [String]) -> TopicHint {
        let deck = headers.deck(cells).split(separator: "::").last.map { String($0).trimmingSpaces() } ?? ""
        let names = deck.split(separator: "|", maxSplits: 1).map { String($0).trimmingSpaces() }
        let topicId = id.flatMap { BankIds.parts(of: $0)?.topic }
        if names.count == 2 { return TopicHint(id: topicId, name: Text(zh: names[0], en: names[1])) }
        // Anki itself sets these two.
        let tag = tags.first { AnkiDeck.stars(ofTag: $0) == .none && !["leech", "marked"].contains($0.lowercased()) }?
            .split(separator: "::").last.map(String.init)
        return TopicHint(id: topicId, name: deck.isEmpty ? tag ?? "Anki" : deck)
    }

    /// Front and back as a question: the bank's own sections where the back has them, else key points when it is a list, else an answer.
    private static func question(front: String, back: String) -> Question {
        var question = sections(back) ?? plainBack(back)
        let lines = front.split(separator: "\n").map { String($0).singleLine }.filter { !$0.isEmpty }
        let hasRows = lines.contains { $0.contains(HTML.cellSeparator) }
        let isPair =
            !hasRows && lines.count == 2 && lines[0].containsChinese && !lines[1].containsChinese
            && lines[1].contains(" ")
        let whole = lines.joined(separator: hasRows ? " / " : " ")
        question.wording =
            isPair
            ? Text(zh: lines[0], en: lines[1])
            : Text(monolingual: whole)
        return question
    }

    private static func sections(_ back: String) -> Question? {
        guard BankLine.lines(of: back).contains(where: { $0.heading?.level == 3 }) else { return nil }
        let page = BankParser.parse("# Back | Back\nid: back\n## back-01 ★\n\(back)\n", file: "")
        return page.findings.isEmpty ? page.topic.questions.first : nil
    }

    private static func plainBack(_ back: String) -> Question {
        var question = Question.blank
        let lines = back.split(separator: "\n").map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
        let isList =
            (2...BankLimits.keyPoints.upperBound).contains(lines.count) && lines.allSatisfy { $0.withoutItemMark != $0 }
        let section = back.containsChinese ? BankSection.chineseAnswer : .englishAnswer
        question.change(section) { sheet in
            if isList { sheet.keyPoints = back.items } else { sheet.referenceAnswer = back }
        }
        return question
    }
}

/// A field of a note as plain text.
private struct AnkiField {
    private static let headings = Set(BankSection.allCases.map(\.rawValue))

    /// With what clozes hide.
    let revealed: String
    /// Without it.
    let asked: String
    /// How many images and sounds there were.
    let media: Int

    init(_ field: String, isHTML: Bool) {
        let marks = AnkiMarks(field)
        guard isHTML else {
            revealed = marks.revealed.trimmingSpaces()
            asked = marks.asked.trimmingSpaces()
            media = marks.sounds
            return
        }
        let whole = HTML.plainText(marks.revealed, headings: Self.headings)
        revealed = whole.text.trimmingSpaces()
        asked =
            marks.asked != marks.revealed
            ? HTML.plainText(marks.asked, headings: Self.headings).text.trimmingSpaces() : revealed
        media = marks.sounds + whole.media
    }
}
