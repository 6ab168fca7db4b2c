package import YitiCore

/// What the commands about a question say that has no message of its own kind.
package enum QuestionWords {
    /// Said when a question is put off.
    package static func skipped(_ question: String) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "\(question) 先放一放，至少明天才会再来。/next 下一题",
                en: "\(question) is put off for at least a day. /next for another"),
            ref: question, buttons: [[Button(Text(zh: "下一题", en: "Next"), callback: Callbacks.next)]],
            data: [Datum.Member("question", .string(question))])
    }

    /// Said when `/later` is set: `at` is when the question comes back, `offset` the person's offset then.
    package static func later(_ question: String, at: Instant, offset: Int) -> InfoFacts {
        let time = at.spoken(offset: offset)
        return InfoFacts(
            Text(
                zh: "好，\(question) \(time.zh) 再来。现在想换一题：/next",
                en: "Fine, \(question) comes back \(time.en). For another one now: /next"),
            ref: question, data: [Datum.Member("question", .string(question)), Datum.Member("at", .string(at.text))])
    }

    /// `/today` after the pushed question: whether it is answered.
    package static func today(_ question: String, isAnswered: Bool, rating: Rating?) -> Text {
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
}
