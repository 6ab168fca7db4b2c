import YitiCore

extension MessageWriter {
    /// Columns that a question takes in the list.
    private static let wordingColumns = 58

    func questions(_ facts: QuestionListFacts) -> WireMessage {
        let lines = facts.lines.map { line in
            let mark = line.due.map { say(zh: "\($0.text) 到期", en: "due \($0.text)") } ?? say(zh: "没见过", en: "not seen")
            let wording = say(line.wording).replacingSpaces(" ").truncated(toColumns: Self.wordingColumns)
            return "\(line.id) \(String(repeating: "★", count: line.stars)) · \(mark)\n\(wording)"
        }
        let ending =
            facts.next.map { say(zh: "下一页：\($0)", en: "The next page: \($0)") }
            ?? say(
                zh: "/next \(facts.topic) 出一题 · /topics 看别的主题",
                en: "/next \(facts.topic) asks one · /topics for the others")
        return WireMessage(
            kind: "questions", text: text([], [say(facts.topicName)], lines, [ending]),
            data: [
                Datum.Member("topic", .string(facts.topic)),
                Datum.Member("questions", .list(facts.lines.map(datum))),
                Datum.Member("next", .string(orNull: facts.next)),
            ])
    }

    private func datum(_ line: QuestionListFacts.Line) -> Datum {
        .object([
            Datum.Member("question", .string(line.id)), Datum.Member("zh", .string(line.wording.zh)),
            Datum.Member("en", .string(line.wording.en)), Datum.Member("stars", .count(line.stars)),
            Datum.Member("seen", .bool(line.seen)), Datum.Member("due", .string(orNull: line.due?.text)),
        ])
    }
}
