extension Rating {
    private static let words: [String: Rating] = [
        "1": .again, "2": .hard, "3": .good, "4": .easy, "again": .again, "hard": .hard, "good": .good, "easy": .easy,
        "忘了": .again, "吃力": .hard, "想起": .good, "轻松": .easy,
    ]

    /// The rating that a text is: a digit 1 to 4 or one of the eight words; nil for everything else.
    package init?(word text: some StringProtocol) {
        guard text.utf8.count <= 24, let rating = Self.words[String(text).trimmingSpaces().narrowed().lowercased()]
        else { return nil }
        self = rating
    }
}
