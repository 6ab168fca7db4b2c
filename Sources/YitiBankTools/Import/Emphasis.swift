import YitiCore

/// Bold, italics, strikethrough and highlights of Markdown.
enum Emphasis {
    private static let marks: [[Character]] = ["***", "**", "*", "__", "_", "~~", "=="].map(Array.init)

    /// No emphasis is longer, as no wording is; it bounds the search for its end.
    private static let maxLength = BankLimits.wordingLength

    /// A line without the marks that stand in pairs around words; `2**10`, `a * b`, `__init__` and `*args` are none.
    static func removed(from line: String) -> String {
        guard line.contains(where: { "*_~=".contains($0) }), line.utf8.count < 16 * maxLength else { return line }
        var text = Array(line)
        // An odd one belongs to a program: `int* p`, `a * b`.
        guard runs(of: "*", in: text).count(where: { $0 == 1 }) % 2 == 0 else { return line }
        var index = 0
        while index < text.count {
            if let pair = pair(text, at: index) {
                text.removeSubrange(pair.close..<(pair.close + pair.length))
                text.removeSubrange(index..<(index + pair.length))
            } else {
                index += text[index...].prefix { $0 == text[index] }.count
            }
        }
        return String(text)
    }

    /// How long the runs of a character are.
    private static func runs(of mark: Character, in text: [Character]) -> [Int] {
        text.split(omittingEmptySubsequences: true) { $0 != mark }.map(\.count)
    }

    /// A mark that opens here, where its twin is, and how long both are.
    private static func pair(_ text: [Character], at index: Int) -> (close: Int, length: Int)? {
        let run = text[index...].prefix { $0 == text[index] }.count
        guard let mark = marks.first(where: { $0.count == run && $0.first == text[index] }) else { return nil }
        let start = index + run
        guard start < text.count, !text[start].isWhitespace, index == 0 || isEdge(text[index - 1]) else { return nil }
        var place = start
        while place < min(text.count, start + maxLength) {
            let length = text[place...].prefix { $0 == mark[0] }.count
            if length == run, place > start, !text[place - 1].isWhitespace,
                place + run == text.count || isEdge(text[place + run])
            {
                let inside = text[start..<place]
                let isName = mark[0] == "_" && inside.allSatisfy(isOfName)
                return isName || inside.contains(mark[0]) ? nil : (place, run)
            }
            place += max(length, 1)
        }
        return nil
    }

    /// Whether a word may begin or end beside it.
    private static func isEdge(_ character: Character) -> Bool {
        if character.unicodeScalars.first?.isChinese ?? false { return true }
        return !(character.isLetter || character.isNumber)
    }

    /// Whether it may stand in a name of a program.
    private static func isOfName(_ character: Character) -> Bool {
        character == "_" || character.isNumber || (character.isASCII && character.isLetter)
    }
}
