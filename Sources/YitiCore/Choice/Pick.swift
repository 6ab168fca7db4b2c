/// A question that was chosen.
package struct Pick: Hashable, Sendable {
    /// The question.
    package var question: Question
    /// Why, with the numbers. The reason is `best` or `variety`; the caller writes `asked` over it where the person
    /// named the topic.
    package var record: PickRecord
    /// Whether every question of the selection has been rated.
    package var allSeen: Bool
}

/// What a choice came to.
package enum PickOutcome: Hashable, Sendable {
    /// A question.
    case picked(Pick)
    /// No question can be chosen.
    case none(NoCandidate)
}

/// Why there is no candidate: what `err not_found` says.
package enum NoCandidate: Hashable, Sendable {
    /// The selection has no questions at all.
    case emptySelection
    /// Each of so many questions was shown today, is put off, or is on its way.
    case noneLeft(of: Int, shownToday: Int, putOff: Int, underWay: Int)

    /// The reason in words, with what to type next.
    package var text: Text {
        switch self {
        case .emptySelection:
            return Text(
                zh: "所选主题里没有题目：/topics 查看主题，/topic all 选择全部",
                en: "the selected topics have no questions: see /topics, or choose all with /topic all")
        case .noneLeft(let total, let shownToday, let putOff, let underWay):
            return Text(
                zh: "所选主题的 \(total) 道题暂时都不能再出（今天出过 \(shownToday)，推迟 \(putOff)，正在发送 \(underWay)）："
                    + "明天再来，或用 /topic 选择更多主题",
                en:
                    "none of the \(total) questions selected is left for today (\(shownToday) shown, \(putOff) put off, "
                    + "\(underWay) on the way): come back tomorrow, or choose more topics with /topic")
        }
    }

    /// The refusal that says so.
    package var refusal: Refusal { Refusal(.notFound, text) }
}
