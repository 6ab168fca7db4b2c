import YitiCore

/// Gives the topics of an imported file their ids and names.
struct TopicIds {
    private var topics: [String: Topic] = [:]

    /// Every topic that `hints` name. Ids come from `requested`, in the order of the file, or else from the file itself, a topic of the
    /// bank with the same name, the table of known topics, or `topic01` and so on. Throws ``ImportFailure`` when `requested` doesn't fit.
    init(hints: [TopicHint], requested: [String], bank: [Topic]) throws {
        var keys: Set<String> = []
        let distinct = hints.filter { keys.insert($0.key).inserted }
        try Self.check(requested, count: distinct.count)
        var taken = Set(bank.map(\.id) + requested + distinct.compactMap(\.id))
        var made: [Topic] = []
        for (index, hint) in distinct.enumerated() {
            let known = bank + made
            let topic = requested.isEmpty ? Self.topic(hint, known, &taken) : Self.named(requested[index], hint, bank)
            taken.insert(topic.id)
            made.append(topic)
            topics[hint.key] = topic
        }
    }

    /// The topic of a hint, without questions.
    func topic(_ hint: TopicHint) -> Topic { topics[hint.key] ?? Topic(id: "", name: hint.name, questions: []) }

    private static func check(_ requested: [String], count: Int) throws {
        guard !requested.isEmpty else { return }
        if let wrong = requested.first(where: { !BankIds.isTopic($0) }) {
            throw ImportFailure(
                "`\(wrong)` can't be a topic's id: expected a lower-case letter, then lower-case letters and digits")
        }
        guard requested.count == count else {
            throw ImportFailure(
                "the file has \(count) topics and \(requested.count) ids were given: expected one id a topic, in its order"
            )
        }
        guard Set(requested).count == count else {
            throw ImportFailure("an id was given twice: expected one id a topic")
        }
    }

    private static func topic(_ hint: TopicHint, _ bank: [Topic], _ taken: inout Set<String>) -> Topic {
        if let id = hint.id { return named(id, hint, bank) }
        let keys = KnownTopics.keys(hint.name)
        let twin = bank.first { topic in
            keys.contains(topic.id) || !keys.isDisjoint(with: KnownTopics.keys(topic.name))
        }
        if let id = twin?.id ?? KnownTopics.find(hint.name)?.id { return named(id, hint, bank) }
        let number = (1...(taken.count + 1)).first { !taken.contains(automatic($0)) } ?? 1
        return named(automatic(number), hint, bank)
    }

    private static func automatic(_ number: Int) -> String { (number < 10 ? "topic0" : "topic") + String(number) }

    /// A topic of the bank keeps its names; a new one has the file's, completed where they are known.
    private static func named(_ id: String, _ hint: TopicHint, _ bank: [Topic]) -> Topic {
        let name = bank.first { $0.id == id }?.name ?? KnownTopics.find(hint.name)?.name
        if let name { return Topic(id: id, name: name, questions: []) }
        let isNameless = hint.name.zh.isEmpty && hint.name.en.isEmpty
        return Topic(
            id: id, name: isNameless ? KnownTopics.name(of: id) ?? Text(monolingual: id) : hint.name, questions: [])
    }
}
