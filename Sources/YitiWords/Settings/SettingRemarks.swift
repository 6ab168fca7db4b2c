package import YitiCore

/// Remarks about settings.
extension RemarkWords {
    /// A setting was changed. A zone or rollover waits for the end of the learning day: then `from` is when it takes effect.
    static func set(_ setting: Setting, from: LocalInstant? = nil) -> Text {
        let name = setting.name
        let verb = setting == .quiet ? "are" : "is"
        guard let from = from?.spoken else {
            return Text(zh: "\(name.zh)改好了", en: "\(name.en.capitalizedFirst) \(verb) set")
        }
        return Text(
            zh: "\(name.zh)改好了，\(from.zh) 起生效", en: "\(name.en.capitalizedFirst) \(verb) set, from \(from.en) on")
    }

    /// A setting that has an `off` was turned off.
    static func unset(_ setting: Setting) -> Text {
        let name = setting.name
        return Text(zh: "\(name.zh)取消了", en: "\(name.en.capitalizedFirst): off")
    }

    /// What to type to change a setting, for when it was sent bare.
    static func usage(of setting: Setting) -> Text {
        let example = CommandWords.of(setting.verb).example
        return Text(zh: "要改就输入：\(example.zh)", en: "To change it: \(example.en)")
    }
}

extension Setting {
    /// What it is called.
    package var name: Text {
        switch self {
        case .zone: Text(zh: "时区", en: "time zone")
        case .language: Text(zh: "语言", en: "language")
        case .quiet: Text(zh: "免打扰", en: "quiet hours")
        case .rollover: Text(zh: "换日时间", en: "rollover")
        case .interview: Text(zh: "面试日期", en: "interview")
        case .name: Text(zh: "名字", en: "name")
        case .nudge: Text(zh: "提醒", en: "nudge")
        case .color: Text(zh: "颜色", en: "colour")
        }
    }
}
