import YitiCore

extension Question {
    /// Whether characters that can't be seen stand in its texts, which ``tidied`` leaves out.
    var hasUnseen: Bool {
        let sheets = [chinese, english].flatMap { $0.keyPoints + $0.followUps + [$0.referenceAnswer] }
        return (sheets + [wording.zh, wording.en, code ?? ""]).contains(where: \.hasInvisible)
    }

    /// The question in the form a bank's file can hold: single lines on one line, no characters that can't be seen, every fence closed.
    var tidied: Question {
        var tidy = self
        tidy.wording = Self.inTheirLanguages(
            Text(zh: wording.zh.withoutInvisible.singleLine, en: wording.en.withoutInvisible.singleLine))
        tidy.change?.note = change?.note.map(\.withoutInvisible.singleLine) ?? Text(zh: "", en: "")
        tidy.chinese = chinese.tidied
        tidy.english = english.tidied
        tidy.code = code.map { $0.normalizedLineEnds.withoutInvisible }
        return tidy
    }

    /// A wording in the wrong place, where the right one is free, goes there: a file tells the languages apart by the characters.
    private static func inTheirLanguages(_ text: Text) -> Text {
        if text.en.isEmpty { return Text(monolingual: text.zh) }
        return text.zh.isEmpty ? Text(monolingual: text.en) : text
    }
}

extension AnswerSheet {
    fileprivate var tidied: AnswerSheet {
        AnswerSheet(
            keyPoints: keyPoints.map(\.withoutInvisible.singleLine).filter { !$0.isEmpty },
            referenceAnswer: Self.answer(referenceAnswer),
            followUps: followUps.map(\.withoutInvisible.singleLine).filter { !$0.isEmpty })
    }

    /// What would be a heading in a bank's file gets a space before it.
    private static func answer(_ text: String) -> String {
        let lines = BankLine.lines(of: text.normalizedLineEnds.withoutInvisible.droppingTrailingSpaces())
        let isOpen = lines.last.map { $0.kind != .plain && $0.kind != .fenceEnd } ?? false
        let texts = lines.map { $0.heading == nil ? $0.text : " " + $0.text }
        let start = lines.firstIndex { !$0.isBlank } ?? lines.endIndex
        let end = lines.lastIndex { !$0.isBlank } ?? lines.startIndex
        guard start <= end else { return "" }
        return (texts[start...end] + (isOpen ? [closing(lines)] : [])).joined(separator: "\n")
    }

    private static func closing(_ lines: [BankLine]) -> String {
        let open = lines.last { if case .fenceStart = $0.kind { true } else { false } }?.text ?? "```"
        return String(open.drop { $0 == " " }.prefix { $0 == "`" || $0 == "~" })
    }
}
