/// What somebody may have meant who mistyped a word.
enum Suggestions {
    /// How many slips a word may be away: one in a short word, up to three in a long one.
    static func slips(for word: String) -> Int {
        switch word.count {
        case 0...1: 0
        case 2...3: 1
        case 4...6: 2
        default: 3
        }
    }

    /// How many slips lie between two words, the second of which may have only been begun.
    static func distance(_ typed: String, _ word: String) -> Int {
        let whole = editDistance(typed, word)
        guard typed.count >= 3, typed.count < word.count else { return whole }
        return min(whole, editDistance(typed, String(word.prefix(typed.count))) + 1)
    }
}
