/// A line that begins like a command: its verb, and what follows it as it was typed.
struct SpelledCommand {
    /// The verb without slash, `@name` and case, in narrow letters.
    let verb: String
    /// What follows the verb, without white space at its ends.
    let rest: String
    /// Whether it began with a slash; without one only Chinese words are verbs.
    let hasSlash: Bool
    /// Whose command it is said to be (`/next@name`); nil when nobody is named.
    let addressee: String?
    /// Whether something else than white space parts the verb from what follows.
    let hasComma: Bool
    /// Whether its arguments follow the verb without a space.
    let isGlued: Bool

    /// What a line spells: `/verb …` with a verb of letters, or a line whose first word may be a Chinese alias. Nil for text.
    ///
    /// `// x`, `/* x`, `/usr/bin` and `/2` are text: no letter follows the slash, or another slash follows the letters.
    init?(_ line: String) {
        let start = line.withoutUnseenBeginning.drop(while: \.isWhitespace)
        guard let first = start.first else { return nil }
        let slash = first == "/" || first == "／"
        hasSlash = slash
        isGlued = false
        // Most lines are answers, and most of those begin with a letter that no command begins with.
        guard hasSlash || !first.isASCII else { return nil }
        let word = Self.word(start.dropFirst(slash ? 1 : 0), hasSlash: slash)
        let gap = start[word.endIndex...].prefix { Self.isGap($0, hasSlash: slash) }
        hasComma = gap.contains { !$0.isWhitespace }
        rest = String(start[gap.endIndex...]).trimmingSpaces()
        let spelled = String(word).recognised.lowercased()
        // Punctuation behind a lone word is how people end a line; behind a colon the line goes on.
        (verb, addressee) = Self.parts(rest.isEmpty ? spelled.withoutEndPunctuation : spelled)
        guard hasSlash ? Self.isVerb(verb) : Self.isChineseVerb(start, verb) else { return nil }
    }

    private init(verb: String, rest: String) {
        self.verb = verb
        self.rest = rest
        (hasSlash, addressee, hasComma, isGlued) = (false, nil, false, true)
    }

    /// The readings of a line as a Chinese word and what stands behind it without a space, the longest word first.
    static func glued(_ line: String) -> [SpelledCommand] {
        let start = line.withoutUnseenBeginning.drop(while: \.isWhitespace)
        guard !start.contains(where: \.isNewline), start.utf8.count <= maxGluedBytes else { return [] }
        return (2...4).reversed().compactMap { length in
            let rest = String(start.dropFirst(length)).trimmingSpaces()
            return rest.isEmpty ? nil : SpelledCommand(verb: start.prefix(length).simplified, rest: rest)
        }
    }

    /// A longer line is no command with its arguments.
    private static let maxGluedBytes = 120

    /// The words that begin no sentence: what follows them needs no space (`订阅8:30`).
    private static let commandsAlone = ["订阅", "退订", "时区", "免打扰", "换日"]

    /// The first word, the verb if there is one.
    private static func word(_ start: Substring, hasSlash: Bool) -> Substring {
        let word = start.prefix { !isGap($0, hasSlash: hasSlash) }
        guard !hasSlash, let verb = commandsAlone.first(where: word.simplified.hasPrefix),
            CommandTable.row(String(word).recognised.withoutEndPunctuation, isSandbox: false) == nil
        else { return word }
        return word.prefix(verb.count)
    }

    /// What parts a verb from what follows; after a Chinese word a comma does, too.
    private static func isGap(_ character: Character, hasSlash: Bool) -> Bool {
        character.isWhitespace || (!hasSlash && (character == "，" || character == ","))
    }

    /// `next@yiti_bot` → `next` and `yiti_bot`.
    private static func parts(_ word: String) -> (verb: String, addressee: String?) {
        guard let at = word.firstIndex(of: "@"), at > word.startIndex else { return (word, nil) }
        let name = word[word.index(after: at)...]
        let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        return isName ? (String(word[..<at]), String(name)) : (word, nil)
    }

    private static func isVerb(_ word: String) -> Bool {
        guard let first = word.first, first.isLetter, word.utf8.count <= 64 else { return false }
        return word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }

    /// Without a slash several lines are an answer, and so is everything that begins in another script.
    private static func isChineseVerb(_ line: Substring, _ word: String) -> Bool {
        guard word.unicodeScalars.first?.isChinese == true, word.utf8.count <= 32 else { return false }
        return !line.trimmingSpaces().contains(where: \.isNewline)
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String { String(self).trimmingSpaces() }
}
