import YitiCore

/// What `/start`, `/help` and bare commands say.
enum HelpWords {
    /// `/start`.
    static let start = InfoFacts(
        CommandHelp.welcome,
        buttons: [
            [
                Button(Text(zh: "来一题", en: "A question"), callback: Callbacks.next),
                Button(Text(zh: "主题", en: "Topics"), callback: Callbacks.topics),
                Button(Text(zh: "命令", en: "Commands"), callback: Callbacks.help),
            ]
        ])

    /// `/help`, of one command by its Latin verb or of all.
    static func help(verb: String?, isSandbox: Bool) -> InfoFacts {
        InfoFacts(verb.flatMap { CommandHelp.details($0) } ?? CommandHelp.overview(isSandbox: isSandbox))
    }

    /// A command sent bare that says nothing so: what to type.
    static func usage(verb: String, answer: Int64?) -> InfoFacts {
        guard let row = CommandTable.row(verb, isSandbox: true) else { return help(verb: nil, isSandbox: false) }
        return InfoFacts(
            Text(
                zh: "\(row.pattern.zh)：\(row.summary.zh)\n例如：\(row.example.zh)",
                en: "\(row.pattern.en): \(row.summary.en)\nFor example: \(row.example.en)"),
            buttons: answer.map { [Rating.buttons(answer: $0)] } ?? [])
    }
}
