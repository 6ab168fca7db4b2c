extension CommandTable {
    static let loopRows: [CommandRow] = [
        CommandRow(
            "next", alternates: ["n", "question"],
            chinese: [
                "下一题", "来一题", "再来一题", "出题", "换一题", "换个题", "换题", "下一道题", "下一道", "再来一道", "再来一个", "再出一题", "来一道", "出一题",
                "出一道", "给我一题",
            ], group: .questions,
            form: .words,
            isPublic: true,
            read: LoopReaders.next),
        CommandRow(
            "today", chinese: ["今日题", "今天"], group: .questions, form: .alone, isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.today) }),
        CommandRow(
            "answer", alternates: ["a"], chinese: ["回答", "作答"], group: .questions, form: .text, isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.freeText(upTo: 16_384) { .answer($0) } }),
        CommandRow(
            "hint", alternates: ["clue"], chinese: ["提示"], group: .questions, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.hint(question: nil)) }),
        CommandRow(
            "reveal", alternates: ["solution"], chinese: ["看答案", "答案", "揭晓"], group: .questions, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.reveal(question: nil)) }),
        CommandRow(
            "skip", alternates: ["pass"], chinese: ["跳过"], group: .questions, form: .alone, isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.skip(question: nil)) }),
        CommandRow(
            "rate", alternates: ["grade"], chinese: ["评分", "打分"], group: .questions, form: .words, isPublic: true,
            read: LoopReaders.rate),
        CommandRow(
            "points", alternates: ["point", "tick", "ticks"], chinese: ["勾选", "打勾"], group: .questions, form: .words,
            read: LoopReaders.points),
        CommandRow(
            "undo", chinese: ["撤销", "撤回"], group: .questions, form: .alone, isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.undo(answer: nil)) }),
        CommandRow(
            "why", chinese: ["为什么", "为何", "为什么选这题", "为什么出这题", "为什么是这题"], group: .questions, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.why) }),
        CommandRow(
            "later", alternates: ["snooze"], chinese: ["稍后", "晚点", "稍后再答", "稍后再说", "晚点再答", "晚点再说"], group: .questions,
            form: .words,
            read: LoopReaders.later),
        CommandRow(
            "mock", alternates: ["interviewme"], chinese: ["模拟面试", "模拟"], group: .questions, form: .words,
            read: LoopReaders.mock),
    ]
}

/// Reads what follows the commands about the loop.
enum LoopReaders {
    static func next(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty, !isAll(arguments) else { return .next(topic: nil) }
        guard arguments.words.count <= TopicMatcher.mostWords else { throw arguments.misread() }
        let words = askedTopic(arguments.words)
        return .next(topic: words.isEmpty ? nil : try arguments.topics.only(words))
    }

    /// The words of the topic in `one about svm, please` and `svm的题`.
    private static func askedTopic(_ words: [String]) -> [String] {
        var words = words.filter { !nextFillers.contains($0.lowercased().withoutEndPunctuation) }
        if let first = words.first, first.hasPrefix("关于") { words[0] = String(first.dropFirst(2)) }
        if let last = words.last, let ending = nextEndings.first(where: last.hasSuffix) {
            words[words.count - 1] = String(last.dropLast(ending.count))
        }
        return words.filter { !$0.isEmpty }
    }

    private static let nextFillers: Set<String> = [
        "one", "a", "an", "question", "about", "on", "from", "please", "pls", "关于",
    ]
    private static let nextEndings = ["的题目", "的题", "的"]

    private static func isAll(_ arguments: CommandArguments) -> Bool {
        TopicMatcher.all.contains(arguments.onlyWord?.lowercased() ?? "")
    }

