/// The texts of `/start` and `/help`, made from ``CommandTable``.
package enum CommandHelp {
    /// Who this is, and the three things to type next.
    package static let welcome = Text(
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
    package static func overview(isSandbox: Bool) -> Text {
        let rows = CommandTable.rows(isSandbox: isSandbox)
        let groups = CommandGroup.allCases.map { group in
            ([group.name] + rows.filter { $0.group == group }.map(line)).joined()
        }
        let last = Text(
            zh: "细节和例子：/help 命令，如 /help subscribe", en: "More, with an example: /help COMMAND, as in /help subscribe")
        return (groups + [last]).joined(separator: "\n\n")
    }

    /// One command with what may follow it, an example and its other spellings; nil when there is no such command.
    /// Takes any spelling, Latin or Chinese, with a slash or without.
    package static func details(_ verb: String) -> Text? {
        guard let row = row(verb, isSandbox: true) else { return nil }
        let others = row.spellings.filter { $0 != row.verb }
        return Text(
            zh: """
                \(row.pattern.zh)
                \(row.summary.zh)。\(row.details.zh)
                也可以写：\(others.joined(separator: "、"))
                例如：\(row.example.zh)
                """,
            en: """
                \(row.pattern.en)
                \(row.summary.en.capitalizedFirst). \(row.details.en)
                Also spelled: \(others.joined(separator: ", "))
                For example: \(row.example.en)
                """)
    }

    /// The row of a spelling as somebody types it.
    static func row(_ spelling: String, isSandbox: Bool) -> CommandRow? {
        let narrow = spelling.trimmingSpaces().narrowed().lowercased()
        return CommandTable.row(String(narrow.drop { $0 == "/" }), isSandbox: isSandbox)
    }

    private static func line(_ row: CommandRow) -> Text {
        let verb = "/\(row.verb)".padded(toColumns: 16)
        let alias = (row.chinese.first ?? "").padded(toColumns: 10)
        return Text(zh: "\(verb)\(alias)\(row.summary.zh)", en: "\(verb)\(row.summary.en)")
    }
}

extension String {
    /// The string with a capital first letter.
    package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
