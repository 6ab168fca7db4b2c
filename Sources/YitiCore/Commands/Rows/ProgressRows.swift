extension CommandTable {
    static let progressRows: [CommandRow] = [
        CommandRow(
            "streak", chinese: ["连续", "打卡"], group: .progress, form: .words, usage: Text(zh: "[why]", en: "[why]"),
            summary: Text(zh: "连续天数和四周日历", en: "the streak, with four weeks as a calendar"),
            details: Text(zh: "why 逐日列出是哪一种、哪个时区、什么缘故", en: "why lists the days with kind, zone and cause."),
            example: Text(zh: "/streak why", en: "/streak why"), read: ProgressReaders.streak),
        CommandRow(
            "stats", alternates: ["progress", "statistics"], chinese: ["统计", "进度"], group: .progress, form: .words,
            usage: Text(zh: "[主题]", en: "[topic]"),
            summary: Text(zh: "见过、到期、掌握、一年热力图", en: "seen, due, mastery, a year's heat map"),
            details: Text(zh: "写了主题就只看它", en: "With a topic, that topic alone."),
            example: Text(zh: "/stats loss", en: "/stats loss"), read: ProgressReaders.stats),
        CommandRow(
            "history", alternates: ["log"], chinese: ["历史", "记录"], group: .progress, form: .words,
            usage: Text(zh: "[条数|题号]", en: "[n|ID]"),
            summary: Text(zh: "最近的回答，或一题历次的回答", en: "your last answers, or all to one question"),
            details: Text(zh: "写题号就是这一题历次回答的全文", en: "With a question's id, every answer to it in full."),
            example: Text(zh: "/history loss-04", en: "/history loss-04"), read: ProgressReaders.history),
        CommandRow(
            "search", alternates: ["find"], chinese: ["搜索", "查找"], group: .progress, form: .text,
            usage: Text(zh: "词", en: "WORDS"), summary: Text(zh: "搜题目和自己的回答", en: "questions and your own answers"),
            details: Text(zh: "几个词都要出现；中英文都搜", en: "All the words have to be there; either language."),
            example: Text(zh: "/search 交叉熵", en: "/search cross-entropy"),
            read: { (arguments) throws(Refusal) in
                try arguments.freeText(upTo: 200) {
                    .search($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))
                }
            }),
        CommandRow(
            "bookmark", alternates: ["save", "star"], chinese: ["收藏"], group: .progress, form: .words,
            usage: Text(zh: "[题号]", en: "[ID]"),
            summary: Text(zh: "收藏一题，再来一次是取消", en: "keeps a question; again lets it go"),
            details: Text(zh: "不写题号就是当前或刚才那题", en: "Without an id, the open or the last question."),
            example: Text(zh: "/bookmark loss-04", en: "/bookmark loss-04"), read: ProgressReaders.bookmark),
        CommandRow(
            "bookmarks", alternates: ["saved"], chinese: ["收藏夹", "我的收藏"], group: .progress, form: .alone,
            summary: Text(zh: "收藏的题", en: "the questions you kept"),
            details: Text(zh: "最近的在前", en: "The newest first."), example: Text(zh: "/bookmarks", en: "/bookmarks"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.bookmarks) }),
    ]

    static let studyRows: [CommandRow] = [
        CommandRow(
            "note", chinese: ["笔记"], group: .progress, form: .text, usage: Text(zh: "内容", en: "TEXT"),
            summary: Text(zh: "给当前或刚才的题记笔记", en: "a note on the open or the last question"),
            details: Text(zh: "看参考答案时会一起显示，也在 /export 里", en: "It shows with the reference answer, and is in /export."),
            example: Text(zh: "/note 记住 ŷ−y", en: "/note remember ŷ−y"),
            read: { (arguments) throws(Refusal) in try arguments.freeText(upTo: 2_000) { .note($0) } }),
        CommandRow(
            "plan", chinese: ["计划"], group: .progress, form: .alone,
            summary: Text(zh: "面试前来不来得及", en: "what it takes until the interview"),
            details: Text(
                zh: "按现在的速度，到面试那天能不能见过全部 5★ 题，要提到每天几题",
                en:
                    "Whether you will have seen every 5★ question by then at today's pace, and what to raise the pace to."
            ),
            example: Text(zh: "/plan", en: "/plan"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.plan) }),
        CommandRow(
            "interview", chinese: ["面试"], group: .progress, form: .words, usage: Text(zh: "日期|off", en: "DATE|off"),
            summary: Text(zh: "要准备好的那一天", en: "the day to be ready for"),
            details: Text(
                zh: "选题会朝着这一天，/stats 会多一行就绪度。日期写 12-01、12月1日、+30 都行",
                en: "It changes what is chosen and adds the readiness line to /stats. Dates: 2026-12-01, 12-01, +30."),
            example: Text(zh: "/interview 12-01", en: "/interview 12-01"), read: ProgressReaders.interview),
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

    /// How many answers `/history` lists unless told.
    private static let answersListed = 10

    static func history(_ arguments: CommandArguments) throws(Refusal) -> Command {
        let words = arguments.words
        guard let first = words.first else { return .history(.last(answersListed, page: 1)) }
        let page = words.count == 1 ? 1 : CommandArguments.number(words.last, in: 1...99_999)
        guard words.count <= 2, let page else { throw arguments.misread() }
        if let count = Numerals.decimal(first) {
            guard (1...500).contains(count) else {
                throw arguments.refusal(.badRequest, .answersOutOfRange)
            }
            return .history(.last(count, page: page))
        }
        return .history(.question(try arguments.question(first), page: page))
    }

    static func bookmark(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .bookmark(question: nil) }
        guard let word = arguments.onlyWord else { throw arguments.misread() }
        return .bookmark(question: try arguments.question(word))
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