    static func rate(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .usage(verb: "rate") }
        if let rating = Rating(word: arguments.text) { return .rate(rating, answer: nil) }
        guard RatingText(arguments.text) != .invalid, let first = arguments.words.first,
            let rating = Rating(word: first)
        else { throw arguments.refusal(.invalidRating, .noRating) }
        guard let second = arguments.words.dropFirst().first else { return .rate(rating, answer: nil) }
        let digits = second.hasPrefix("#") ? second.dropFirst() : second[...]
        guard arguments.words.count == 2, digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let answer = Int64(digits), answer > 0
        else { throw arguments.misread() }
        return .rate(rating, answer: answer)
    }

    /// A span of minutes and topics, in either order.
    static func mock(_ arguments: CommandArguments) throws(Refusal) -> Command {
        let word = arguments.words.joined(separator: " ").lowercased()
        if mockEnds.contains(word) { return .mock(.stop) }
        if mockGoesOn.contains(word) { return .mock(.go(minutes: nil, topics: nil)) }
        let words = TopicMatcher.parts(of: arguments.words).filter { !mockFillers.contains($0.lowercased()) }
        guard words.count <= TopicMatcher.mostWords else { throw arguments.misread() }
        if words.count == 1, let minutes = try bareMinutes(words[0], arguments) {
            return .mock(.go(minutes: minutes, topics: nil))
        }
        for (place, count) in words.indices.flatMap({ [($0, 3), ($0, 2), ($0, 1)] }) where place + count <= words.count
        {
            guard let seconds = DurationWords.seconds(Array(words[place..<place + count])) else { continue }
            guard seconds % 60 == 0, MockInterview.allowedMinutes.contains(Int(seconds / 60)) else {
                throw arguments.refusal(.invalidTime, .mockOutOfRange)
            }
            let rest = Array(words[..<place] + words[(place + count)...])
            return .mock(.go(minutes: Int(seconds / 60), topics: try topics(rest, arguments)))
        }
        return .mock(.go(minutes: nil, topics: try topics(words, arguments)))
    }

    private static let mockEnds: Set<String> = [
        "stop", "end", "quit", "exit", "cancel", "finish", "over", "done", "off", "停止", "结束", "退出", "取消", "停",
    ]
    /// Whether a text is a word that ends an interview, and nothing else.
    static func endsMock(_ text: String) -> Bool {
        guard text.utf8.count <= 24 else { return false }
        let word = text.recognised.withoutEndPunctuation.lowercased()
        return mockEnds.contains(word) || mockEndsAlone.contains(word)
    }

    private static let mockEndsAlone: Set<String> = [
        "结束了", "结束吧", "停止吧", "停吧", "交卷", "我要退出", "不做了", "到此为止", "先到这里", "不面了", "暂停面试", "i'm done", "stop it",
        "finished",
        "that's it", "that's all",
    ]
    private static let mockGoesOn: Set<String> = [
        "start", "begin", "go", "go on", "resume", "continue", "开始", "继续", "接着来",
    ]
    private static let mockFillers: Set<String> = ["for", "on", "about", "of", "with", "关于"]

    /// A number alone that is no topic's is minutes; one that may be both is asked about, and what begins like a number and is neither, nor
    /// a span of time, is no time that an interview may take.
    private static func bareMinutes(_ word: String, _ arguments: CommandArguments) throws(Refusal) -> Int? {
        let minutes = CommandArguments.number(word, in: MockInterview.allowedMinutes)
        switch arguments.topics.find(minutes.map(String.init) ?? word) {
        case .found(let topic):
            guard let minutes else { return nil }
            throw arguments.refusal(.invalidTime, .minutesOrTopic(minutes: minutes, topic: topic))
        case .ambiguous: return minutes
        case .unknown:
            guard minutes == nil, beginsLikeNumber(word), DurationWords.seconds([word]) == nil else { return minutes }
            throw arguments.refusal(.invalidTime, .mockOutOfRange)
        }
    }

    private static func beginsLikeNumber(_ word: String) -> Bool {
        (word.first.map { "+-#".contains($0) } ?? false ? word.dropFirst() : word[...]).first?.isNumber ?? false
    }

    private static func topics(_ words: [String], _ arguments: CommandArguments) throws(Refusal) -> [String]? {
        guard !words.isEmpty, !(words.count == 1 && TopicMatcher.all.contains(words[0].lowercased())) else {
            return nil
        }
        return try arguments.topics.several(words)
    }

    /// Numbers of key points in any order, `none` or `all`.
    static func points(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .usage(verb: "points") }
        if TopicMatcher.all.contains(arguments.onlyWord?.lowercased() ?? "") { return .points(nil) }
        if CommandArguments.isOff(arguments.onlyWord) || none.contains(arguments.onlyWord ?? "") { return .points([]) }
        let words = PointList.words(of: arguments.text)
        let numbers = words.prefix(maxPoints + 1).compactMap { PointList.numbers($0) }
        guard numbers.count == words.count, numbers.allSatisfy({ $0[0] > 0 }) else {
            throw arguments.refusal(.badRequest, .noPoints)
        }
        return .points(numbers.flatMap { $0 })
    }

    private static let none: Set<String> = ["0", "无", "没有", "都没有", "零"]
    private static let maxPoints = 99

    static func later(_ arguments: CommandArguments) throws(Refusal) -> Command {
        arguments.isEmpty ? .usage(verb: "later") : try LaterReader.read(arguments)
    }
}
