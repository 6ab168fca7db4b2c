import YitiCore

/// Reads Anki's text export (Anki manual, *Exporting*): headers, then notes with a front and a back, as HTML or plain.
struct AnkiReader {
    private static let headings = Set(BankSection.allCases.map(\.rawValue))

    private let headers: AnkiHeaders
    private var source = ImportSource()
    private var media = 0

    static func read(_ text: String) throws -> ImportSource {
        let headers = AnkiHeaders(text)
        let table = SeparatedValues.parse(headers.body, separator: headers.separator)
        if let line = table.openQuote {
            throw ImportFailure("line \(line + headers.lines): a quote that is never closed")
        }
        var reader = AnkiReader(headers: headers)
        for record in table.records { reader.take(record) }
        if reader.media > 0 {
            reader.source.remarks.append(
                ImportRemark(message: "\(reader.media) images or sounds left out: questions are plain text"))
        }
        return reader.source
    }

    private init(headers: AnkiHeaders) { self.headers = headers }

    private mutating func take(_ record: SeparatedValues.Record) {
        let line = record.line + headers.lines
        let fields = headers.fields(record.cells).map { plain($0) }
        guard let front = fields.first, !front.isEmpty else {
            source.remarks.append(ImportRemark(line: line, message: "left out: an empty front"))
            return
        }
        let tags = headers.tags(record.cells)
        let identity = headers.identity(record.cells)
        let id =
            identity.hasPrefix(AnkiDeck.identityPrefix)
            ? String(identity.dropFirst(AnkiDeck.identityPrefix.count)) : nil
        source.questions.append(
            ImportedQuestion(
                line: line, topic: topic(record.cells, id: id, tags: tags), id: id, stars: Self.stars(tags),
                question: Self.question(front: front, back: fields.dropFirst().joined(separator: "\n\n"))))
    }

    private mutating func plain(_ field: String) -> String {
        let unclozed = AnkiMarks.plain(field)
        media += unclozed.sounds
        guard headers.isHTML else { return unclozed.text.trimmingSpaces() }
        let (text, media) = Hypertext.plainText(unclozed.text, headings: Self.headings)
        self.media += media
        return text.trimmingSpaces()
    }

    /// The topic: of the id, else the last part of the deck's name, else the first tag, else one for the whole file.
    private func topic(_ cells: [String], id: String?, tags: [String]) -> TopicHint {
        let deck = headers.deck(cells).split(separator: ":").last.map { String($0).trimmingSpaces() } ?? ""
        let names = deck.split(separator: "|", maxSplits: 1).map { String($0).trimmingSpaces() }
        let topicId = id.flatMap { BankIds.parts(of: $0)?.topic }
        if names.count == 2 { return TopicHint(id: topicId, name: Text(zh: names[0], en: names[1])) }
        let tag = tags.first { !$0.hasPrefix(AnkiDeck.starsPrefix) }
        return TopicHint(id: topicId, name: deck.isEmpty ? tag ?? "Anki" : deck)
    }

    private static func stars(_ tags: [String]) -> Int? {
        tags.lazy.filter { $0.hasPrefix(AnkiDeck.starsPrefix) }.compactMap {
            Int($0.dropFirst(AnkiDeck.starsPrefix.count))
        }
        .first { (1...5).contains($0) }
    }

    /// Front and back as a question: the bank's own sections where the back has them, else key points when it is a list, else an answer.
    private static func question(front: String, back: String) -> Question {
        var question = sections(back) ?? plainBack(back)
        let lines = front.split(separator: "\n").map { String($0).singleLine }.filter { !$0.isEmpty }
        let isPair = lines.count == 2 && lines[0].containsChinese && !lines[1].containsChinese && lines[1].contains(" ")
        let whole = lines.joined(separator: " ")
        question.wording =
            isPair
            ? Text(zh: lines[0], en: lines[1])
            : whole.containsChinese ? Text(zh: whole, en: "") : Text(zh: "", en: whole)
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
            (2...BankLimits.keyPoints.upperBound).contains(lines.count) && lines.allSatisfy { $0.items != [$0] }
        let section = back.containsChinese ? BankSection.chineseAnswer : .englishAnswer
        question.change(section) { sheet in
            if isList { sheet.keyPoints = back.items } else { sheet.referenceAnswer = back }
        }
        return question
    }
}
