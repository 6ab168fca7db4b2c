package import YitiCore

/// The cards: a cache of what the events amount to, one for each question a person has met.
extension Transaction {
    /// Every card of a person.
    package func cards(of person: Int64) throws -> [Card] {
        try all("SELECT * FROM card WHERE person = ? ORDER BY question", person, read: Self.card)
    }

    /// Some of a person's cards, at most so many.
    func cards(of person: Int64, limit: Int) throws -> [Card] {
        try all("SELECT * FROM card WHERE person = ? ORDER BY question LIMIT ?", person, limit, read: Self.card)
    }

    /// Those of a person's cards of whose questions another person has a card, of the first so many questions of theirs.
    func cards(of person: Int64, withQuestionsOf other: Int64, limit: Int) throws -> [Card] {
        try all(
            """
            SELECT * FROM card WHERE person = ? AND question IN (
                SELECT question FROM card WHERE person = ? ORDER BY question LIMIT ?)
            """, person, other, limit, read: Self.card)
    }

    /// Takes a card away.
    func removeCard(of person: Int64, question: String) throws {
        try run("DELETE FROM card WHERE person = ? AND question = ?", person, question)
    }

    /// One card, or nil while the person has not met the question.
    package func card(of person: Int64, question: String) throws -> Card? {
        try first("SELECT * FROM card WHERE person = ? AND question = ?", person, question, read: Self.card)
    }

    /// Writes a card.
    package func save(_ card: Card, person: Int64) throws {
        try run(
            """
            INSERT INTO card (person, question, shown_day, away_until, stability, difficulty, reviewed_day, due_day,
                reviews, lapses, first_rating)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (person, question) DO UPDATE SET
                shown_day = excluded.shown_day, away_until = excluded.away_until, stability = excluded.stability,
                difficulty = excluded.difficulty, reviewed_day = excluded.reviewed_day, due_day = excluded.due_day,
                reviews = excluded.reviews, lapses = excluded.lapses, first_rating = excluded.first_rating
            """, person, card.question, card.shownDay?.number, card.awayUntil?.number, card.memory?.stability,
            card.memory?.difficulty, card.reviewedDay?.number, card.dueDay?.number, card.reviews, card.lapses,
            card.firstRating?.rawValue)
    }

    private static func card(_ row: Row) throws -> Card {
        var card = Card(question: row["question"])
        card.shownDay = row["shown_day"]
        card.awayUntil = row["away_until"]
        if let stability = row["stability"] as Double?, let difficulty = row["difficulty"] as Double? {
            card.memory = try memory(stability, difficulty)
        }
        card.reviewedDay = row["reviewed_day"]
        card.dueDay = row["due_day"]
        card.reviews = row["reviews"]
        card.lapses = row["lapses"]
        card.firstRating = (row["first_rating"] as Int?).flatMap(Rating.init(rawValue:))
        guard card.lapses >= 0, card.lapses <= card.reviews else {
            throw StoreFailure(.damaged, "a card can't have \(card.reviews) reviews and \(card.lapses) lapses")
        }
        return try row.sound(card)
    }

    /// What FSRS-6 can have come to: from anything else it would reckon numbers that are none.
    private static func memory(_ stability: Double, _ difficulty: Double) throws -> MemoryState {
        guard stability > 0, stability < 1e9, (1...10).contains(difficulty) else {
            throw StoreFailure(
                .damaged, "a card can't have the stability \(stability) and the difficulty \(difficulty)")
        }
        return MemoryState(stability: stability, difficulty: difficulty)
    }
}
