import YitiCore

/// What `/search` says.
enum SearchWords {
    /// A page of what was found, and the command for the next.
    static func found(_ page: SearchPage) -> InfoFacts {
        let next = page.page < page.pages ? "/search \(page.words) p\(page.page + 1)" : nil
        let data = [
            Datum.Member("words", .string(page.words)),
            Datum.Member("questions", .list(page.questions.map { .string($0.question) })),
            Datum.Member("answers", .list(page.answers.map(datum))), Datum.Member("page", .count(page.page)),
            Datum.Member("pages", .count(page.pages)), Datum.Member("next", .string(orNull: next)),
        ]
        let parts = [questions(page), answers(page)].compactMap(\.self)
        guard !parts.isEmpty else {
            let quoted = Refusal.quoted(page.words)
            return InfoFacts(
                Text(zh: "没有找到“\(quoted)”。换个词，或少写一个词试试", en: "Nothing has “\(quoted)”. Try another word, or fewer"),
                kind: "search", data: data)
        }
        let ending =
            next.map { Text(zh: "下一页：\($0)", en: "The next page: \($0)") }
            ?? Text(zh: "/history 题号 看一题历次的回答", en: "/history ID shows every answer to a question")
        return InfoFacts((parts + [ending]).joined(separator: "\n\n"), kind: "search", data: data)
    }

    private static func datum(_ answer: FoundAnswer) -> Datum {
        .object([Datum.Member("answer", .integer(answer.answer)), Datum.Member("question", .string(answer.question))])
    }

    private static func questions(_ page: SearchPage) -> Text? {
        guard !page.questions.isEmpty else { return nil }
        let range = range(page.questionPlaces, of: page.questionsFound)
        return ([Text(zh: "题目 \(range)", en: "Questions: \(range)")] + ShelfItem.lines(page.questions)).joined()
    }

    private static func answers(_ page: SearchPage) -> Text? {
        guard !page.answers.isEmpty else { return nil }
        let range = range(page.answerPlaces, of: page.answersFound)
        let rows = page.answers.map { ["#\($0.answer)", $0.day.text, $0.question, $0.text] }
        let lines = TextTable([.left, .left, .left, .left], flexible: 3, rows: rows).lines.joined(separator: "\n")
        return [Text(zh: "你的回答 \(range)", en: "Your answers: \(range)"), Text(zh: lines, en: lines)].joined()
    }

    /// `21–28/28`; the number alone where all are there.
    private static func range(_ shown: Range<Int>, of all: Int) -> String {
        shown.count == all ? "\(all)" : "\(shown.lowerBound + 1)–\(shown.upperBound)/\(all)"
    }
}

extension ShelfItem {
    /// Questions as lines of a list, none wider than a line may be.
    static func lines(_ items: some Collection<ShelfItem>) -> [Text] {
        let zh = lines(items, .zh)
        let en = lines(items, .en)
        return zip(zh, en).map { Text(zh: $0, en: $1) }
    }

    private static func lines(_ items: some Collection<ShelfItem>, _ language: Language) -> [String] {
        let rows = items.map { item in
            let stars = String(repeating: "★", count: min(max(item.stars, 0), 5))
            return [item.question, stars, item.wording.wording(in: language).replacingSpaces(" ")]
        }
        return TextTable([.left, .left, .left], flexible: 2, rows: rows).lines
    }
}
