extension CommandTable {
    static let progressRows: [CommandRow] = [
        CommandRow(
            "streak", chinese: ["连续", "打卡"], group: .progress, form: .words,
            read: ProgressReaders.streak),
        CommandRow(
            "stats", alternates: ["progress", "statistics"], chinese: ["统计", "进度"], group: .progress, form: .words,
            read: ProgressReaders.stats),
    ]

    static let planRows: [CommandRow] = [
        CommandRow(
            "plan", chinese: ["计划"], group: .progress, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.plan) }),
        CommandRow(
            "interview", chinese: ["面试"], group: .progress, form: .words,
            read: ProgressReaders.interview),
    ]
}

/// Reads what follows the commands about progress.
enum ProgressReaders {
    static func streak(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .streak(explained: false) }
        guard ["why", "为什么", "为何"].contains(arguments.onlyWord?.lowercased() ?? "") else { throw arguments.misread() }
        return .streak(explained: true)
    }

    static func stats(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty, !TopicMatcher.all.contains(arguments.onlyWord?.lowercased() ?? "") else {
            return .stats(topic: nil)
        }
        return .stats(topic: try arguments.topic())
    }

    static func interview(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.interview) }
        if arguments.words.count <= 2, CommandArguments.isOff(arguments.words.last) { return .interview(nil) }
        let day: Day
        do { day = try date(arguments) } catch { throw arguments.refusal(.invalidDate, .date(error)) }
        guard day >= arguments.today else { throw arguments.refusal(.invalidDate, .datePast(day)) }
        return .interview(day)
    }

    /// The day that the whole text is.
    private static func date(_ arguments: CommandArguments) throws(DateFault) -> Day {
        var scanner = arguments.scanner
        pass(&scanner)
        let found = scanner.day(DateRules(today: arguments.today))
        scanner.passTimeMark()
        scanner.skipSeparators()
        // An interview has an hour, too; what counts here is the day.
        let isAt = scanner.take(SubscriptionWords.at) != nil
        pass(&scanner)
        if scanner.time(bare: isAt) == nil { _ = scanner.lonelyPeriods() }
        _ = scanner.take("z")
        pass(&scanner)
        guard let found, scanner.isAtEnd else { throw .noDate(typed: Refusal.quoted(arguments.text)) }
        return try found.get()
    }

    private static func pass(_ scanner: inout ArgumentScanner) {
        scanner.skipSeparators()
        while scanner.take(dateFillers) != nil { scanner.skipSeparators() }
    }

    private static let dateFillers = Lexicon([
        (
            "on|at|is|my|the|interview|date|by|for|it is|it's|在|是|于|定在|改到|改成|改在|推迟到|推迟|提前到|提前|延期到|延期|延到|改期到|改期|调到|调整到|挪到|换到|安排在|约在|定于|moved to|postponed to|postponed|is on|有|我|我的|面试|日期|时间|去|吧|那天|到|就|有",
            true
        )
    ])
}
