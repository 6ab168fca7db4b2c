extension Command {
    /// The Latin verb of the row that it belongs to, however it was spelled: what help shows, and what is asked for its marks.
    package var verb: String {
        switch self {
        case .start: "start"
        case .help: "help"
        case .usage(let verb): verb
        case .next, .nextUnlessOpen: "next"
        case .today: "today"
        case .answer: "answer"
        case .hint: "hint"
        case .reveal: "reveal"
        case .skip: "skip"
        case .rate: "rate"
        case .points, .addPoint: "points"
        case .undo: "undo"
        case .why: "why"
        case .later, .laterDays, .laterOn, .laterAt, .laterToday, .laterUntil: "later"
        case .mock: "mock"
        case .first(let command, _): command.verb
        case .topics: "topics"
        case .questions: "questions"
        case .selectTopics, .changeTopics: "topic"
        case .subscribe: "subscribe"
        case .change: "change"
        case .unsubscribe: "unsubscribe"
        case .subscriptions: "subscriptions"
        case .pause: "pause"
        case .resume: "resume"
        case .streak: "streak"
        case .stats: "stats"
        case .history: "history"
        case .search: "search"
        case .bookmark, .unbookmark: "bookmark"
        case .bookmarks: "bookmarks"
        case .note: "note"
        case .plan: "plan"
        case .leaderboard: "leaderboard"
        case .link, .confirmLink: "link"
        case .unlink: "unlink"
        case .login: "login"
        case .whoami: "whoami"
        case .web: "web"
        case .export: "export"
        case .forget: "forget"
        case .report: "report"
        case .quit: "quit"
        case .clock: "clock"
        case .settings: "settings"
        case .showSetting(let setting): setting.verb
        case .zone: Setting.zone.verb
        case .language: Setting.language.verb
        case .quiet: Setting.quiet.verb
        case .rollover: Setting.rollover.verb
        case .interview: Setting.interview.verb
        case .name: Setting.name.verb
        case .nudge: Setting.nudge.verb
        case .color: Setting.color.verb
        }
    }

    /// Whether it may be answered in a room; the table says so of its row.
    package var isPublic: Bool {
        if case .first(let command, let next) = self { return command.isPublic && next.isPublic }
        return CommandTable.row(verb, isSandbox: true)?.isPublic ?? false
    }
}

extension Command {
    /// Whether it is done to the question that it replies to: one that names its question or answer itself is not.
    package var isAboutReference: Bool {
        switch self {
        case .answer, .hint(nil), .reveal(nil), .skip(nil), .rate(_, nil), .points, .why, .bookmark(nil), .unbookmark,
            .note, .report, .later, .laterDays, .laterOn, .laterAt, .laterToday, .laterUntil:
            true
        case .first(let first, _): first.isAboutReference
        default: false
        }
    }
}
