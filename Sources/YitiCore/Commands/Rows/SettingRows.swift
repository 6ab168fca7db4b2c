extension CommandTable {
    static let settingRows: [CommandRow] = [
        CommandRow(
            "settings", alternates: ["preferences"], chinese: ["设置"], group: .settings, form: .alone,
            summary: Text(zh: "全部设置，怎么改", en: "what stands, and how to change it"),
            details: Text(zh: "每一项后面写着命令", en: "Each line has its command."),
            example: Text(zh: "/settings", en: "/settings"),
            read: { (arguments) throws(Refusal) in try arguments.nothing(.settings) }),
        CommandRow(
            "timezone", alternates: ["tz", "zone"], chinese: ["时区"], group: .settings, form: .words,
            usage: Text(zh: "时区", en: "ZONE"), summary: Text(zh: "你的时区", en: "your time zone"),
            details: Text(
                zh: "写 Asia/Shanghai、城市名或 +08:00。今天这个学习日结束后生效",
                en: "An IANA name, a city's, or +08:00. It takes effect when the current learning day ends."),
            example: Text(zh: "/timezone 上海", en: "/timezone Berlin"), read: SettingReaders.zone),
        CommandRow(
            "language", alternates: ["lang"], chinese: ["语言"], group: .settings, form: .words,
            usage: Text(zh: "zh|en|both", en: "zh|en|both"),
            summary: Text(zh: "中文、英文或双语", en: "Chinese, English or both"),
            details: Text(
                zh: "both 是题目双语、其余英文", en: "both shows the question in the two languages and the rest in English."),
            example: Text(zh: "/language zh", en: "/language en"), read: SettingReaders.language),
        CommandRow(
            "name", alternates: ["nick"], chinese: ["名字", "称呼"], group: .settings, form: .words,
            usage: Text(zh: "名字", en: "NAME"), summary: Text(zh: "怎么称呼你", en: "what to call you"),
            details: Text(zh: "最多 40 个字符", en: "At most 40 characters."),
            example: Text(zh: "/name 小明", en: "/name Ada"),
            read: SettingReaders.name),
        CommandRow(
            "color", alternates: ["colour"], chinese: ["颜色"], group: .settings, form: .words,
            usage: Text(zh: "on|off", en: "on|off"), summary: Text(zh: "终端颜色", en: "colours in a terminal"),
            details: Text(zh: "只管这个连接，默认关", en: "For this connection only, off by default."),
            example: Text(zh: "/color on", en: "/color on"),
            read: { (arguments) throws(Refusal) in try arguments.toggle(.color) { .color($0) } }),
    ]

    static let habitRows: [CommandRow] = [
        CommandRow(
            "quiet", chinese: ["免打扰"], group: .settings, form: .words,
            usage: Text(zh: "22:00-08:00|off", en: "22:00-08:00|off"),
            summary: Text(zh: "什么时候不推送", en: "when nothing is pushed"),
            details: Text(zh: "这段时间里到点的题推迟到结束时", en: "What falls due in that time waits for its end."),
            example: Text(zh: "/quiet 22:00-08:00", en: "/quiet 22:00-08:00"), read: SettingReaders.quiet),
        CommandRow(
            "rollover", chinese: ["换日"], group: .settings, form: .words, usage: Text(zh: "0-6", en: "0-6"),
            summary: Text(zh: "一天从几点算起", en: "the hour a learning day begins"),
            details: Text(
                zh: "默认 4：凌晨四点前的回答算前一天。今天这个学习日结束后生效",
                en:
                    "4 by default: what you answer before 04:00 counts for the day before. It takes effect when the current "
                    + "learning day ends."),
            example: Text(zh: "/rollover 4", en: "/rollover 4"), read: SettingReaders.rollover),
        CommandRow(
            "nudge", chinese: ["催一下"], group: .settings, form: .words, usage: Text(zh: "on|off", en: "on|off"),
            summary: Text(zh: "推送没答时提醒一次", en: "one reminder of an unanswered push"),
            details: Text(zh: "默认关", en: "Off by default."), example: Text(zh: "/nudge on", en: "/nudge on"),
            read: { (arguments) throws(Refusal) in try arguments.toggle(.nudge) { .nudge($0) } }),
    ]
}

/// Reads what follows the commands of the settings.
enum SettingReaders {
    static func zone(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.zone) }
        let typed = arguments.words.joined(separator: " ")
        if case .found(let name) = arguments.zones.find(typed) { return .zone(name) }
        throw ZoneWords.unknown(typed, zones: arguments.zones)
    }

    private static let languages: [String: Language] = [
        "zh": .zh, "cn": .zh, "zh-cn": .zh, "chinese": .zh, "中文": .zh, "汉语": .zh, "en": .en, "english": .en, "英文": .en,
        "英语": .en, "both": .both, "bilingual": .both, "双语": .both, "中英": .both, "中英文": .both,
    ]

    static func language(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.language) }
        guard let language = languages[arguments.onlyWord?.lowercased() ?? ""] else {
            throw arguments.refusal(.badRequest, .noLanguage)
        }
        return .language(language)
    }

    static func quiet(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.quiet) }
        if CommandArguments.isOff(arguments.onlyWord) { return .quiet(nil) }
        let ends = arguments.words.joined().split(
            omittingEmptySubsequences: false, whereSeparator: { "-–—~到至".contains($0) }
        ).map { ClockTime.minute(String($0)) ?? Numerals.decimal($0).flatMap { $0 < 24 ? $0 * 60 : nil } }
        guard ends.count == 2, let first = ends.first, let from = first, let last = ends.last, let until = last else {
            throw arguments.refusal(
                .invalidTime, .noSpan(typed: Refusal.quoted(arguments.text)))
        }
        guard from != until else {
            throw arguments.refusal(.invalidTime, .emptySpan)
        }
        return .quiet(QuietHours(fromMinute: from, untilMinute: until))
    }

    static func rollover(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.rollover) }
        let word = arguments.onlyWord ?? ""
        let minute = ClockTime.minute(word)
        let hour = Numerals.decimal(word) ?? minute.flatMap { $0 % 60 == 0 ? $0 / 60 : nil }
        guard let hour, (0...6).contains(hour) else {
            throw arguments.refusal(.invalidTime, .noRolloverHour)
        }
        return .rollover(hour: hour)
    }

    /// Without a slash one short word only: `名字` is also how a sentence begins.
    static func name(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .showSetting(.name) }
        let name = arguments.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard name.count <= 40, name.utf8.count <= 200, hasSlashOrIsShort(arguments, name) else {
            throw arguments.refusal(.badRequest, .nameTooLong)
        }
        return .name(name)
    }

    private static func hasSlashOrIsShort(_ arguments: CommandArguments, _ name: String) -> Bool {
        arguments.hasSlash || (arguments.words.count == 1 && name.count <= 12)
    }
}

extension CommandArguments {
    /// `on` or `off`; bare, what stands.
    func toggle(_ setting: Setting, _ command: (Bool) -> Command) throws(Refusal) -> Command {
        guard !isEmpty else { return .showSetting(setting) }
        if Self.isOn(onlyWord) { return command(true) }
        if Self.isOff(onlyWord) { return command(false) }
        throw refusal(.badRequest, .neitherOnNorOff)
    }
}
