/// Words with what each of them means; of several that stand at a place the longest counts.
struct Lexicon<Value: Sendable>: Sendable {
    struct Entry: Sendable {
        let word: [Character]
        let value: Value
    }

    private let entries: [Character: [Entry]]

    /// The words of each row are parted by bars and in small letters.
    init(_ rows: [(words: String, value: Value)]) {
        var entries: [Character: [Entry]] = [:]
        for (words, value) in rows {
            for word in words.split(separator: "|") {
                guard let first = word.first else { continue }
                entries[first, default: []].append(Entry(word: Array(word), value: value))
            }
        }
        self.entries = entries.mapValues { $0.sorted { $0.word.count > $1.word.count } }
    }

    /// The words that begin with a character, the longest first.
    func entries(beginningWith first: Character) -> [Entry] { entries[first] ?? [] }
}
