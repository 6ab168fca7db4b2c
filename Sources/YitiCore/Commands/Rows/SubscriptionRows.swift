extension CommandTable {
    static let subscriptionRows: [CommandRow] = [
        CommandRow(
            "subscribe", alternates: ["sub", "daily"], chinese: ["订阅", "定阅"], group: .topics, form: .words,
            isPublic: true,
            read: SubscriptionReaders.subscribe),
        CommandRow(
            "change", alternates: ["edit"], chinese: ["修改", "改订阅", "改"], group: .topics, form: .words, isPublic: true,
            read: SubscriptionReaders.change),
        CommandRow(
            "unsubscribe", alternates: ["unsub"], chinese: ["退订", "取消订阅"], group: .topics, form: .words, isPublic: true,
            read: SubscriptionReaders.unsubscribe),
        CommandRow(
            "subscriptions", alternates: ["subs"], chinese: ["我的订阅", "订阅列表"], group: .topics, form: .alone,
            isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.subscriptions) }),
        CommandRow(
            "pause", alternates: ["stop", "vacation"], chinese: ["暂停"], group: .topics, form: .words, isPublic: true,
            read: PauseReader.read),
        CommandRow(
            "resume", alternates: ["unpause"], chinese: ["恢复", "恢复推送"], group: .topics, form: .alone, isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.resume) }),
    ]
}

/// Reads what follows the commands about subscriptions and pauses.
enum SubscriptionReaders {
    static func subscribe(_ arguments: CommandArguments) throws(Refusal) -> Command {
        if let (number, rest) = changed(arguments) { return try change(number, to: rest, arguments) }
        var scanner = arguments.scanner
        // It would be one subscription more.
        if scanner.take(changeWords) != nil { throw .changeWithoutNumber }
        return .subscribe(try SubscriptionReader.read(arguments, from: arguments.scanner))
    }

    private static let changeWords = Lexicon([
        ("改到|改成|改为|改在|改|换到|换成|调到|调成|修改为|change to|change it to|change the time to|move to|move it to", true)
    ])

    /// `1改到20:00`: the number of a subscription, and what it is changed to.
    private static func changed(_ arguments: CommandArguments) -> (Int, ArgumentScanner)? {
        var scanner = arguments.scanner
        scanner.skipSeparators()
        let isSaid = scanner.take(changes) != nil
        guard let number = scanner.attempt({ subscriptionNumber(&$0) }) else { return nil }
        scanner.skipSeparators()
        if isSaid || scanner.take(changeWords) != nil { return (number, scanner) }
        // `1 to 5` may be anything.
        guard scanner.take("to"), ClockTime.minute(scanner.restTyped) != nil else { return nil }
        return (number, scanner)
    }

    /// `change 1 20:00` behind `/subscribe`.
    private static let changes = Lexicon([("change|edit|update|修改|更改", true)])

