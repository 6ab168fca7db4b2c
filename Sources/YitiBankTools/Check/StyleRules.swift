import YitiCore

/// Plain text that reads well in a terminal and in any chat: no LaTeX, no HTML, the right language in each section.
enum StyleRules {
    /// Everything in one question that is not plain text or is in the wrong language.
    static func findings(_ placed: PlacedQuestion, file: String) -> [Finding] {
        let paragraphs = paragraphs(of: placed)
        let plain = (paragraphs.flatMap(\.lines) + code(of: placed)).flatMap { line in
            problems(in: line).map { (line.number, $0) }
        }
        let languages = paragraphs.flatMap { problems(in: $0) }
        return (plain + languages).map { line, message in
            Finding(file: file, line: line, severity: .incomplete, message: "\(placed.question.id): \(message)")
        }
    }

    /// Lines that belong together, with the language they should be in.
    private struct Paragraph {
        let name: String
        let language: Language
        let line: Int
        let lines: [BankLine]
    }

    private static func paragraphs(of placed: PlacedQuestion) -> [Paragraph] {
        let places = placed.places
        let wording = placed.question.wording
        let wordings = [(Language.zh, wording.zh, places.chineseWording), (.en, wording.en, places.englishWording)]
        return wordings.compactMap { language, text, line in
            line.map { Paragraph(name: "the question", language: language, line: $0, lines: lines([text], at: [$0])) }
        } + BankSection.allCases.compactMap { paragraph(of: $0, placed) }
    }

    /// Every line of a question in one language, fences and all.
    static func lines(of placed: PlacedQuestion, in language: Language) -> [BankLine] {
        paragraphs(of: placed).filter { $0.language == language }.flatMap(\.lines)
    }

    private static func paragraph(of section: BankSection, _ placed: PlacedQuestion) -> Paragraph? {
        guard let language = section.language, let at = placed.places.contents[section], !at.isEmpty else { return nil }
        let sheet = placed.question.sheet(in: language)
        let content =
            switch section.kind {
            case .keyPoints: lines(sheet.keyPoints, at: at)
            case .followUps: lines(sheet.followUps, at: at)
            case .answer, .code: lines(ofAnswer: sheet.referenceAnswer, from: at.first ?? 1)
            }
        return Paragraph(
            name: "`\(section.rawValue)`", language: language, line: placed.places.line(of: section), lines: content)
    }

    private static func lines(_ texts: [String], at numbers: [Int]) -> [BankLine] {
        zip(texts, numbers).map { BankLine(number: $1, text: $0, kind: .plain) }
    }

    private static func code(of placed: PlacedQuestion) -> [BankLine] {
        let start = placed.places.contents[.code]?.first ?? placed.places.heading
        let lines = (placed.question.code ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { BankLine(number: start + $0.offset, text: String($0.element), kind: .fenced) }
    }

    private static func lines(ofAnswer answer: String, from start: Int) -> [BankLine] {
        BankLine.lines(of: answer).map { BankLine(number: start + $0.number - 1, text: $0.text, kind: $0.kind) }
    }

    private static func problems(in line: BankLine) -> [String] {
        let stray = line.text.strayCharacters.map { "\($0) can't be read: take it out" }
        switch line.kind {
        case .fenced where line.text.displayWidth > BankLimits.fenceColumns:
            return stray + ["a line in a fence is wider than \(BankLimits.fenceColumns) columns"]
        case .plain:
            return stray + Markup.found(in: line.text).map { "\($0): text is plain here, formulas are in Unicode" }
        default: return stray
        }
    }

    /// A few Chinese words may be quoted in an English text; a Chinese text without any Chinese is none.
    private static func problems(in paragraph: Paragraph) -> [(Int, String)] {
        let plain = paragraph.lines.filter { $0.kind == .plain }
        let chinese = plain.reduce(0) { $0 + $1.text.chineseCount }
        switch paragraph.language {
        case .zh:
            return chinese == 0 && !plain.isEmpty ? [(paragraph.line, "\(paragraph.name) has no Chinese in it")] : []
        case .en, .both:
            if chinese > 5 { return [(paragraph.line, "\(paragraph.name) should be in English")] }
            return plain.filter { isChinese($0.text) }.map { ($0.number, "this line should be in English") }
        }
    }

    /// Whether more of its letters are Chinese than not.
    private static func isChinese(_ text: String) -> Bool {
        let chinese = text.chineseCount
        return chinese > 0 && text.count(where: \.isLetter) < chinese * 2
    }
}
