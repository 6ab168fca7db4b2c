import YitiCore

/// What `/search`, `/bookmark`, `/bookmarks` and `/note` say.
enum ShelfWords {
    /// What was found; at most 20 questions and 10 answers are listed.
    static func found(_ words: String, questions: [ShelfItem], answers: [FoundAnswer]) -> InfoFacts {
        let quoted = Refusal.quoted(words)
        let listed = questions.prefix(20)
        let own = answers.prefix(10)
        let data = [
            Datum.Member("words", .string(words)),
            Datum.Member("questions", .list(listed.map { .string($0.question) })),
            Datum.Member(
                "answers",
                .list(
                    own.map {
                        .object([
                            Datum.Member("answer", .integer($0.answer)), Datum.Member("question", .string($0.question)),
                        ])
                    })),
        ]
        guard !listed.isEmpty || !own.isEmpty else {
            return InfoFacts(
                Text(zh: "没有找到“\(quoted)”。换个词，或少写一个词试试", en: "Nothing has “\(quoted)”. Try another word, or fewer"),
                data: data)
        }
        var parts: [Text] = []
        if !listed.isEmpty {
            let head = Text(
                zh: "题目 \(count(listed.count, questions.count))",
                en: "Questions: \(count(listed.count, questions.count))")
            parts.append(([head] + listed.map(\.line)).joined())
        }
        if !own.isEmpty {
            let head = Text(
                zh: "你的回答 \(count(own.count, answers.count))", en: "Your answers: \(count(own.count, answers.count))")
            parts.append(([head] + own.map(line)).joined())
        }
        parts.append(Text(zh: "/history 题号 看一题历次的回答", en: "/history ID shows every answer to a question"))
        return InfoFacts(parts.joined(separator: "\n\n"), data: data)
    }

    private static func count(_ shown: Int, _ all: Int) -> String { shown < all ? "\(shown)/\(all)" : "\(all)" }

    private static func line(_ answer: FoundAnswer) -> Text {
        let text = answer.text.replacingSpaces(" ").truncated(toColumns: 44)
        let line = "#\(answer.answer) \(answer.day.text) \(answer.question.padded(toColumns: 17)) \(text)"
        return Text(zh: line, en: line)
    }

    /// The questions kept, newest first; at most 50 are listed.
    static func bookmarks(_ items: [ShelfItem]) -> InfoFacts {
        let data = [Datum.Member("questions", .list(items.prefix(50).map { .string($0.question) }))]
        guard !items.isEmpty else {
            return InfoFacts(
                Text(
                    zh: "收藏夹是空的。/bookmark 收藏当前或刚才的题",
                    en: "No bookmarks yet. /bookmark keeps the open or the last question"), data: data)
        }
        let shown = items.prefix(50)
        let head = Text(
            zh: "收藏 \(count(shown.count, items.count))", en: "Bookmarks: \(count(shown.count, items.count))")
        let last = Text(zh: "取消收藏：/bookmark 题号", en: "To let one go: /bookmark ID")
        return InfoFacts(([head] + shown.map(\.line) + [last]).joined(), data: data)
    }

    /// A bookmark was set, or taken away.
    static func bookmarked(_ question: String, isSet: Bool) -> InfoFacts {
        InfoFacts(
            isSet
                ? Text(zh: "收藏了 \(question)。全部收藏：/bookmarks", en: "Kept \(question). All of them: /bookmarks")
                : Text(
                    zh: "\(question) 不再收藏。全部收藏：/bookmarks", en: "\(question) is no longer kept. The others: /bookmarks"),
            ref: question,
            data: [Datum.Member("question", .string(question)), Datum.Member("bookmarked", .bool(isSet))])
    }

    /// A note was written.
    static func noted(_ question: String) -> InfoFacts {
        InfoFacts(
            Text(zh: "记在 \(question) 上了，/reveal 时会一起显示", en: "Noted on \(question); it shows with /reveal"),
            ref: question,
            data: [Datum.Member("question", .string(question))])
    }
}

extension ShelfItem {
    fileprivate var line: Text {
        let stars = String(repeating: "★", count: min(max(stars, 0), 5)).padded(toColumns: 5)
        let id = question.padded(toColumns: 17)
        return Text(
            zh: "\(id) \(stars) \(wording.wording(in: .zh).truncated(toColumns: 56))",
            en: "\(id) \(stars) \(wording.wording(in: .en).truncated(toColumns: 56))")
    }
}
