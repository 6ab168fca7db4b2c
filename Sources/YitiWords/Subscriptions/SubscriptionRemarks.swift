import YitiCore

/// Remarks about topics and subscriptions: what was just done.
extension RemarkWords {
    /// The selection changed; nil is all topics.
    static func selected(_ names: [Text]?) -> Text {
        guard let names else { return Text(zh: "选中了全部主题", en: "Every topic is selected") }
        return Text(
            zh: "选中了：" + names.map { $0.wording(in: .zh) }.joined(separator: "、"),
            en: "Selected: " + names.map { $0.wording(in: .en) }.joined(separator: ", "))
    }

    /// A subscription was made.
    static func subscribed(_ number: Int, next: LocalInstant?) -> Text {
        let next = next?.spoken
        return Text(
            zh: "订好了，编号 \(number)" + (next.map { "，下次 \($0.zh)" } ?? ""),
            en: "Subscribed, number \(number)" + (next.map { ", next on \($0.en)" } ?? ""))
    }

    /// A subscription was changed.
    static func changed(_ number: Int, next: LocalInstant?) -> Text {
        let next = next?.spoken
        return Text(
            zh: "改好了 \(number)" + (next.map { "，下次 \($0.zh)" } ?? ""),
            en: "Changed \(number)" + (next.map { ", next on \($0.en)" } ?? ""))
    }

    /// Subscriptions were ended.
    static func unsubscribed(_ numbers: [Int]) -> Text {
        let list = numbers.map(String.init).joined(separator: ", ")
        return Text(zh: "退订了 \(list)", en: "Ended \(list)")
    }

    /// A topic was taken out of subscriptions that go on.
    static func takenOut(_ topic: Text, of numbers: [Int]) -> Text {
        let list = numbers.map(String.init).joined(separator: ", ")
        return Text(
            zh: "从 \(list) 里去掉了 \(topic.wording(in: .zh))，其余主题照旧",
            en: "Took \(topic.wording(in: .en)) out of \(list); the other topics stay")
    }

    /// A pause was set; `until` is the first day pushes return.
    static func paused(from: Day, until: Day?, today: Day) -> Text {
        let start = from.spoken(on: today)
        guard let until = until.map({ $0.spoken(on: today) }) else {
            return from == today
                ? Text(zh: "暂停了，/resume 恢复", en: "Paused until /resume")
                : Text(zh: "\(start.zh) 起暂停，/resume 恢复", en: "Paused from \(start.en) until /resume")
        }
        return from == today
            ? Text(zh: "暂停到 \(until.zh) 恢复", en: "Paused; pushes return on \(until.en)")
            : Text(zh: "\(start.zh) 起暂停，\(until.zh) 恢复", en: "Paused from \(start.en); pushes return on \(until.en)")
    }

    /// Past days that are paused now count as nothing, also those that counted before.
    static func streakBecomes(_ current: Int) -> Text {
        Text(zh: "连续现在是 \(current) 天", en: "Your streak is \(current) \(current == 1 ? "day" : "days") now")
    }

    /// The days of a pause are neutral.
    static let streakRests = Text(zh: "这段日子不影响连续", en: "These days don't touch your streak")

    /// A pause was ended, or there was none.
    static func resumed(wasPaused: Bool) -> Text {
        wasPaused ? Text(zh: "恢复推送了", en: "Pushes are back") : Text(zh: "本来就没有暂停", en: "Nothing was paused")
    }

    /// The same subscription is there already.
    static func subscribedAlready(_ number: Int) -> Text {
        Text(zh: "已经有这个订阅了，编号 \(number)", en: "You have this one already, number \(number)")
    }

    /// The first zone that was named is the person's from now on.
    static func zoneAdopted(_ zone: String) -> Text {
        Text(zh: "你的时区也设成了 \(zone)，要改就输入 /timezone", en: "Your own time zone is \(zone) now too; /timezone changes it")
    }

    /// A `/change` that says nothing: what to type.
    static func howToChange(_ number: Int) -> Text {
        Text(zh: "要改就输入：/change \(number) 20:30 工作日", en: "To change it: /change \(number) 20:30 mon-fri")
    }
}
