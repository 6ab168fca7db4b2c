import YitiCore

/// A bank as one JSON object, members always in the same order.
enum BankJSON {
    static func text(_ topics: [Topic], language: Language) -> String {
        let names = language == .both ? [Language.zh, .en] : [language]
        return Datum.object([.init("topics", .list(topics.map { topic($0, names) }))]).jsonText + "\n"
    }

    private static func topic(_ topic: Topic, _ languages: [Language]) -> Datum {
        .object([
            .init("id", .string(topic.id)), .init("name", wording(topic.name, languages)),
            .init("questions", .list(topic.questions.map { question($0, languages) })),
        ])
    }

    private static func question(_ question: Question, _ languages: [Language]) -> Datum {
        .object([
            .init("id", .string(question.id)), .init("stars", .integer(Int64(question.stars))),
            .init("question", wording(question.wording, languages)),
            .init("related", .list(question.related.map(Datum.string))),
            .init("changed", question.change.map { change($0, languages) } ?? .null),
            .init("key_points", each(languages) { .list(question.sheet(in: $0).keyPoints.map(Datum.string)) }),
            .init("reference_answer", each(languages) { .string(question.sheet(in: $0).referenceAnswer) }),
            .init("follow_ups", each(languages) { .list(question.sheet(in: $0).followUps.map(Datum.string)) }),
            .init("code", question.code.map(Datum.string) ?? .null),
        ])
    }

    private static func change(_ change: QuestionChange, _ languages: [Language]) -> Datum {
        .object([.init("day", .string(change.day.text)), .init("note", wording(change.note, languages))])
    }

    private static func wording(_ text: Text, _ languages: [Language]) -> Datum {
        each(languages) { .string(text.wording(in: $0)) }
    }

    /// A member for each language: `{"zh": …, "en": …}`.
    private static func each(_ languages: [Language], _ value: (Language) -> Datum) -> Datum {
        .object(languages.map { .init($0.rawValue, value($0)) })
    }
}
