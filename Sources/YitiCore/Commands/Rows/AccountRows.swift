extension CommandTable {
    static let accountRows: [CommandRow] = [
        CommandRow(
            "whoami", alternates: ["me"], chinese: ["我是谁"], group: .account, form: .alone,
            summary: Text(zh: "你是谁，从哪里登录", en: "who you are here"),
            details: Text(zh: "也列出绑定在一起的账号", en: "It lists what is linked, too."),
            example: Text(zh: "/whoami", en: "/whoami"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.whoami) }),
        CommandRow(
            "login", chinese: ["登录"], group: .account, form: .words, usage: Text(zh: "密钥", en: "KEY"),
            summary: Text(zh: "用密钥找回自己", en: "gets you back with your key"),
            details: Text(
                zh: "密钥在建账户时只显示一次。只用于直接连接",
                en: "The key was shown once, when the account was made. For direct connections."),
            example: Text(zh: "/login 你的密钥", en: "/login YOUR-KEY"), read: AccountReaders.login),
        CommandRow(
            "link", chinese: ["绑定"], group: .account, form: .words, usage: Text(zh: "[绑定码]", en: "[CODE]"),
            summary: Text(zh: "两个网络上的你合成一个", en: "makes you one person on two networks"),
            details: Text(
                zh: "不写码就发一个，十分钟内在另一边输入 /link 码，再回这边 /link confirm 确认",
                en:
                    "Without a code it gives you one: type /link CODE on the other side within ten minutes, then /link confirm here."
            ),
            example: Text(zh: "/link", en: "/link"), read: AccountReaders.link),
        CommandRow(
            "unlink", chinese: ["解绑"], group: .account, form: .alone,
            summary: Text(zh: "这边的账号单独出来", en: "takes this identity out again"),
            details: Text(zh: "记录留在另一边", en: "What was answered stays with the others."),
            example: Text(zh: "/unlink", en: "/unlink"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.unlink) }),
        CommandRow(
            "quit", alternates: ["exit", "bye", "logout"], chinese: ["退出", "再见"], group: .account, form: .alone,
            summary: Text(zh: "断开连接", en: "closes the connection"),
            details: Text(zh: "只用于直接连接", en: "For direct connections."), example: Text(zh: "/quit", en: "/quit"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.quit) }),
    ]

    static let dataRows: [CommandRow] = [
        CommandRow(
            "export", alternates: ["download"], chinese: ["导出"], group: .account, form: .words,
            usage: Text(zh: "[md|csv|anki] [页]", en: "[md|csv|anki] [page]"),
            summary: Text(zh: "你的全部数据，分页", en: "everything about you, in pages"),
            details: Text(
                zh: "回答、打分、日子、笔记；不写格式就是 md", en: "Answers, ratings, days, notes; md unless you say otherwise."),
            example: Text(zh: "/export csv", en: "/export csv"), read: AccountReaders.export),
        CommandRow(
            "forget", chinese: ["注销", "删除我"], group: .account, form: .words, usage: Text(zh: "[确认码]", en: "[CODE]"),
            summary: Text(zh: "删除你的一切", en: "deletes everything about you"),
            details: Text(
                zh: "先给一个确认码，带着它再来一次才删；删了找不回", en: "First it gives you a code; with the code it deletes, for good."),
            example: Text(zh: "/forget", en: "/forget"), read: AccountReaders.forget),
        CommandRow(
            "report", alternates: ["feedback"], chinese: ["反馈", "报错"], group: .account, form: .text,
            usage: Text(zh: "内容", en: "TEXT"),
            summary: Text(zh: "告诉我们题目哪里不对", en: "tells us what is wrong with a question"),
            details: Text(zh: "会带上当前或刚才的题号", en: "The id of the open or the last question goes with it."),
            example: Text(zh: "/report 第二个要点的符号反了", en: "/report the sign in point 2 is wrong"),
            read: { (arguments) throws(Refusal) in try arguments.freeText(upTo: 2_000) { .report($0) } }),
    ]

    static let clockRow = CommandRow(
        "clock", chinese: ["时钟"], group: .account, form: .words, usage: Text(zh: "+25h|时刻", en: "+25h|INSTANT"),
        summary: Text(zh: "拨动沙盒的时钟", en: "moves the sandbox's clock"),
        details: Text(
            zh: "只能往后；路上该发生的都会发生。不写就看现在几点",
            en: "Forwards only; what falls due on the way happens. Bare, it says what time it is."),
        example: Text(zh: "/clock +25h", en: "/clock +25h"), read: AccountReaders.clock)
}

/// Reads what follows the commands about a person and their data.
enum AccountReaders {
    /// Nothing of a key is ever repeated.
    static func login(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .usage(verb: "login") }
        // Without a slash only what looks like a key is one.
        let shortest = arguments.hasSlash ? 1 : 16
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

    static func forget(_ arguments: CommandArguments) throws(Refusal) -> Command {
        arguments.isEmpty ? .forget(code: nil) : .forget(code: try arguments.code())
    }

    static func export(_ arguments: CommandArguments) throws(Refusal) -> Command {
        var rest = arguments.words[...]
        var format = ExportFormat.md
        if let word = rest.first, Numerals.decimal(word) == nil {
            guard let named = formats[word.lowercased()] else {
                throw arguments.refusal(
                    .badRequest, .noFormat)
            }
            format = named
            rest = rest.dropFirst()
        }
        guard let word = rest.first else { return .export(format, page: 1) }
        guard rest.count == 1, let page = CommandArguments.number(word, in: 1...99_999) else {
            throw arguments.misread()
        }
        return .export(format, page: page)
    }

    private static let formats: [String: ExportFormat] = ["md": .md, "markdown": .md, "csv": .csv, "anki": .anki]

    /// The farthest that one command moves the clock: ten years.
    private static let farthestSeconds: Int64 = 3_653 * 86_400

    static func clock(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .clock(.advance(seconds: 0)) }
        if let word = arguments.onlyWord, let instant = Instant(text: word) { return .clock(.to(instant)) }
        let typed = arguments.words.joined()
        let span = typed.hasPrefix("+") ? String(typed.dropFirst()) : typed
        let digits = span.utf8.allSatisfy { (48...57).contains($0) } && span.utf8.count <= 9
        guard let seconds = digits ? Int64(span) : DurationWords.seconds([span]) else {
            throw arguments.misread(.invalidTime)
        }
        guard (0...farthestSeconds).contains(seconds) else {
            throw arguments.refusal(.invalidTime, .clockTooFar)
        }
        return .clock(.advance(seconds: seconds))
    }
}

extension CommandArguments {
    /// A one-time code: one word of letters, digits and hyphens.
    func code() throws(Refusal) -> String {
        guard let word = onlyWord, (4...64).contains(word.utf8.count),
            word.contains(where: { $0.isASCII && ($0.isNumber || $0.isLetter) }),
            word.utf8.allSatisfy({
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
            })
        else {
            throw refusal(.badRequest, .codeIsOneWord)
        }
        return word
    }
}
