import YitiCore

/// What `/reveal` says.
enum RevealWords {
    /// The full reference answer with code, follow-ups and the person's own notes (oldest first; the last three are shown).
    /// `isBeforeAnswer` says that the question is still open, so an answer will be marked as revealed first.
    static func reveal(_ question: Question, notes: [String], isBeforeAnswer: Bool, earlier: EarlierAnswer?)
        -> InfoFacts
    {
        let before = earlier.map { EarlierWords.text(of: $0, to: question.id) }
        let ending =
            isBeforeAnswer
            ? Text(zh: "也可以接着写你的回答，会记下是先看了答案", en: "You can still answer; it is marked as revealed first")
            : Text(zh: "/note 记笔记 · /next 下一题", en: "/note to keep a thought · /next for another")
        let text = Text(
            zh: sheet(question, .zh, notes, [before?.zh, ending.zh]),
            en: sheet(question, .en, notes, [before?.en, ending.en]))
        let next = Button(Text(zh: "下一题", en: "Next"), callback: Callbacks.next)
        return InfoFacts(
            text, ref: question.id, buttons: isBeforeAnswer ? [] : [[next]],
            data: [
                Datum.Member("question", .string(question.id)), Datum.Member("answered", .bool(!isBeforeAnswer)),
                Datum.Member("available", .bool(question.hasAnswer)),
            ])
    }

    private static func sheet(
        _ question: Question, _ language: Language, _ notes: [String], _ ending: [String?]
    ) -> String {
        let answers = question.answers(in: language)
        let isChinese = language == .zh
        var parts = ["\(question.id) \(question.wording.wording(in: language))"]
        if answers.referenceAnswer.isEmpty {
            parts.append(answers.keyPoints.numbered)
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
        return (parts.filter { !$0.isEmpty } + ending.compactMap { $0 }).joined(separator: "\n\n")
    }

    /// The key points alone: what a member sees in private of a question that they answered in a room.
    static func keyPoints(_ question: Question) -> InfoFacts {
        let chinese = question.answers(in: .zh).keyPoints
        let english = question.answers(in: .en).keyPoints
        let text =
            question.hasKeyPoints
            ? Text(
                zh: "\(question.id) 的要点：\n\(chinese.numbered)\n/reveal 看完整的参考答案",
                en: "Key points of \(question.id):\n\(english.numbered)\n/reveal has the full answer")
            : Text(
                zh: "\(question.id) 还没有要点。/next 下一题",
                en: "There are no key points for \(question.id) yet. /next for another")
        let count = max(chinese.count, english.count)
        return InfoFacts(
            text, ref: question.id,
            data: [Datum.Member("question", .string(question.id)), Datum.Member("points", .integer(Int64(count)))])
    }
}