    static func change(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .usage(verb: "change") }
        guard let (number, scanner) = numberAndRest(arguments) else {
            throw arguments.refusal(.badRequest, .numberFirst)
        }
        return try change(number, to: scanner, arguments)
    }

    private static func change(
        _ number: Int, to scanner: ArgumentScanner, _ arguments: CommandArguments
    ) throws(Refusal) -> Command {
        let request = try SubscriptionReader.read(arguments, from: scanner, isChange: true)
        guard request.topics == nil else {
            throw arguments.refusal(.badRequest, .topicsAreFixed)
        }
        guard request != SubscriptionRequest() else {
            throw arguments.refusal(.badRequest, .nothingToChange)
        }
        return .change(number: number, request)
    }

    /// The number of a subscription, first or last, and the rest.
    private static func numberAndRest(_ arguments: CommandArguments) -> (Int, ArgumentScanner)? {
        var scanner = arguments.scanner
        if let number = scanner.attempt({ subscriptionNumber(&$0) }) { return (number, scanner) }
        let rest = arguments.words.dropLast()
        guard !rest.isEmpty, let number = CommandArguments.number(arguments.words.last, in: 1...999) else { return nil }
        return (number, ArgumentScanner(rest.joined(separator: " ")))
    }

    /// `1`, `#1`, `第1个`, `1.` as lists print it; `20:00` is no number, and `两个` says how many.
    private static func subscriptionNumber(_ scanner: inout ArgumentScanner, isNamed: Bool = false) -> Int? {
        scanner.skipSeparators()
        let isNamed = scanner.take(numberWords) != nil || isNamed
        scanner.skipSeparators()
        let start = scanner.position
        guard let number = scanner.number(), number > 0 else { return nil }
        let isCount = scanner.passed(since: start).contains("两") || scanner.take(counts) != nil
        if isCount { return isNamed ? number : nil }
        if scanner.next() == ":", scanner.isBeforeClock {
            scanner.advance()
            return number
        }
        if let mark = scanner.next(), ":.、)".contains(mark), scanner.next(1).map({ $0 == " " }) ?? true {
            scanner.advance()
            return number
        }
        if scanner.take(numberMarks) == nil, let next = scanner.next(), ":：.点时h".contains(next) { return nil }
        return number
    }

    /// The different numbers that are the whole text (`1`, `1,3`, `1和2`, `1-3`, `第1、2个`); none when anything else stands there.
    private static func subscriptionNumbers(_ scanner: ArgumentScanner) -> [Int] {
        var scanner = scanner
        var numbers: [Int] = []
        scanner.skipSeparators()
        let isNamed = scanner.next() == "第"
        while !scanner.isAtEnd {
            guard let number = subscriptionNumber(&scanner, isNamed: isNamed) else { return [] }
            var last = number
            if scanner.takeRange() {
                guard let end = subscriptionNumber(&scanner, isNamed: isNamed), (number...999).contains(end) else {
                    return []
                }
                last = end
            }
            for number in number...last where !numbers.contains(number) { numbers.append(number) }
            scanner.skipSeparators()
            if scanner.take(joints) != nil { scanner.skipSeparators() }
        }
        return numbers
    }

    private static let joints = Lexicon([("and|&|+|和|与|跟|及|以及|还有", true)])
    private static let numberWords = Lexicon([("subscription|number|no|no.|第|编号|订阅", true)])
    private static let numberMarks = Lexicon([("号订阅|号", true)])
    private static let counts = Lexicon([("个订阅|条订阅|个|条", true)])

    static func unsubscribe(_ arguments: CommandArguments) throws(Refusal) -> Command {
        let arguments = arguments.with(text: ended(arguments.text))
        guard !arguments.isEmpty else { return .unsubscribe(.only) }
        if TopicMatcher.all.contains(arguments.onlyWord?.lowercased() ?? "") { return .unsubscribe(.all) }
        let numbers = subscriptionNumbers(arguments.scanner)
        if numbers.count > 1 { return .unsubscribe(.numbers(numbers)) }
        if let number = numbers.first { return .unsubscribe(.number(number)) }
        if let minute = ClockTime.minute(arguments.text) { return .unsubscribe(.at(minute: minute)) }
        return .unsubscribe(try ofTopics(arguments))
    }

    /// What is to end, without words that say no more of it (`退订第一个吧`, `/unsubscribe from all, please`).
    private static func ended(_ text: String) -> String {
        let words = text.split { $0.isWhitespace }
        let said = words.filter { !endedFillers.contains($0.lowercased().withoutEndPunctuation) }
        var bare = said.count == words.count ? text[...] : said.joined(separator: " ")[...]
        while let ending = endedEndings.first(where: bare.hasSuffix) { bare = bare.dropLast(ending.count) }
        if let opening = endedOpenings.first(where: bare.hasPrefix) { bare = bare.dropFirst(opening.count) }
        return String(bare).trimmingSpaces()
    }

    private static let endedFillers: Set<String> = [
        "me", "my", "from", "the", "of", "please", "pls", "thanks", "subscription", "subscriptions", "now",
    ]
    private static let endedEndings = ["。", "！", "吧", "了", "谢谢", "的订阅", "的訂閱", "订阅", "訂閱"]
    private static let endedOpenings = ["掉", "一下", "我的", "我"]

    /// `loss`, or the topics of one subscription (`loss pca`).
    private static func ofTopics(_ arguments: CommandArguments) throws(Refusal) -> Unsubscription {
        let words = TopicMatcher.parts(of: arguments.words)
        // A number is one of a subscription, and of no topic here.
        guard words.count > 1, words.allSatisfy({ Numerals.decimal($0) == nil }),
            case .unknown = arguments.topics.find(arguments.words.joined(separator: " "))
        else { return .topic(try arguments.topic()) }
        guard words.count <= TopicMatcher.mostWords else { throw arguments.misread() }
        let topics = try arguments.topics.several(words)
        guard let topic = topics.first else { throw arguments.topics.unknown(arguments.text) }
        return topics.count == 1 ? .topic(topic) : .topics(topics)
    }
}

extension ArgumentScanner {
    /// Whether a whole time follows the next character (`1：20:00`).
    fileprivate var isBeforeClock: Bool {
        var ahead = self
        ahead.advance()
        guard ahead.digits(1...2) != nil, ahead.next() == ":" else { return false }
        ahead.advance()
        return ahead.digits(2...2) != nil
    }
}
