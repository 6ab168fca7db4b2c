import YitiCore

/// Finds single letters of formulas that stand in a clause after "where" or 其中, nowhere else in the text, and are not defined there.
enum DefinedLetters {
    private static let definitions = ["是", "为", "表示", "指", "即", "代表", "=", "（"]
    private static let words: Set<String> = ["is", "are", "was", "the", "a", "an", "its", "being", "for"]
    /// Letters as an index, which say what a letter is for.
    private static let indices = Dictionary(
        zip("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx"), uniquingKeysWith: { first, _ in first })
    /// Letters that are words or signs.
    private static let ordinary: Set<Character> = ["a", "A", "I", "Σ", "Π"]

    /// The letters with the lines they stand on.
    static func missing(in lines: [BankLine]) -> [(line: Int, letter: Character)] {
        var counts: [Character: Int] = [:]
        for line in lines {
            for letter in letters(Array(line.text)) { counts[letter.letter, default: 0] += 1 }
            for letter in line.text.compactMap({ indices[$0] }) { counts[letter, default: 0] += 1 }
        }
        return lines.flatMap { line in
            clauses(line.text).flatMap { clause in missing(in: Array(clause), counts).map { (line.number, $0) } }
        }
    }

    /// What follows each "where" or 其中, up to the end of the sentence.
    private static func clauses(_ text: String) -> [Substring] {
        ["其中", ", where "].flatMap { mark in
            text.ranges(of: mark).map { range in text[range.upperBound...].prefix { !"。.；;：:".contains($0) } }
        }
    }

    private static func missing(in clause: [Character], _ counts: [Character: Int]) -> [Character] {
        let found = Dictionary(grouping: letters(clause), by: \.letter)
        return found.filter { letter, places in
            places.count == counts[letter] && !places.contains { isDefined(clause[$0.end...]) }
        }.keys.sorted()
    }

    /// Whether a definition follows: `is`, `the`, a verb, 为, `=`.
    private static func isDefined(_ rest: ArraySlice<Character>) -> Bool {
        let rest = String(rest.drop { !$0.isWhitespace && !($0.isLetter && $0.isASCII) && !"，,=是为表指即代（".contains($0) })
            .trimmingSpaces()
        if definitions.contains(where: rest.hasPrefix) { return true }
        let word = String(rest.prefix { $0.isASCII && $0.isLetter })
        return words.contains(word) || (word.count > 3 && word.hasSuffix("s"))
    }

    /// The letters that stand alone, Latin or Greek, an index after them or not.
    private static func letters(_ text: [Character]) -> [(letter: Character, end: Int)] {
        text.indices.compactMap { index in
            let letter = text[index]
            guard letter.isFormulaLetter, !ordinary.contains(letter),
                index == 0 || !(text[index - 1].isFormulaLetter || "_'’".contains(text[index - 1])),
                index + 1 == text.count || !(text[index + 1].isFormulaLetter || "'’".contains(text[index + 1]))
            else { return nil }
            // `l-th` and `i ∈ c` count something, they need no definition.
            if index + 1 < text.count, "-∈".contains(text[index + 1]) { return nil }
            return (letter, index + 1)
        }
    }
}

extension Character {
    fileprivate var isFormulaLetter: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return (isASCII && isLetter) || (0x391...0x3C9).contains(scalar.value) || scalar == "ℓ"
    }
}
