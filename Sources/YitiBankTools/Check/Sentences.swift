import YitiCore

/// Counts sentences, abbreviations and decimal points aside.
enum Sentences {
    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "vs", "etc", "al", "cf", "approx", "fig", "eq", "no", "resp", "st", "dr", "mr", "ca", "incl",
    ]
    private static let closing = Set("\"”’')）]】』」")

    /// How many sentences a line has that is one at least.
    static func count(in line: String) -> Int {
        let characters = Array(line)
        return 1 + characters.indices.count { ends(characters, at: $0) }
    }

    /// Whether a sentence ends there and another begins after it.
    private static func ends(_ line: [Character], at index: Int) -> Bool {
        let rest = line[(index + 1)...].drop { closing.contains($0) }
        switch line[index] {
        case "。", "！", "？": return rest.contains { !$0.isWhitespace }
        case ".", "!", "?":
            guard rest.first?.isWhitespace ?? false, let next = rest.first(where: { !$0.isWhitespace }),
                next.isUppercase || next.unicodeScalars.contains(where: \.isChinese)
            else { return false }
            return line[index] != "." || !(line[..<index].last == "." || isAbbreviation(line[..<index]))
        default: return false
        }
    }

    private static func isAbbreviation(_ before: ArraySlice<Character>) -> Bool {
        let word = String(before.reversed().prefix { $0.isLetter || $0 == "." }.reversed())
        return word.count == 1 && word.first?.isUppercase ?? false || abbreviations.contains(word.lowercased())
    }
}
