import YitiCore

/// What a subscription says whose topics have left the bank.
enum LostTopicsWords {
    /// So many names are said.
    private static let named = 8

    /// The topics of a subscription have left the bank: its own, or those that are selected.
    static func topicsLost(number: Int, topics: [String], areSelected: Bool) -> InfoFacts {
        let (zh, en) = (list(topics, "、", "等"), list(topics, ", ", " and others"))
        return InfoFacts(areSelected ? selected(number, zh, en) : own(number, zh, en))
    }

    private static func own(_ number: Int, _ zh: String, _ en: String) -> Text {
        Text(
            zh: "订阅 \(number) 的主题（\(zh)）已不在题库，暂时没有题可推。"
                + "/topics 看现有主题，/subscribe 另订，/unsubscribe \(number) 退订",
            en: "Subscription \(number) has nothing to ask: its topics (\(en)) are no longer in the bank. "
                + "/topics lists what there is, /subscribe makes another, /unsubscribe \(number) ends this one")
    }

    private static func selected(_ number: Int, _ zh: String, _ en: String) -> Text {
        Text(
            zh: "订阅 \(number) 跟随选中的主题（\(zh)），都已不在题库，暂时没有题可推。/topics 看现有主题，/topic 重新选",
            en: "Subscription \(number) has nothing to ask: the selected topics (\(en)) are no longer in the bank. "
                + "/topics lists what there is, /topic selects others")
    }

    private static func list(_ topics: [String], _ comma: String, _ others: String) -> String {
        topics.prefix(named).joined(separator: comma) + (topics.count > named ? others : "")
    }
}
