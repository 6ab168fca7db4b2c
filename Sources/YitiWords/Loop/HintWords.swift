import YitiCore

/// What `/hint` says.
enum HintWords {
    /// One key point of an open question; `number` counts from 1 and is how many have been shown with this one.
    static func hint(_ question: Question, number: Int) -> InfoFacts {
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
        let point = Text(
            zh: element(chinese, number) ?? element(english, number) ?? "",
            en: element(english, number) ?? element(chinese, number) ?? "")
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
}
