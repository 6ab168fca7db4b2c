extension Rating {
    private static let words: [String: Rating] = [
        "again": .again, "hard": .hard, "good": .good, "easy": .easy, "forgot": .again, "wrong": .again,
        "forgotten": .again, "forgot or wrong": .again, "with trouble": .hard, "忘了": .again, "忘记了": .again,
        "忘记": .again,
        "答错": .again, "答错了": .again, "忘了或答错": .again, "吃力": .hard, "有点吃力": .hard, "很吃力": .hard, "想得吃力": .hard,
        "想起": .good, "想起来": .good, "想起来了": .good, "想起了": .good, "轻松": .easy, "很轻松": .easy,
    ]

    /// The rating that a text is, in any spelling that people use: a digit (`3`, `3️⃣`, `③`, `3.`, `3分`, `三`), a word, or both when they
    /// agree; nil for everything else.
    package init?(word text: some StringProtocol) {
        guard case .rating(let rating) = RatingText(text) else { return nil }
        self = rating
    }

    fileprivate static func named(_ word: String) -> Rating? { words[word] }
}

/// What a text is while an answer waits for its rating.
package enum RatingText: Hashable, Sendable {
    case rating(Rating)
    /// It was meant as one and can't be: another digit alone, or a digit and a word that disagree.
    case invalid
    /// It is something else.
    case text

    /// Reads a text; one of more than a few words is none.
    package init(_ text: some StringProtocol) {
        self = .text
        guard text.utf8.count <= 60 else { return }
        let plain = Self.bare(String(text).recognised.lowercased())
        if let rating = Rating.named(plain) {
            self = .rating(rating)
        } else if let digit = Self.digit(plain) {
            self = Rating(rawValue: digit).map { .rating($0) } ?? .invalid
        } else if let (digit, word) = Self.digitAndWord(plain) {
            self = Rating(rawValue: digit) == word ? .rating(word) : .invalid
        }
    }

    /// Without the marks around it and the verb before it: `(3)`, `打分：3`.
    private static func bare(_ text: String) -> String {
        var rest = text.drop { opening.contains($0) }
        if let verb = verbs.first(where: { rest.hasPrefix($0) && rest.count > $0.count }) {
            let after = rest.dropFirst(verb.count)
            // A Latin verb ends where its word ends.
            if after.first.map({ !$0.isLetter || verb.containsChinese }) ?? false {
                rest = after.drop { gaps.contains($0) }
            }
        }
        while let last = rest.last, closing.contains(last) { rest = rest.dropLast() }
        return String(rest).withoutEndPunctuation
    }

    private static let opening: Set<Character> = ["(", "[", "#", "\"", "'", "“", "‘", "「", "【", "<", "*", "`"]
    private static let closing: Set<Character> = [")", "]", "\"", "'", "”", "’", "」", "】", ">", "*", "`"]
    private static let gaps: Set<Character> = [" ", ":", "=", ",", "，"]
    private static let verbs = ["评分", "打分", "我打", "我给", "打", "给", "评", "rating", "rate"]

    /// A digit alone, in any of its spellings.
    private static func digit(_ word: some StringProtocol) -> Int? {
        var digits = word[...]
        if digits.hasSuffix("分") { digits = digits.dropLast() }
        while digits.last == " " { digits = digits.dropLast() }
        guard digits.count == 1, let number = PointList.number(digits), number < 10 else { return nil }
        return number
    }

    /// A digit and the word of a rating, in either order: `3 good`, `想起来了 3`, `3=good`.
    private static func digitAndWord(_ text: String) -> (Int, Rating)? {
        let parts = text.split(maxSplits: 1, whereSeparator: { $0 == " " || ",，=-:、".contains($0) })
        guard parts.count == 2 else { return glued(text) }
        let (first, second) = (bare(String(parts[0])), bare(String(parts[1])))
        if let number = digit(first), let word = Rating.named(second) { return (number, word) }
        if let word = Rating.named(first), let number = digit(second) { return (number, word) }
        return nil
    }

    /// `3想起来了`.
    private static func glued(_ text: String) -> (Int, Rating)? {
        guard let number = digit(text.prefix(1)), let word = Rating.named(String(text.dropFirst())) else { return nil }
        return (number, word)
    }
}
