package import YitiCore

/// What `/start`, `/help` and bare commands say.
enum HelpWords {
    /// `/start`; topics are each member's own.
    static func start(isRoom: Bool) -> InfoFacts {
        let topics = Button(Text(zh: "主题", en: "Topics"), callback: Callbacks.topics)
        return InfoFacts(
            welcome,
            buttons: [
                [Button(Text(zh: "来一题", en: "A question"), callback: Callbacks.next)] + (isRoom ? [] : [topics])
                    + [Button(Text(zh: "命令", en: "Commands"), callback: Callbacks.help)]
            ])
    }

    /// `/help`, of one command by its Latin verb or of all.
    static func help(verb: String?, isSandbox: Bool) -> InfoFacts {
        let row = verb.flatMap { CommandTable.row($0, isSandbox: true) }
        return InfoFacts(row.map(details) ?? overview(isSandbox: isSandbox))
    }

    /// A command sent bare that says nothing so: what to type.
    static func usage(verb: String, answer: Int64?) -> InfoFacts {
        guard let row = CommandTable.row(verb, isSandbox: true) else { return help(verb: nil, isSandbox: false) }
        let words = CommandWords.of(row.verb)
        return InfoFacts(
            Text(
                zh: "\(words.pattern.zh)：\(words.summary.zh)\n例如：\(words.example.zh)",
                en: "\(words.pattern.en): \(words.summary.en)\nFor example: \(words.example.en)"),
            buttons: answer.map { [Rating.buttons(answer: $0)] } ?? [])
    }

    /// Who this is, and the three things to type next.
    private static let welcome = Text(
        zh: """
            你好，我是每日一题 Yiti：每天一道机器学习面试题，用自己的话回答，对照要点，给自己打分；记不牢的题会按遗忘规律再来找你。

            先试这三个：
            /next  马上来一题
            /subscribe 09:00  每天九点来一题
            /help  全部命令
            """,
        en: """
            Hello, this is Yiti: one machine-learning interview question a day. You answer in your own words, check \
            the key points and rate yourself; what you forget comes back when it helps most.

            Three things to type next:
            /next  a question now
            /subscribe 09:00  one a day, at nine
            /help  every command
            """)

    /// Every command by groups, one line each.
    private static func overview(isSandbox: Bool) -> Text {
        let rows = CommandTable.rows(isSandbox: isSandbox)
        let groups = CommandGroup.allCases.map { group in
            ([group.name] + rows.filter { $0.group == group }.map(line)).joined()
        }
        let last = Text(
            zh: "细节和例子：/help 命令，如 /help subscribe", en: "More, with an example: /help COMMAND, as in /help subscribe")
        return (groups + [last]).joined(separator: "\n\n")
    }

    /// One command with what may follow it, an example and its other spellings.
    private static func details(_ row: CommandRow) -> Text {
        let words = CommandWords.of(row.verb)
        let others = row.spellings.filter { $0 != row.verb }
        return Text(
            zh: """
                \(words.pattern.zh)
                \(words.summary.zh)。\(words.details.zh)
                也可以写：\(others.joined(separator: "、"))
                例如：\(words.example.zh)
                """,
            en: """
                \(words.pattern.en)
                \(words.summary.en.capitalizedFirst). \(words.details.en)
                Also spelled: \(others.joined(separator: ", "))
                For example: \(words.example.en)
                """)
    }

    private static func line(_ row: CommandRow) -> Text {
        let summary = CommandWords.of(row.verb).summary
        let verb = "/\(row.verb)".padded(toColumns: 16)
        let alias = (row.chinese.first ?? "").padded(toColumns: 10)
        return Text(zh: "\(verb)\(alias)\(summary.zh)", en: "\(verb)\(summary.en)")
    }
}

extension CommandGroup {
    /// The group's heading.
    package var name: Text {
        switch self {
        case .first: Text(zh: "开始", en: "First steps")
        case .questions: Text(zh: "答题", en: "Questions")
        case .topics: Text(zh: "主题和订阅", en: "Topics and subscriptions")
        case .progress: Text(zh: "进度", en: "Progress")
        case .settings: Text(zh: "设置", en: "Settings")
        case .account: Text(zh: "账户和数据", en: "You and your data")
        }
    }
}

extension String {
    /// The string with a capital first letter.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
