import YitiCore

extension SubscriptionRefusal {
    var text: Text {
        switch self {
        case .notSubscribed:
            Text(zh: "还没有订阅。/subscribe 09:00 每天九点来一题", en: "you have no subscription; /subscribe 09:00 makes one")
        case .noSuchSubscription:
            Text(zh: "没有这个订阅。/subscriptions 看编号", en: "there is no such subscription; /subscriptions has the numbers")
        case .which(let numbers): Self.which(numbers.map(String.init).joined(separator: ", "), numbers.first ?? 1)
        case .whichOf(let candidates): Self.which(candidates)
        case .tooMany:
            Text(
                zh: "最多 8 个订阅。先 /unsubscribe 一个，或 /change 改一个",
                en: "eight subscriptions are the most; /unsubscribe or /change one")
        case .roomHasOne:
            Text(
                zh: "一个群一天一题，已经订了。/change 改时间，或先 /unsubscribe",
                en: "a room gets one question a day and has its subscription; /change or /unsubscribe it")
        case .tooManyChanges: Text(zh: "一天最多改 5 次，明天再改吧", en: "five changes a day are the most; try again tomorrow")
        case .pauseTooEarly(let days):
            Text(
                zh: "暂停最多从 \(days) 天前算起，例如 /pause from 昨天",
                en: "a pause may begin up to \(days) days ago; type /pause from DATE until DATE")
        case .pauseEndsTooEarly(let from): Self.endsTooEarly(from.spokenInFull, example: from.advanced(byDays: 7).text)
        }
    }

    private static func which(_ list: String, _ first: Int) -> Text {
        Text(
            zh: "要退订哪个？有 \(list)：/unsubscribe \(first)，或 /unsubscribe all",
            en: "which one? You have \(list): /unsubscribe \(first), or all")
    }

    /// So many topics of a subscription are named.
    private static let named = 4

    private static func which(_ candidates: [Listed]) -> Text {
        let numbers = candidates.map { String($0.number) }.joined(separator: " ")
        let listed = candidates.map { candidate in
            let names = candidate.topics.prefix(named).joined(separator: " ")
            return "\(candidate.number) (\(names)\(candidate.topics.count > named ? " …" : ""))"
        }.joined(separator: ", ")
        let one = candidates.first?.number ?? 1
        let all =
            candidates.count > 1
            ? Text(zh: "，或 /unsubscribe \(numbers)", en: ", or /unsubscribe \(numbers)") : .empty
        return Text(
            zh: "要退订哪个？有：\(listed)。输入 /unsubscribe \(one)\(all.zh)",
            en: "which one? You have \(listed): type /unsubscribe \(one)\(all.en)")
    }

    private static func endsTooEarly(_ from: Text, example: String) -> Text {
        Text(
            zh: "恢复日期要晚于 \(from.zh)，例如 /pause until \(example)",
            en: "the day pushes return must be after \(from.en); for example /pause until \(example)")
    }
}
