import YitiCore

/// Remarks about the loop.
extension RemarkWords {
    /// Every question of the selection has been seen; said once.
    static let allSeen = Text(
        zh: "选中主题里的题你全都见过了，接下来是复习", en: "You have seen every question of your selection; reviews from here on")

    /// `/later` brought it back.
    static let isBack = Text(zh: "说好的，这题又来了", en: "As agreed, here it is again")

    /// The one nudge of an unanswered push.
    static let nudge = Text(zh: "今天的题还在等你", en: "Today's question is still waiting for you")

    /// A question that stays open, shown again.
    static let stillOpen = Text(zh: "这题还没答", en: "This one is still open")

    /// The first line after a login with pushes waiting.
    static func waiting(_ count: Int) -> Text {
        Text(
            zh: "有 \(count) 道题在等你 - /today",
            en: count == 1 ? "1 question waiting - /today" : "\(count) questions waiting - /today")
    }

    /// `/today` after the pushed question: whether it is answered.
    static func today(_ question: String, isAnswered: Bool, rating: Rating?) -> Text {
        if let rating {
            return Text(
                zh: "今天的题 \(question) 已经答过，打了 \(rating.rawValue) \(rating.name.zh)",
                en: "Today's question \(question) is answered and rated \(rating.rawValue), \(rating.name.en)")
        }
        return isAnswered
            ? Text(
                zh: "今天的题 \(question) 已经答了，还没打分：发 1 到 4",
                en: "Today's question \(question) is answered and waits for a rating: 1 to 4")
            : Text(zh: "今天的题 \(question) 还没答", en: "Today's question \(question) is not answered yet")
    }

    /// A mock interview waits meanwhile.
    static let mockRests = Text(zh: "模拟面试先放着，/mock 接着来", en: "The mock interview waits: /mock goes on with it")

    /// What else arrived today and waits for an answer.
    static func alsoToday(_ questions: [String]) -> Text {
        let list = questions.joined(separator: " ")
        return Text(zh: "今天还有：\(list)", en: "Also waiting today: \(list)")
    }
}
