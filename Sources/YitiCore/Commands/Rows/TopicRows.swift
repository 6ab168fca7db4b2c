extension CommandTable {
    static let topicRows: [CommandRow] = [
        CommandRow(
            "topics", chinese: ["主题", "主题列表"], group: .topics, form: .alone,
            summary: Text(zh: "全部主题：题数、见过、到期、选中", en: "the topics: questions, seen, due, selected"),
            details: Text(zh: "前面的编号可以用在 /topic 里", en: "Its numbers work in /topic."),
            example: Text(zh: "/topics", en: "/topics"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.topics) }),
        CommandRow(
            "topic", alternates: ["select"], chinese: ["选主题", "选题"], group: .topics, form: .words,
            usage: Text(zh: "[名字…|all]", en: "[NAME…|all]"), summary: Text(zh: "选择主题", en: "selects topics"),
            details: Text(
                zh: "用于 /next 和没写主题的订阅。写 id、中英文名、开头几个字或编号都行，可以写几个；all 是全选",
                en:
                    "For /next, and for subscriptions that name none. An id, a name in either language, its beginning or its "
                    + "number, one or several; all selects every topic."),
            example: Text(zh: "/topic loss svm", en: "/topic loss svm"), read: TopicReaders.topic),
    ]

    static let subscriptionRows: [CommandRow] = [
        CommandRow(
            "subscribe", alternates: ["sub", "daily"], chinese: ["订阅"], group: .topics, form: .words,
            usage: Text(zh: "[主题…] [钟点] [星期] [时区]", en: "[topics…] [HH:MM] [days] [time zone]"),
            summary: Text(zh: "每天一题", en: "a daily question"),
            details: Text(
                zh: "顺序随意，不写就是每天 09:00、你的时区、选中的主题。星期可以写 工作日、周末、一三五、周一到周五、mon-fri。最多 8 个",
                en: "In any order; unless said otherwise 09:00 every day, in your zone, from the selected topics. "
                    + "Days: mon-fri, weekends, mon,wed,fri. Up to 8."),
            example: Text(zh: "/subscribe 损失函数 8:30 工作日", en: "/subscribe loss 8:30 mon-fri Europe/Berlin"),
            read: TopicReaders.subscribe),
        CommandRow(
            "change", alternates: ["edit"], chinese: ["修改", "改订阅"], group: .topics, form: .words,
            usage: Text(zh: "编号 [钟点] [星期] [时区]", en: "N [HH:MM] [days] [time zone]"),
            summary: Text(zh: "改一个订阅", en: "changes a subscription"),
            details: Text(
                zh: "编号见 /subscriptions；没写的保持不变。每天最多改 5 次",
                en: "/subscriptions has the numbers; what you don't name stays. At most 5 times a day."),
            example: Text(zh: "/change 1 20:00 周末", en: "/change 1 20:00 weekends"), read: TopicReaders.change),
        CommandRow(
            "unsubscribe", alternates: ["unsub"], chinese: ["退订", "取消订阅"], group: .topics, form: .words,
            usage: Text(zh: "[编号|主题|all]", en: "[number|topic|all]"), summary: Text(zh: "结束订阅", en: "ends one, or all"),
            details: Text(zh: "只有一个订阅时不用写编号", en: "With only one there is no need for a number."),
            example: Text(zh: "/unsubscribe 1", en: "/unsubscribe 1"), read: TopicReaders.unsubscribe),
        CommandRow(
            "subscriptions", alternates: ["subs"], chinese: ["我的订阅", "订阅列表"], group: .topics, form: .alone,
            summary: Text(zh: "订了什么，下次什么时候", en: "what is on, and when each is next"),
            details: Text(zh: "前面的编号用在 /change 和 /unsubscribe 里", en: "Its numbers work in /change and /unsubscribe."),
            example: Text(zh: "/subscriptions", en: "/subscriptions"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.subscriptions) }),
        CommandRow(
            "pause", alternates: ["stop", "vacation"], chinese: ["暂停"], group: .topics, form: .words,
            usage: Text(zh: "[from 日期] [until 日期]", en: "[from DATE] [until DATE]"),
            summary: Text(zh: "暂停推送，不断连续", en: "no pushes; the streak stays"),
            details: Text(
                zh: "until 是恢复推送的第一天；from 可以是三天以内的过去。日期写 12-01、12月1日、明天、周一、+7 都行",
                en:
                    "until is the first day they return; from may be up to three days ago. Dates: 2026-12-01, 12-01, tomorrow, "
                    + "monday, +7."),
            example: Text(zh: "/pause until 12-01", en: "/pause until 12-01"), read: TopicReaders.pause),
        CommandRow(
            "resume", chinese: ["恢复"], group: .topics, form: .alone,
            summary: Text(zh: "恢复推送", en: "ends a pause"), details: Text(zh: "从现在起", en: "From now on."),
            example: Text(zh: "/resume", en: "/resume"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.resume) }),
    ]
}

/// Reads what follows the commands about topics and subscriptions.
enum TopicReaders {
    static func topic(_ arguments: CommandArguments) throws(Refusal) -> Command {
        let names = TopicMatcher.parts(of: arguments.words)
        guard let first = names.first else { return .topics }
        if names.count == 1, TopicMatcher.all.contains(first.lowercased()) { return .selectTopics(nil) }
        guard names.count <= TopicMatcher.mostWords else { throw arguments.misread() }
        let ids = try arguments.topics.several(names)
        guard !ids.isEmpty else { throw arguments.topics.unknown(arguments.text) }
        return .selectTopics(ids)
    }

    static func subscribe(_ arguments: CommandArguments) throws(Refusal) -> Command {
        .subscribe(try SubscriptionReader.read(arguments.words, arguments))
    }

    static func change(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .usage(verb: "change") }
        guard let number = CommandArguments.number(arguments.words.first, in: 1...999_999) else {
            throw arguments.refusal(
                .badRequest,
                .numberFirst
            )
        }
        let request = try SubscriptionReader.read(Array(arguments.words.dropFirst()), arguments)
        guard request.topics == nil else {
            throw arguments.refusal(
                .badRequest, .topicsAreFixed)
        }
        guard request != SubscriptionRequest() else {
            throw arguments.refusal(
                .badRequest, .nothingToChange)
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
            throw arguments.refusal(
                .invalidDate, .pauseTooEarly)
        }
        if let until, until <= from ?? arguments.today {
            throw arguments.refusal(
                .invalidDate,
                .pauseEndsTooEarly)
        }
    }
}
