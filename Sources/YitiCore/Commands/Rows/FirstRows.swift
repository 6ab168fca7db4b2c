extension CommandTable {
    static let firstRows: [CommandRow] = [
        CommandRow(
            "start", alternates: ["hello", "hi"], chinese: ["开始", "你好"], group: .first, form: .alone,
            summary: Text(zh: "认识一下，接着可以做什么", en: "who this is, and what to type next"),
            details: Text(zh: "随时可以再看一遍", en: "Works at any time."), example: Text(zh: "/start", en: "/start"),
            // Chat networks add the parameter of a link (`/start from_web`): it means nothing here.
            read: { _ throws(Refusal) in .start }),
        CommandRow(
            "help", alternates: ["h", "commands", "menu"], chinese: ["帮助", "命令"], group: .first, form: .words,
            usage: Text(zh: "[命令]", en: "[command]"),
            summary: Text(zh: "全部命令，或一个命令的用法", en: "every command, or one with an example"),
            details: Text(zh: "命令写拉丁名或中文名都行", en: "Latin and Chinese names both work."),
            example: Text(zh: "/help subscribe", en: "/help subscribe"), read: FirstReaders.help),
    ]
}

/// Reads what follows the commands of the first steps.
enum FirstReaders {
    static func help(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .help(verb: nil) }
        guard let word = arguments.onlyWord else { throw arguments.misread() }
        if let row = CommandHelp.row(word, isSandbox: arguments.isSandbox) { return .help(verb: row.verb) }
        let bare = word.lowercased().drop { $0 == "/" }
        throw .unknownCommand(String(bare), isSandbox: arguments.isSandbox)
    }
}

extension CommandArguments {
    /// Refuses anything that follows a command that stands alone.
    func nothing(_ command: Command) throws(Refusal) -> Command {
        guard isEmpty else {
            throw Refusal(.badRequest, .command(.takesNothing(typed: Refusal.quoted(text), verb: row.verb)))
        }
        return command
    }

    /// Free text of at most `limit` characters; bare, the command that says what to type.
    func freeText(upTo limit: Int, _ command: (String) -> Command) throws(Refusal) -> Command {
        guard !isEmpty else { return .usage(verb: row.verb) }
        guard text.count <= limit else {
            throw Refusal(.textTooLong, .command(.textTooLong(limit: limit)))
        }
        return command(text)
    }

    /// A whole number of a range, after a `#` if somebody writes one; nil for anything else.
    static func number(_ word: String?, in range: ClosedRange<Int>) -> Int? {
        guard let word, let number = Numerals.decimal(word.hasPrefix("#") ? String(word.dropFirst()) : word) else {
            return nil
        }
        return range.contains(number) ? number : nil
    }

    /// Words that turn something off.
    static func isOff(_ word: String?) -> Bool {
        ["off", "no", "none", "关", "关闭", "取消", "不要"].contains(word?.lowercased() ?? "")
    }

    /// Words that turn something on.
    static func isOn(_ word: String?) -> Bool { ["on", "yes", "开", "打开", "开启"].contains(word?.lowercased() ?? "") }
}
