package import YitiCore

/// A Python program that stands in a bank: what `yiti bank check` runs.
package struct PythonBlock: Hashable, Sendable {
    /// The file's name as it was given.
    package var file: String
    /// The line its program begins on.
    package var line: Int
    /// The question it belongs to.
    package var question: String
    /// The program.
    package var source: String

    /// The programs of a file: `### Code`, and every `python` fence in an answer. The same program in both languages is one.
    package static func all(in page: BankPage) -> [PythonBlock] {
        page.placed.flatMap { placed in
            var sources: Set<String> = []
            return
                (answerBlocks(placed, .chineseAnswer, page.file) + answerBlocks(placed, .englishAnswer, page.file)
                + codeBlock(placed, page.file)).filter { sources.insert($0.source).inserted }
        }
    }

    private static func codeBlock(_ placed: PlacedQuestion, _ file: String) -> [PythonBlock] {
        guard let code = placed.question.code else { return [] }
        let line = placed.places.contents[.code]?.first ?? placed.places.heading
        return [PythonBlock(file: file, line: line, question: placed.question.id, source: code)]
    }

    private static func answerBlocks(_ placed: PlacedQuestion, _ section: BankSection, _ file: String) -> [PythonBlock]
    {
        guard let start = placed.places.contents[section]?.first else { return [] }
        let answer = placed.question.sheet(in: section.language ?? .en).referenceAnswer
        let lines = BankLine.lines(of: answer)
        return lines.indices.filter { lines[$0].kind == .fenceStart("python") }.map { index in
            let source = lines[(index + 1)...].prefix { $0.kind == .fenced }.map(\.text).joined(separator: "\n")
            return PythonBlock(file: file, line: start + index + 1, question: placed.question.id, source: source)
        }
    }
}
