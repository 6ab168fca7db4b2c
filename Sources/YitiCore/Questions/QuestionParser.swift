// A question: its heading, its wording, its sections.
extension BankParser {
    /// The question of a part, or nil when its heading is none; what is wrong inside is said in both cases.
    mutating func question(_ part: BankPart) -> PlacedQuestion? {
        guard let heading = part.heading else { return nil }
        let parts = BankPart.parts(of: part.body, level: 3)
        var question = Question(id: "", topic: "", stars: 0, wording: .empty)
        var places = QuestionPlaces(heading: heading.number)
        for head in parts.prefix(1) { wording(head.body, &question, &places) }
        sections(parts.dropFirst(), &question, &places)
        guard let (id, stars) = idAndStars(heading) else { return nil }
        question.id = id
        question.stars = stars
        return PlacedQuestion(question: question, places: places)
    }

    private mutating func idAndStars(_ heading: BankLine) -> (id: String, stars: Int)? {
        let words = (heading.heading?.title ?? "").split(separator: " ")
        guard words.count == 2, BankIds.parts(of: words[0]) != nil else {
            error(heading.number, "expected `## ID STARS`, such as `## loss-04 ★★★★★`")
            return nil
        }
        guard words[1].allSatisfy({ $0 == "★" }), (1...5).contains(words[1].count) else {
            error(heading.number, "expected one to five `★` after \(words[0]), not `\(words[1])`")
            return nil
        }
        return (String(words[0]), words[1].count)
    }

    private mutating func wording(
        _ lines: ArraySlice<BankLine>, _ question: inout Question, _ places: inout QuestionPlaces
    ) {
        for line in lines where !line.isBlank {
            if line.kind != .plain {
                if case .fenceStart = line.kind {
                    error(line.number, "a fence may stand in an answer or in `### Code` only")
                }
            } else if places.related == nil, places.changed == nil, line.text.hasPrefix("related:") {
                places.related = line.number
                question.related = Self.relatedIds(line.text)
            } else if places.changed == nil, line.text.hasPrefix("changed:") {
                places.changed = line.number
                question.change = change(line)
            } else {
                wording(line, &question, &places)
            }
        }
    }

    private mutating func wording(_ line: BankLine, _ question: inout Question, _ places: inout QuestionPlaces) {
        let text = line.text.trimmingSpaces()
        switch (text.containsChinese, places.chineseWording, places.englishWording) {
        case (_, _, _) where places.changed != nil:
            error(line.number, "nothing may stand between `changed:` and the first section")
        case (_, _, _) where places.related != nil:
            error(line.number, "nothing but `changed:` may stand between `related:` and the first section")
        case (true, nil, _):
            question.wording.zh = text
            places.chineseWording = line.number
        case (false, _, nil):
            question.wording.en = text
            places.englishWording = line.number
        default: error(line.number, "the question is one line in Chinese and one in English; sections begin with `###`")
        }
    }

    private mutating func change(_ line: BankLine) -> QuestionChange? {
        let change = QuestionChange(text: line.text.dropFirst("changed:".count))
        if change == nil { error(line.number, "expected `changed: YYYY-MM-DD | 中文说明 | English note`") }
        return change
    }

    private static func relatedIds(_ line: String) -> [String] {
        line.dropFirst("related:".count).split(whereSeparator: { $0 == "," || $0 == "，" })
            .map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
    }
}
