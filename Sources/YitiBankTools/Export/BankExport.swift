package import YitiCore

/// A form a bank can be given away in.
package enum BankFormat: String, CaseIterable, Sendable {
    /// The bank's own Markdown, every topic in one document.
    case md
    /// A table, one row a question (RFC 4180); imports again.
    case csv
    /// Anki's text import: decks, tags, front and back.
    case anki
    /// One object for programs.
    case json
}

/// A bank as text in another form.
package enum BankExport {
    /// The whole bank in `format`; `language` leaves the other language out, `both` leaves nothing out. With `marksTables` a table begins
    /// with a byte order mark, without which Excel takes it for another encoding.
    package static func text(
        _ bank: Bank, format: BankFormat, language: Language = .both, marksTables: Bool = true
    ) -> String {
        let topics = bank.topics.map { $0.keeping(language) }
        switch format {
        case .md: return topics.map(BankWriter.markdown).joined(separator: "\n")
        case .csv:
            return (marksTables ? CSV.byteOrderMark : "") + CSV.text(BankTable.records(topics, language: language))
        case .anki: return AnkiDeck.text(topics)
        case .json: return BankJSON.text(topics, language: language)
        }
    }
}

extension Topic {
    /// The topic with one language's texts only.
    func keeping(_ language: Language) -> Topic {
        Topic(id: id, name: name.keeping(language), questions: questions.map { $0.keeping(language) })
    }
}

extension Question {
    /// The question with one language's texts only.
    func keeping(_ language: Language) -> Question {
        var kept = self
        kept.wording = wording.keeping(language)
        if language != .both { kept.change = nil }
        if language == .zh { kept.english = AnswerSheet() }
        if language == .en { kept.chinese = AnswerSheet() }
        return kept
    }
}

extension Text {
    /// The text without the other language's wording, unless it is the only one.
    func keeping(_ language: Language) -> Text {
        var kept = self
        if language == .zh, !zh.isEmpty { kept.en = "" }
        if language == .en, !en.isEmpty { kept.zh = "" }
        return kept
    }
}
