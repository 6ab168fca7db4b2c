extension CommandTable {
    static let firstRows: [CommandRow] = [
        CommandRow(
            "start", alternates: ["hello", "hi"], chinese: ["开始", "你好"], group: .first, form: .alone, isPublic: true,
            // Chat networks add the parameter of a link (`/start from_web`): it means nothing here.
            read: { _ throws(Refusal) in .start }),
        CommandRow(
            "help", alternates: ["h", "commands", "menu"], chinese: ["帮助", "命令"], group: .first, form: .words,
            isPublic: true,
            read: IdentityReaders.help),
    ]

    static let identityRows: [CommandRow] = [
        CommandRow(
            "whoami", alternates: ["me"], chinese: ["我是谁"], group: .account, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.whoami) }),
        CommandRow(
            "web", alternates: ["page", "browser"], chinese: ["网页"], group: .account, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.web) }),
        CommandRow(
            "login", chinese: ["登录"], group: .account, form: .words,
            read: IdentityReaders.login),
        CommandRow(
            "link", chinese: ["绑定"], group: .account, form: .words,
            read: IdentityReaders.link),
        CommandRow(
            "unlink", chinese: ["解绑"], group: .account, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.unlink) }),
        CommandRow(
            "quit", alternates: ["exit", "bye", "logout"], chinese: ["退出", "再见"], group: .account, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.quit) }),
    ]
}

/// Reads what follows the commands about first steps and who somebody is.
enum IdentityReaders {
    static func help(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .help(verb: nil) }
        guard let word = arguments.onlyWord else { throw arguments.misread() }
        if let row = CommandTable.row(typed: word, isSandbox: arguments.isSandbox) { return .help(verb: row.verb) }
        let bare = word.lowercased().drop { $0 == "/" }
        throw .unknownCommand(String(bare), isSandbox: arguments.isSandbox)
    }

    /// Nothing of a key is ever repeated.
    static func login(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .usage(verb: "login") }
        // Without a slash only what looks like a key is one: behind a space, any word in Latin letters.
        let isApart = !arguments.isGlued && arguments.text.utf8.allSatisfy { $0 < 0x80 }
        let shortest = arguments.hasSlash || isApart ? 1 : 16
        guard let key = arguments.onlyWord, (shortest...256).contains(key.utf8.count) else {
            throw arguments.refusal(.badRequest, .keyIsOneWord)
        }
        return .login(key: key)
    }

    static func link(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .link(code: nil) }
        if ["confirm", "yes", "ok", "确认", "是"].contains(arguments.onlyWord?.lowercased() ?? "") { return .confirmLink }
        return .link(code: try arguments.code())
    }
}
