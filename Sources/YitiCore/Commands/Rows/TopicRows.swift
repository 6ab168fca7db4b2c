extension CommandTable {
    static let topicRows: [CommandRow] = [
        CommandRow(
            "topics", chinese: ["主题", "主题列表"], group: .topics, form: .alone,
            read: TopicReaders.topic),
        CommandRow(
            "topic", alternates: ["select"], chinese: ["选主题", "选题"], group: .topics, form: .words,
            read: TopicReaders.topic),
        CommandRow(
            "questions", alternates: ["bank"], chinese: ["题目列表"], group: .topics, form: .words,
            read: TopicReaders.questions),
    ]
}

/// Reads what follows the commands about topics.
enum TopicReaders {
    static func questions(_ arguments: CommandArguments) throws(Refusal) -> Command {
        var words = TopicMatcher.parts(of: arguments.words)
        var page = 1
        if let last = words.last, last.first == "p", let number = Int(last.dropFirst()), (1...1_000).contains(number) {
            page = number
            words.removeLast()
        }
        guard !words.isEmpty else { return .questions(topic: nil, page: page) }
        let ids = try arguments.topics.several(words)
        guard ids.count == 1, let id = ids.first else { throw arguments.topics.unknown(arguments.text) }
        return .questions(topic: id, page: page)
    }

    static func topic(_ arguments: CommandArguments) throws(Refusal) -> Command {
        let names = TopicMatcher.parts(of: arguments.words)
        guard let first = names.first else { return .topics }
        if names.count == 1, TopicMatcher.all.contains(first.lowercased()) { return .selectTopics(nil) }
        guard names.count <= TopicMatcher.mostWords else { throw arguments.misread() }
        if let others = try SubscriptionReader.othersThan(arguments) { return .selectTopics(others) }
        guard !names.contains(where: { TopicMatcher.all.contains($0.lowercased()) }) else { throw arguments.misread() }
        let ids = try arguments.topics.several(names)
        guard !ids.isEmpty else { throw arguments.topics.unknown(arguments.text) }
        return .selectTopics(ids)
    }
}
