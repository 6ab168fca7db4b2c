extension Rating {
    private static let digits: [String: Rating] = [
        "1": .again, "2": .hard, "3": .good, "4": .easy, "①": .again, "②": .hard, "③": .good, "④": .easy,
        "一": .again, "二": .hard, "三": .good, "四": .easy, "1分": .again, "2分": .hard, "3分": .good, "4分": .easy,
        "一分": .again, "二分": .hard, "两分": .hard, "三分": .good, "四分": .easy,
    ]
    private static let words: [String: Rating] = [
        "again": .again, "hard": .hard, "good": .good, "easy": .easy, "忘了": .again, "忘记了": .again, "忘记": .again,
        "吃力": .hard,
        "有点吃力": .hard, "想起": .good, "想起来": .good, "想起来了": .good, "轻松": .easy, "很轻松": .easy,
    ]

    /// The rating that a text is, in any spelling that people use: a digit (`3`, `3️⃣`, `③`, `3.`, `3分`, `三`), a word, or both when they
    /// agree; nil for everything else.
    package init?(word text: some StringProtocol) {
        guard case .rating(let rating) = RatingText(text) else { return nil }
        self = rating
    }

    fileprivate static func named(_ word: String) -> (rating: Rating, isDigit: Bool)? {
        if let rating = digits[word] { return (rating, true) }
        return words[word].map { ($0, false) }
    }
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
        guard text.utf8.count <= 40 else { return }
        let plain = String(text).recognised.withoutEndPunctuation.lowercased()
        if let found = Rating.named(plain) {
            self = .rating(found.rating)
            return
        }
        if plain.utf8.count == 1, plain.first.map(\.isNumber) ?? false {
            self = .invalid
            return
        }
        let parts = plain.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "，" }).map(String.init)
        guard parts.count == 2, let first = Rating.named(parts[0]), let second = Rating.named(parts[1]),
            first.isDigit != second.isDigit
        else { return }
        self = first.rating == second.rating ? .rating(first.rating) : .invalid
    }
}
