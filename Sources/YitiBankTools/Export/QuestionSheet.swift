package import YitiCore

/// One question with its answers as a terminal shows it.
package enum QuestionSheet {
    /// The lines of the question with that id. Throws ``UnknownQuestion`` when the bank has none.
    package static func lines(_ id: String, in bank: Bank, language: Language = .both, columns: Int = 80) throws
        -> [String]
    {
        guard let question = bank.question(id), let topic = bank.topic(question.topic) else {
            throw UnknownQuestion(id: id, near: bank.ids(near: id))
        }
        return lines(question, of: topic, language: language, columns: columns)
    }

    /// The lines, none wider than `columns` but those inside a fence, which are never broken.
    package static func lines(_ question: Question, of topic: Topic, language: Language = .both, columns: Int = 80)
        -> [String]
    {
        let kept = question.keeping(language)
        let names = [topic.name.keeping(language)].flatMap { [$0.zh, $0.en] }.filter { !$0.isEmpty }
        let head = "\(kept.id) \(String(repeating: "★", count: kept.stars))  \(names.joined(separator: " | "))"
        let wordings = [kept.wording.zh, kept.wording.en].filter { !$0.isEmpty }
        let related = kept.related.isEmpty ? [] : ["related: " + kept.related.joined(separator: ", ")]
        let changed = kept.change.map { ["changed: " + $0.text] } ?? []
        let sections = BankSection.allCases.flatMap { section(BankWriter.section($0, of: kept)) }
        let answers = sections.isEmpty ? ["", "no answers yet"] : sections
        return wrapped([head] + wordings + related + changed, columns) + wrapped(answers, columns)
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

/// The bank has no question with the id that was asked for.
package struct UnknownQuestion: Error, CustomStringConvertible, Sendable {
    /// What was asked for.
    package let id: String
    /// Ids that are close to it.
    package let near: [String]

    package var description: String {
        let hint = near.isEmpty ? "expected an id such as loss-04" : "did you mean \(near.joined(separator: ", "))?"
        return "no question has the id `\(id.truncated(toColumns: 40))`: \(hint)"
    }
}

extension Bank {
    /// At most three ids within two slips of what was typed, the closest first.
    fileprivate func ids(near typed: String) -> [String] {
        guard typed.utf8.count <= 40 else { return [] }
        let distances = questions.map { (editDistance($0.id, typed.lowercased()), $0.id) }.filter { $0.0 <= 2 }
        return distances.sorted { $0 < $1 }.prefix(3).map(\.1)
    }
}
