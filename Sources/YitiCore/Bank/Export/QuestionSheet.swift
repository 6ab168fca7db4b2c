/// One question with its answers as a terminal shows it.
package enum QuestionSheet {
    /// The lines, none wider than `columns` but those inside a fence, which are never broken.
    package static func lines(_ question: Question, of topic: Topic, language: Language = .both, columns: Int = 80)
        -> [String]
    {
        let kept = question.keeping(language)
        let names = [topic.name.keeping(language)].flatMap { [$0.zh, $0.en] }.filter { !$0.isEmpty }
        let head = "\(kept.id) \(String(repeating: "★", count: kept.stars))  \(names.joined(separator: " | "))"
        let wordings = [kept.wording.zh, kept.wording.en].filter { !$0.isEmpty }
        let related = kept.related.isEmpty ? [] : ["related: " + kept.related.joined(separator: ", ")]
        let sections = BankSection.allCases.flatMap { section(BankWriter.section($0, of: kept)) }
        let answers = sections.isEmpty ? ["", "no answers yet"] : sections
        return wrapped([head] + wordings + related, columns) + wrapped(answers, columns)
    }

    private static func section(_ lines: [String]) -> [String] {
        guard let heading = lines.first else { return [] }
        return ["", String(heading.drop { $0 == "#" || $0 == " " })] + lines.dropFirst()
    }

    private static func wrapped(_ lines: [String], _ columns: Int) -> [String] {
        BankLine.lines(of: lines.joined(separator: "\n")).flatMap { line in
            line.kind == .plain ? line.text.wrapped(toColumns: columns, indent: indent(line.text)) : [line.text]
        }
    }

    /// Lines of a list item go on under its text, indented ones under their first.
    private static func indent(_ line: String) -> String {
        let spaces = line.prefix { $0 == " " }
        let rest = line.dropFirst(spaces.count)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        let isNumbered = !digits.isEmpty && rest.dropFirst(digits.count).hasPrefix(". ")
        let mark = rest.hasPrefix("- ") ? 2 : isNumbered ? digits.count + 2 : 0
        return String(repeating: " ", count: spaces.count + mark)
    }
}
