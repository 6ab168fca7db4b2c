extension Question {
    /// The answers in a language, each part falling back to the other language where it is missing; `both` reads English.
    package func answers(in language: Language) -> AnswerSheet {
        let (first, second) = language == .zh ? (chinese, english) : (english, chinese)
        return AnswerSheet(
            keyPoints: first.keyPoints.isEmpty ? second.keyPoints : first.keyPoints,
            referenceAnswer: first.referenceAnswer.isEmpty ? second.referenceAnswer : first.referenceAnswer,
            followUps: first.followUps.isEmpty ? second.followUps : first.followUps)
    }

    /// Whether the bank has key points for it.
    package var hasKeyPoints: Bool { !chinese.keyPoints.isEmpty || !english.keyPoints.isEmpty }

    /// Whether the bank has anything to reveal.
    package var hasAnswer: Bool {
        hasKeyPoints || !chinese.referenceAnswer.isEmpty || !english.referenceAnswer.isEmpty || code != nil
    }

    /// The stars, drawn.
    package var starsDrawn: String { String(repeating: "★", count: min(max(stars, 0), 5)) }
}

/// What the commands about a question say that has no message of its own kind.
package enum QuestionWords {
    /// One key point of an open question; `number` counts from 1 and is how many have been shown with this one.
    package static func hint(_ question: Question, number: Int) -> InfoFacts {
        let chinese = question.answers(in: .zh).keyPoints
        let english = question.answers(in: .en).keyPoints
        let count = max(chinese.count, english.count)
        guard count > 0 else { return noHints(question) }
        guard (1...count).contains(number) else {
            return info(
                question,
                Text(
                    zh: "\(count) 个要点都给了。写下你的回答，或 /reveal 看答案",
                    en: "That was all \(count) key points. Type your answer, or /reveal"),
                [[reveal(question), skip(question)]], shown: count, of: count)
        }
        let point = Text(zh: element(chinese, number) ?? "", en: element(english, number) ?? "")
        let next =
            number < count
            ? Text(zh: "写下你的回答，或再来一个 /hint", en: "Type your answer, or /hint for one more")
            : Text(zh: "要点就这些，写下你的回答吧", en: "Those were all; type your answer")
        let text = Text(
            zh: "提示 \(number)/\(count)：\(point.wording(in: .zh))\n\(next.zh)",
            en: "Hint \(number) of \(count): \(point.wording(in: .en))\n\(next.en)")
        let more =
            number < count
            ? [Button(Text(zh: "再来一个", en: "Another"), callback: Callbacks.hint(question: question.id))] : []
        return info(question, text, [more + [reveal(question), skip(question)]], shown: number, of: count)
    }

    private static func noHints(_ question: Question) -> InfoFacts {
        info(
            question,
            Text(
                zh: "这题还没有要点。写下你的回答，或 /skip 跳过",
                en: "There are no key points for this one yet. Type your answer, or /skip"),
            [[skip(question)]], shown: 0, of: 0)
    }

    private static func element(_ points: [String], _ number: Int) -> String? {
        points.indices.contains(number - 1) ? points[number - 1] : nil
    }

    private static func info(
        _ question: Question, _ text: Text, _ buttons: [[Button]], shown: Int, of count: Int
    ) -> InfoFacts {
        InfoFacts(
            text, ref: question.id, buttons: buttons,
            data: [
                Datum.Member("question", .string(question.id)), Datum.Member("shown", .integer(Int64(shown))),
                Datum.Member("points", .integer(Int64(count))),
            ])
    }

    private static func reveal(_ question: Question) -> Button {
        Button(Text(zh: "看答案", en: "Reveal"), callback: Callbacks.reveal(question: question.id))
    }

    private static func skip(_ question: Question) -> Button {
        Button(Text(zh: "跳过", en: "Skip"), callback: Callbacks.skip(question: question.id))
    }

    /// The full reference answer with code, follow-ups and the person's own notes (oldest first; the last three are shown).
    /// `isBeforeAnswer` says that the question is still open, so an answer will be marked as revealed first.
    package static func reveal(_ question: Question, notes: [String], isBeforeAnswer: Bool) -> InfoFacts {
        let ending =
            isBeforeAnswer
            ? Text(zh: "也可以接着写你的回答，会记下是先看了答案", en: "You can still answer; it is marked as revealed first")
            : Text(zh: "/note 记笔记 · /next 下一题", en: "/note to keep a thought · /next for another")
        let text = Text(
            zh: sheet(question, .zh, notes, ending.zh), en: sheet(question, .en, notes, ending.en))
        let next = Button(Text(zh: "下一题", en: "Next"), callback: Callbacks.next)
        return InfoFacts(
            text, ref: question.id, buttons: isBeforeAnswer ? [] : [[next]],
            data: [
                Datum.Member("question", .string(question.id)), Datum.Member("answered", .bool(!isBeforeAnswer)),
                Datum.Member("available", .bool(question.hasAnswer)),
            ])
    }

    private static func sheet(_ question: Question, _ language: Language, _ notes: [String], _ ending: String) -> String
    {
        let answers = question.answers(in: language)
        let isChinese = language == .zh
        var parts = ["\(question.id) \(question.wording.wording(in: language))"]
        if answers.referenceAnswer.isEmpty {
            parts.append(numbered(answers.keyPoints))
        } else {
            parts.append(answers.referenceAnswer)
        }
        if let code = question.code {
            let marks = code.contains("```") ? "~~~~" : "```"
            parts.append("\(marks)python\n\(code)\n\(marks)")
        }
        if !question.hasAnswer {
            parts.append(isChinese ? "这题还没有参考答案。" : "There is no reference answer for this one yet.")
        }
        if !answers.followUps.isEmpty {
            parts.append(
                ([isChinese ? "追问" : "Follow-ups"] + answers.followUps.map { "- \($0)" }).joined(separator: "\n"))
        }
        let kept = notes.suffix(3).map { "- " + $0.replacingSpaces(" ").truncated(toColumns: 300) }
        if !kept.isEmpty { parts.append(([isChinese ? "你的笔记" : "Your notes"] + kept).joined(separator: "\n")) }
        return (parts.filter { !$0.isEmpty } + [ending]).joined(separator: "\n\n")
    }

    /// The key points alone: what a room sees once the answer is rated.
    package static func keyPoints(_ question: Question) -> InfoFacts {
        let chinese = question.answers(in: .zh).keyPoints
        let english = question.answers(in: .en).keyPoints
        let text =
            question.hasKeyPoints
            ? Text(
                zh: "\(question.id) 的要点：\n\(numbered(chinese))\n/reveal 看完整的参考答案",
                en: "Key points of \(question.id):\n\(numbered(english))\n/reveal has the full answer")
            : Text(
                zh: "\(question.id) 还没有要点。/next 下一题",
                en: "There are no key points for \(question.id) yet. /next for another")
        return info(question, text, [], shown: chinese.count, of: max(chinese.count, english.count))
    }

    /// A numbered list, a line each.
    package static func numbered(_ items: [String]) -> String {
        items.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
    }

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
