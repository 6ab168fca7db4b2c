extension CommandTable {
    static let subscriptionRows: [CommandRow] = [
        CommandRow(
            "subscribe", alternates: ["sub", "daily"], chinese: ["订阅"], group: .topics, form: .words, isPublic: true,
            read: SubscriptionReaders.subscribe),
        CommandRow(
            "change", alternates: ["edit"], chinese: ["修改", "改订阅"], group: .topics, form: .words, isPublic: true,
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
            read: SubscriptionReaders.pause),
        CommandRow(
            "resume", chinese: ["恢复"], group: .topics, form: .alone, isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.resume) }),
    ]
}

/// Reads what follows the commands about subscriptions and pauses.
enum SubscriptionReaders {
    static func subscribe(_ arguments: CommandArguments) throws(Refusal) -> Command {
        .subscribe(try SubscriptionReader.read(arguments.words, arguments))
    }

    static func change(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .usage(verb: "change") }
        guard let number = CommandArguments.number(arguments.words.first, in: 1...999_999) else {
            throw arguments.refusal(.badRequest, .numberFirst)
        }
        let request = try SubscriptionReader.read(Array(arguments.words.dropFirst()), arguments)
        guard request.topics == nil else {
            throw arguments.refusal(.badRequest, .topicsAreFixed)
        }
        guard request != SubscriptionRequest() else {
            throw arguments.refusal(.badRequest, .nothingToChange)
        }
        return .change(number: number, request)
    }

    static func unsubscribe(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .unsubscribe(.only) }
        if TopicMatcher.all.contains(arguments.onlyWord?.lowercased() ?? "") { return .unsubscribe(.all) }
        if let number = CommandArguments.number(arguments.onlyWord, in: 1...999_999) {
            return .unsubscribe(.number(number))
        }
        return .unsubscribe(.topic(try arguments.topic()))
    }

    private static let starts: Set<String> = ["from", "since", "从", "自"]
    private static let ends: Set<String> = ["until", "till", "to", "for", "到", "至"]

    static func pause(_ arguments: CommandArguments) throws(Refusal) -> Command {
        var rest = spaced(arguments.words)[...]
        guard rest.count <= 12 else { throw arguments.misread() }
        var from: Day?
        var until: Day?
        while let first = rest.first?.lowercased() {
            let isStart = starts.contains(first)
            if isStart || ends.contains(first) { rest = rest.dropFirst() }
            let day = try day(&rest, arguments, pastDays: isStart ? 3 : 0)
            guard isStart ? from == nil : until == nil else { throw arguments.misread() }
            if isStart { from = day } else { until = day }
        }
        try check(from: from, until: until, arguments)
        return .pause(from: from, until: until)
    }

    /// `从明天到12月1日` is four words.
    private static func spaced(_ words: [String]) -> [String] {
        words.flatMap { word in
            let parts = word.map { "从自到至".contains($0) ? " \($0) " : String($0) }.joined()
            return parts.split(separator: " ").map(String.init)
        }
    }

    private static func day(_ rest: inout ArraySlice<String>, _ arguments: CommandArguments, pastDays: Int)
        throws(Refusal) -> Day
    {
        guard let found = DayWords.read(rest, today: arguments.today, pastDays: pastDays) else {
            throw arguments.refusal(.invalidDate, .noDate(typed: Refusal.quoted(rest.first ?? "")))
        }
        rest = rest.dropFirst(found.count)
        return found.day
    }

    private static func check(from: Day?, until: Day?, _ arguments: CommandArguments) throws(Refusal) {
        if let from, from < arguments.today.advanced(byDays: -3) {
            throw arguments.refusal(.invalidDate, .pauseTooEarly)
        }
        if let until, until <= from ?? arguments.today {
            throw arguments.refusal(.invalidDate, .pauseEndsTooEarly)
        }
    }
}
