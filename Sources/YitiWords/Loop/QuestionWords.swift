import YitiCore

/// What the commands about a question say that has no message of its own kind.
enum QuestionWords {
    /// Said when a question is put off.
    static func skipped(_ question: String) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "\(question) 先放一放，至少明天才会再来。/next 下一题",
                en: "\(question) is put off for at least a day. /next for another"),
            ref: question, buttons: [[Button(Text(zh: "下一题", en: "Next"), callback: Callbacks.next)]],
            data: [Datum.Member("question", .string(question))])
    }

    /// Said when `/later` is set: `back` is when the question comes back.
    static func later(_ question: String, back: LocalInstant?) -> InfoFacts {
        let time = back?.spoken ?? Text(zh: "等 /resume 之后", en: "after /resume")
        return InfoFacts(
            Text(
                zh: "好，\(question) \(time.zh) 再来。现在想换一题：/next",
                en: "Fine, \(question) comes back \(time.en). For another one now: /next"),
            ref: question,
            data: [Datum.Member("question", .string(question)), Datum.Member("at", .string(orNull: back?.at.text))])
    }
}
