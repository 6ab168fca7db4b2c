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
        if let change = try change(arguments) { return change }
        if let others = try SubscriptionReader.othersThan(arguments) { return .selectTopics(others) }
        guard !names.contains(where: { TopicMatcher.all.contains($0.lowercased()) }) else { throw arguments.misread() }
        let ids = try arguments.topics.several(names)
        guard !ids.isEmpty else { throw arguments.topics.unknown(arguments.text) }
        return .selectTopics(ids)
    }

    /// `+svm`, `去掉svm`: what is added to the selection or taken from it; nil where no word for that stands first. `all but svm` and
    /// `除了svm` are of all topics.
    private static func change(_ arguments: CommandArguments) throws(Refusal) -> Command? {
        if let signed = try signed(arguments) { return signed }
        var scanner = arguments.scanner
        if scanner.take(adding) != nil {
            return .changeTopics(adding: try named(arguments, scanner), removing: [])
        }
        guard scanner.take(removing) != nil else { return nil }
        return .changeTopics(adding: [], removing: try named(arguments, scanner))
    }

    /// `+svm -tree`: a sign, and the names up to the next.
    private static func signed(_ arguments: CommandArguments) throws(Refusal) -> Command? {
        var groups: [(isAdded: Bool, words: [String])] = []
        for word in arguments.words.flatMap({ $0.split(whereSeparator: \.isSeparator) }) {
            let isSigned = word.first.map { $0 == "+" || minus.contains($0) } ?? false
            guard isSigned || !groups.isEmpty else { return nil }
            if isSigned { groups.append((word.first == "+", [])) }
            let name = isSigned ? word.dropFirst() : word
            if !name.isEmpty { groups[groups.count - 1].words.append(String(name)) }
        }
        guard !groups.isEmpty else { return nil }
        var (added, removed): ([String], [String]) = ([], [])
        for group in groups {
            guard !group.words.isEmpty else { throw arguments.misread() }
            let ids = try arguments.topics.several(group.words)
            if group.isAdded { added += ids } else { removed += ids }
        }
        return .changeTopics(adding: added, removing: removed)
    }

    /// The topics that stand behind a word for adding or removing, and nothing else.
    private static func named(_ arguments: CommandArguments, _ scanner: ArgumentScanner) throws(Refusal) -> [String] {
        let words = TopicMatcher.parts(of: scanner.restTyped.words)
        if !words.isEmpty, let ids = try? arguments.topics.several(words) { return ids }
        guard !scanner.leavesOut(passName: { arguments.topics.wholeName(&$0) != nil }) else {
            throw arguments.misread()
        }
        let request = try SubscriptionReader.read(arguments, from: scanner)
        guard let topics = request.topics, topics != [Subscription.allTopics],
            request == SubscriptionRequest(topics: topics)
        else { throw arguments.misread() }
        return topics
    }

    private static let minus: Set<Character> = ["-", "−", "–", "—", "!", "~"]
    private static let adding = Lexicon([("add|also|plus|include|加上|加入|添加|增加|再加上|再加|加|还要", true)])
    private static let removing = Lexicon([
        (
            "remove|drop|delete|deselect|unselect|minus|without|no|移除|删掉|删去|删除|取消|不要|去掉|减去|排除",
            true
        )
    ])
}
