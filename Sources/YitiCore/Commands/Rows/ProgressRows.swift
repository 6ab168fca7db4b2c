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
        guard let found = DayWords.read(arguments.words[...], today: arguments.today),
            found.count == arguments.words.count
        else { throw arguments.refusal(.invalidDate, .noDate(typed: Refusal.quoted(arguments.text))) }
        guard found.day >= arguments.today else {
            throw arguments.refusal(.invalidDate, .datePast)
        }
        return .interview(found.day)
    }
}
