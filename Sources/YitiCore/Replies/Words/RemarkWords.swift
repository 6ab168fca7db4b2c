/// Words that go before or after a message of another kind.
package enum RemarkWords {
    // MARK: The loop

    /// Every question of the selection has been seen; said once.
    package static let allSeen = Text(
        zh: "选中主题里的题你全都见过了，接下来是复习", en: "You have seen every question of your selection; reviews from here on")

    /// `/later` brought it back.
    package static let isBack = Text(zh: "说好的，这题又来了", en: "As agreed, here it is again")

    /// The one nudge of an unanswered push.
    package static let nudge = Text(zh: "今天的题还在等你", en: "Today's question is still waiting for you")

    /// A question that stays open, shown again.
    package static let stillOpen = Text(zh: "这题还没答", en: "This one is still open")

    /// The first line after a login with pushes waiting.
    package static func waiting(_ count: Int) -> Text {
        Text(
            zh: "有 \(count) 道题在等你 - /today",
            en: count == 1 ? "1 question waiting - /today" : "\(count) questions waiting - /today")
    }

    // MARK: The streak

    /// Freezes were spent on missed days; oldest first.
    package static func freezesSpent(_ days: [Day], left: Int) -> Text {
        let zh = days.prefix(4).map(\.spoken.zh).joined(separator: "、")
        let en = days.prefix(4).map(\.spoken.en).joined(separator: ", ")
        return Text(
            zh: "\(zh) 没答，用掉 \(days.count) 张冻结卡，连续没断，还剩 \(left) 张",
            en:
                "Nothing answered on \(en): \(days.count == 1 ? "a freeze" : "\(days.count) freezes") kept your streak, \(left) left"
        )
    }

    /// A freeze was earned.
    package static func freezeEarned(held: Int) -> Text {
        Text(zh: "答满七天，得到一张冻结卡，现在有 \(held) 张", en: "Seven answered days: you earned a freeze and hold \(held)")
    }

    /// A missed day was made good.
    package static func repaired(_ day: Day) -> Text {
        Text(zh: "\(day.spoken.zh) 补上了，连续没断", en: "\(day.spoken.en) is repaired; your streak goes on")
    }

    /// What would make a missed day good.
    package static func repairable(_ day: Day, more: Int) -> Text {
        Text(
            zh: "今天再答 \(more) 题，可以补上 \(day.spoken.zh)",
            en: "\(more) more today \(more == 1 ? "repairs" : "repair") \(day.spoken.en)")
    }

    /// The longest streak so far.
    package static func longest(_ days: Int) -> Text {
        Text(zh: "\(days) 天，是你最长的连续", en: "\(days) days: your longest streak yet")
    }

    // MARK: Taking back

    /// A rating was taken back; the answer waits for a new one.
    package static func ratingUndone(_ question: String) -> Text {
        Text(zh: "撤回了 \(question) 的打分，可以重新打：1 到 4", en: "The rating of \(question) is taken back; rate it anew: 1 to 4")
    }

    /// An answer was taken back; the question is open again.
    package static func answerUndone(_ question: String) -> Text {
        Text(zh: "撤回了 \(question) 的回答，题还开着", en: "Your answer to \(question) is taken back; the question is open again")
    }

    // MARK: Topics and subscriptions

    /// The selection changed; nil is all topics.
    package static func selected(_ names: [Text]?) -> Text {
        guard let names else { return Text(zh: "选中了全部主题", en: "Every topic is selected") }
        return Text(
            zh: "选中了：" + names.map { $0.wording(in: .zh) }.joined(separator: "、"),
            en: "Selected: " + names.map { $0.wording(in: .en) }.joined(separator: ", "))
    }

    /// A subscription was made.
    package static func subscribed(_ number: Int, next: Instant?, offset: Int) -> Text {
        let next = next.map { $0.spoken(offset: offset) }
        return Text(
            zh: "订好了，编号 \(number)" + (next.map { "，下次 \($0.zh)" } ?? ""),
            en: "Subscribed, number \(number)" + (next.map { ", next on \($0.en)" } ?? ""))
    }

    /// A subscription was changed.
    package static func changed(_ number: Int, next: Instant?, offset: Int) -> Text {
        let next = next.map { $0.spoken(offset: offset) }
        return Text(
            zh: "改好了 \(number)" + (next.map { "，下次 \($0.zh)" } ?? ""),
            en: "Changed \(number)" + (next.map { ", next on \($0.en)" } ?? ""))
    }

    /// Subscriptions were ended.
    package static func unsubscribed(_ numbers: [Int]) -> Text {
        let list = numbers.map(String.init).joined(separator: ", ")
        return Text(zh: "退订了 \(list)", en: "Ended \(list)")
    }

    /// A pause was set; `until` is the first day pushes return.
    package static func paused(from: Day, until: Day?, today: Day) -> Text {
        let start = from.spoken(on: today)
        guard let until = until.map({ $0.spoken(on: today) }) else {
            return from <= today
                ? Text(zh: "暂停了，/resume 恢复；这段日子不影响连续", en: "Paused until /resume; these days don't touch your streak")
                : Text(zh: "\(start.zh) 起暂停，/resume 恢复", en: "Paused from \(start.en) until /resume")
        }
        return from <= today
            ? Text(
                zh: "暂停到 \(until.zh) 恢复；这段日子不影响连续",
                en: "Paused; pushes return on \(until.en), and these days don't touch your streak")
            : Text(zh: "\(start.zh) 起暂停，\(until.zh) 恢复", en: "Paused from \(start.en); pushes return on \(until.en)")
    }

    /// A pause was ended, or there was none.
    package static func resumed(wasPaused: Bool) -> Text {
        wasPaused ? Text(zh: "恢复推送了", en: "Pushes are back") : Text(zh: "本来就没有暂停", en: "Nothing was paused")
    }

    // MARK: Settings

    /// A setting was changed. A zone or rollover waits for the end of the learning day: then `from` is when it takes effect.
    package static func set(_ setting: Setting, from: Instant? = nil, offset: Int = 0) -> Text {
        let name = setting.name
        guard let from = from.map({ $0.spoken(offset: offset) }) else {
            return Text(zh: "\(name.zh)改好了", en: "\(name.en.capitalizedFirst) is set")
        }
        return Text(zh: "\(name.zh)改好了，\(from.zh) 起生效", en: "\(name.en.capitalizedFirst) is set, from \(from.en) on")
    }

    /// What to type to change a setting, for when it was sent bare.
    package static func usage(of setting: Setting) -> Text {
        guard let row = CommandTable.row(setting.verb, isSandbox: false) else { return setting.name }
        return Text(zh: "要改就输入：\(row.example.zh)", en: "To change it: \(row.example.en)")
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
