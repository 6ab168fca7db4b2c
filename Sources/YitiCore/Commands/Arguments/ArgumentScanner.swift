/// What follows a verb, read from its beginning on, as it is recognised: small, narrow and simplified characters, one kind of dash, colon
/// and space. A reader that finds nothing leaves it where it was.
struct ArgumentScanner {
    private let typed: [Character]
    private let characters: [Character]
    private(set) var position = 0

    init(_ text: String) {
        let words = text.recognised.withoutEndPunctuation.split(whereSeparator: \.isWhitespace)
        typed = Array(words.joined(separator: " "))
        characters = typed.map(Self.plain)
    }

    /// The text of another from its beginning on.
    init(whole other: ArgumentScanner) {
        (typed, characters) = (other.typed, other.characters)
    }

    private static func plain(_ character: Character) -> Character {
        if let sign = signs[character] { return sign }
        return (character.isUppercase ? character.lowercased().first ?? character : character).simplified
    }

    private static let signs: [Character: Character] = [
        "—": "-", "–": "-", "−": "-", "―": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-", "~": "-", "〜": "-", "～": "-",
        "∼": "-", "→": "-", "⇒": "-",
        "∶": ":", "﹕": ":", "︰": ":", "’": "'", "‘": "'", "`": "'", "×": "x",
    ]

    var isAtEnd: Bool { position >= characters.count }
    /// The character that stands next, or further on; nil past the end.
    func next(_ ahead: Int = 0) -> Character? {
        let place = position + ahead
        return characters.indices.contains(place) ? characters[place] : nil
    }
    /// The character before the next.
    var previous: Character? { next(-1) }
    var rest: ArraySlice<Character> { characters.suffix(from: min(position, characters.count)) }

    /// The characters from a place up to here.
    func passed(since start: Int) -> ArraySlice<Character> { characters[min(max(start, 0), position)..<position] }

    /// What was typed from a place up to here.
    func typed(from start: Int) -> String {
        String(typed[min(max(start, 0), position)..<min(position, typed.count)]).trimmingSpaces()
    }
    /// What was typed from here on.
    var restTyped: String { String(typed.suffix(from: min(position, typed.count))).trimmingSpaces() }
    /// What was typed from here up to the next separator.
    var nextWord: String {
        String(typed.suffix(from: min(position, typed.count)).prefix { !$0.isWhitespace && !",，、;；".contains($0) })
    }

    /// The word that stands here, from its beginning on, of which some may have been read.
    var wordAround: String {
        let begun = typed.prefix(position).reversed().prefix { !$0.isWhitespace && !",，、;；".contains($0) }
        return String(begun.reversed()) + nextWord
    }

    mutating func advance(_ count: Int = 1) { position = min(position + count, characters.count) }

    /// Carries out a reading; when it finds nothing, the scanner stands where it stood.
    mutating func attempt<Value>(_ read: (inout ArgumentScanner) -> Value?) -> Value? {
        let start = position
        if let value = read(&self) { return value }
        position = start
        return nil
    }

    mutating func skipSpaces() { while next() == " " { advance() } }

    /// Passes over whatever is no letter, no number, and no sign that means something (`@8`, `+8`, `-5`).
    mutating func skipSeparators() {
        while let character = next(), !character.isLetter, !character.isNumber, !"@-".contains(character) {
            if character == "+", next(1)?.isNumber ?? false { return }
            // `.5h` is no five hours.
            if character == ".", next(1)?.isNumber ?? false, previous.map({ $0 == " " }) ?? true { return }
            advance()
        }
    }

    // MARK: Words

    /// Passes over a word. A Latin one stands alone: no letter before it nor behind.
    mutating func take(_ word: String) -> Bool { take(Array(word)) }

    mutating func take(_ word: [Character]) -> Bool {
        guard rest.starts(with: word), let first = word.first, let last = word.last else { return false }
        if first.isLatin, previous?.isLatin ?? false { return false }
        if last.isLatin, next(word.count)?.isLatin ?? false { return false }
        advance(word.count)
        return true
    }

    /// Passes over the longest word of a lexicon that stands here, and says what it means.
    mutating func take<Value>(_ lexicon: Lexicon<Value>) -> Value? {
        guard let first = next() else { return nil }
        for entry in lexicon.entries(beginningWith: first) where take(entry.word) { return entry.value }
        return nil
    }

    /// A word of a lexicon after spaces, if there is one.
    mutating func takeAfterSpaces<Value>(_ lexicon: Lexicon<Value>) -> Value? {
        attempt { scanner in
            scanner.skipSpaces()
            return scanner.take(lexicon)
        }
    }

    // MARK: Numbers

    /// A run of so many ASCII digits, whole.
    mutating func digits(_ counts: ClosedRange<Int>) -> String? {
        let run = rest.prefix { $0.isASCII && $0.isNumber }
        guard counts.contains(run.count) else { return nil }
        advance(run.count)
        return String(run)
    }

    /// A number in digits, Chinese numerals or English words, 0 to 999,999.
    mutating func number() -> Int? {
        digits(1...6).flatMap { Int($0) } ?? chineseNumber() ?? take(Numerals.english) ?? circled()
    }

    /// `①`.
    private mutating func circled() -> Int? {
        guard let character = next(), !character.isASCII, !character.isLetter, let number = character.wholeNumberValue
        else { return nil }
        advance()
        return number
    }

    /// A number in Chinese numerals.
    mutating func chineseNumber() -> Int? {
        attempt { scanner in
            let run = scanner.rest.prefix { Numerals.isChineseNumeral($0) }
            guard let number = Numerals.number(String(run)) else { return nil }
            scanner.advance(run.count)
            return number
        }
    }
}

extension Character {
    /// Whether it is a letter of the alphabet that English uses.
    var isLatin: Bool { isASCII && isLetter }
}

extension String {
    /// The words of what was typed, parted by white space.
    var words: [String] { narrowed().simplified.split(whereSeparator: \.isWhitespace).map(String.init) }
}
