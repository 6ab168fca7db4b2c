extension CommandTable {
    static let settingRows: [CommandRow] = [
        CommandRow(
            "settings", alternates: ["preferences"], chinese: ["设置", "设定"], group: .settings, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.settings) }),
        CommandRow(
            "timezone", alternates: ["tz", "zone"], chinese: ["时区"], group: .settings, form: .words,
            read: SettingReaders.zone),
        CommandRow(
            "language", alternates: ["lang"], chinese: ["语言"], group: .settings, form: .words,
            read: SettingReaders.language),
        CommandRow(
            "name", alternates: ["nick"], chinese: ["名字", "称呼"], group: .settings, form: .words,
            read: SettingReaders.name),
        CommandRow(
            "color", alternates: ["colour"], chinese: ["颜色"], group: .settings, form: .words,
            read: { (arguments) throws(Refusal) in try arguments.toggle(.color) { .color($0) } }),
        CommandRow(
            "quiet", chinese: ["免打扰"], group: .settings, form: .words,
            read: SettingReaders.quiet),
        CommandRow(
            "rollover", chinese: ["换日"], group: .settings, form: .words,
            read: SettingReaders.rollover),
        CommandRow(
            "nudge", chinese: ["催一下"], group: .settings, form: .words,
            read: { (arguments) throws(Refusal) in try arguments.toggle(.nudge) { .nudge($0) } }),
    ]
}

/// Reads what follows the commands about the settings.
enum SettingReaders {
    static func zone(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.zone) }
        return .zone(try ZoneWords.only(arguments))
    }

    private static let languages: [String: Language] = [
        "zh": .zh, "cn": .zh, "zh-cn": .zh, "chinese": .zh, "中文": .zh, "汉语": .zh, "en": .en, "english": .en, "英文": .en,
        "英语": .en, "both": .both, "bilingual": .both, "双语": .both, "中英": .both, "中英文": .both, "mandarin": .zh,
        "简体": .zh, "简体中文": .zh, "繁体": .zh, "繁体中文": .zh, "国语": .zh, "普通话": .zh, "华语": .zh, "中英双语": .both,
        "中文和英文": .both, "英文和中文": .both, "中英对照": .both,
    ]

    /// `zh-TW`, `en_US`: the language of a tag.
    private static func language(ofTag word: String) -> Language? {
        let parts = word.split { $0 == "-" || $0 == "_" }
        guard parts.count > 1, let first = parts.first, first == "zh" || first == "en" else { return nil }
        return languages[String(first)]
    }

    static func language(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.language) }
        let word = arguments.onlyWord?.lowercased() ?? ""
        guard let language = languages[word] ?? language(ofTag: word) else {
            throw arguments.refusal(.badRequest, .noLanguage)
        }
        return .language(language)
    }

    static func quiet(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.quiet) }
        if CommandArguments.isOff(arguments.onlyWord) { return .quiet(nil) }
        var scanner = arguments.scanner
        switch scanner.timeSpan() {
        case .span(let quiet): return .quiet(quiet)
        case .fault(let fault): throw arguments.refusal(.invalidTime, fault)
        case nil: throw arguments.refusal(.invalidTime, .noSpan(typed: Refusal.quoted(arguments.text)))
        }
    }

    static func rollover(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.rollover) }
        var scanner = arguments.scanner
        scanner.skipSeparators()
        if scanner.next() == "@" || scanner.take(SubscriptionWords.at) != nil { scanner.skipSeparators() }
        let minute = ClockTime.minute(scanner.restTyped, bare: true)
        let hour = minute.flatMap { $0 % 60 == 0 ? $0 / 60 : nil }
        guard let hour, (0...6).contains(hour) else {
            throw arguments.refusal(.invalidTime, .noRolloverHour)
        }
        return .rollover(hour: hour)
    }

    /// Without a slash one short word only: `名字` is also how a sentence begins.
    static func name(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.name) }
        let name = arguments.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard name.count <= 40, name.utf8.count <= 200 else { throw arguments.refusal(.badRequest, .nameTooLong) }
        guard hasSlashOrIsShort(arguments, name) else { throw arguments.misread() }
        return .name(name)
    }

    private static func hasSlashOrIsShort(_ arguments: CommandArguments, _ name: String) -> Bool {
        arguments.hasSlash || (!arguments.isGlued && arguments.words.count == 1 && name.count <= 12)
    }
}
