package import YitiCore

/// The append-only log, and the answers as they stand.
extension Transaction {
    /// Writes an event and returns its number: its own, or the next one when it has none.
    @discardableResult
    package func append(_ event: Event) throws -> Int64 {
        let number = try takeNumber(\.event, event.id)
        try run(
            """
            INSERT INTO event (id, person, kind, at, zone, utc_offset, day, question, rating, subject, body, prior)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, number, event.person, event.kind.rawValue, event.at.seconds, event.zone,
            event.offset, event.day.number,
            event.question, event.rating?.rawValue, event.subject, event.body, event.prior)
        return number
    }

    /// A person's events in the order they happened, from after `after` on, at most `limit`.
    package func events(of person: Int64, after: Int64 = 0, limit: Int = 1_000_000) throws -> [Event] {
        try all(
            "SELECT * FROM event WHERE person = ? AND id > ? ORDER BY id LIMIT ?", person, after, limit,
            read: Self.event)
    }

    /// How many events of a kind a person has on a learning day.
    package func countEvents(of person: Int64, kind: EventKind, on day: Day, since: Instant) throws -> Int {
        try first(
            """
            SELECT count(*) FROM event WHERE person = ? AND kind = ? AND day = ? AND at >= ?
            """, person, kind.rawValue, day.number, since.seconds
        ) { $0[0] } ?? 0
    }

    /// Gives the events of one person to another (`/link`).
    package func moveEvents(from: Int64, to: Int64) throws {
        try run("UPDATE event SET person = ? WHERE person = ?", to, from)
        try run("UPDATE answer SET person = ? WHERE person = ?", to, from)
    }

    /// Stores an answer as it stands; its event is already written.
    package func insert(_ answer: Answer, person: Int64, offset: Int) throws {
        try run(
            """
            INSERT INTO answer (id, person, question, at, utc_offset, day, rating, rating_event, revealed, hints, ticked)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, answer.id, person, answer.question, answer.at.seconds, offset, answer.day.number,
            answer.rating?.rawValue,
            answer.ratingEvent, answer.revealed, answer.hints, answer.ticked.map { PointList($0).text })
    }

    /// Ticks key points of an answer, or with nil none have been ticked.
    package func setTicked(_ points: [Int]?, answer: Int64) throws {
        try run("UPDATE answer SET ticked = ? WHERE id = ?", points.map { PointList($0).text }, answer)
    }

    /// Sets or takes back the rating of an answer.
    package func setRating(_ rating: Rating?, event: Int64?, answer: Int64) throws {
        try run("UPDATE answer SET rating = ?, rating_event = ? WHERE id = ?", rating?.rawValue, event, answer)
    }

    /// Takes an answer out of what stands (`/undo`); its events stay.
    package func removeAnswer(_ id: Int64) throws {
        try run("DELETE FROM answer WHERE id = ?", id)
    }

    /// A person's answer by number, or nil when it is not theirs or was taken back.
    package func answer(_ id: Int64, person: Int64) throws -> Answer? {
        try first("SELECT * FROM answer WHERE id = ? AND person = ?", id, person, read: Self.answer)
    }

    /// The last answer, piece of one, ticks or rating that was not taken back; nil when there is none. Answers that were taken back before
    /// steps could be, with their pieces, are gone from the table of answers.
    package func lastStep(of person: Int64) throws -> Event? {
        try first(
            """
            SELECT * FROM event AS step
            WHERE person = ? AND kind IN ('answer', 'append', 'tick', 'rating')
                AND EXISTS (SELECT 1 FROM answer WHERE answer.id = CASE WHEN step.kind = 'answer' THEN step.id ELSE step.subject END)
                AND NOT EXISTS (
                    SELECT 1 FROM event AS undo WHERE undo.person = step.person AND undo.kind = 'undo' AND undo.subject = step.id)
            ORDER BY id DESC LIMIT 1
            """, person, read: Self.event)
    }

    /// When the last thing happened that a person's log has; nil when nothing has.
    package func lastEventAt(of person: Int64) throws -> Instant? {
        try first("SELECT at FROM event WHERE person = ? ORDER BY id DESC LIMIT 1", person) { $0[0] }
    }

    /// Every answer that stands and has key points ticked, the first given first.
    package func tickedAnswers(of person: Int64) throws -> [Answer] {
        try all(
            "SELECT * FROM answer WHERE person = ? AND ticked IS NOT NULL ORDER BY id", person, read: Self.answer)
    }

    /// Every rated answer of two people that stands and is to a question that the other has a card of, of the first so many questions of
    /// theirs.
    func ratedAnswers(of person: Int64, or other: Int64, limit: Int) throws -> [Answer] {
        try all(
            """
            SELECT * FROM answer WHERE person IN (?1, ?2) AND rating IS NOT NULL AND question IN (
                SELECT question FROM card WHERE person = ?2 ORDER BY question LIMIT ?3)
            """, person, other, limit, read: Self.answer)
    }

    /// Answers newest first, at most `limit` of them, to one question or to all.
    package func answers(of person: Int64, question: String? = nil, limit: Int) throws -> [Answer] {
        guard let question else {
            return try all(
                "SELECT * FROM answer WHERE person = ? ORDER BY id DESC LIMIT ?", person, limit, read: Self.answer)
        }
        return try all(
            "SELECT * FROM answer WHERE person = ? AND question = ? ORDER BY id DESC LIMIT ?", person, question, limit,
            read: Self.answer)
    }

    /// Goes through the reviews of people who have rated answers, in the order they came, until `take` wants no more; who has none
    /// gives an empty list. After a hundred thousand answers it ends as well: more of them would tell little, and take more than a second.
    /// Returns what was found of all of them last; when that is such that it isn't worth it, nobody is looked at.
    package func forEachReviews(
        after isWorthIt: (CommonFinding?) -> Bool = { _ in true }, _ take: ([Review]) -> Bool
    ) throws -> CommonFinding? {
        let found = try deployment().common
        if isWorthIt(found) { try forEachReviews(take) }
        return found
    }

    private func forEachReviews(_ take: ([Review]) -> Bool) throws {
        var (last, answers): (Int64, Int) = (0, 0)
        while true {
            let page: [Int64] = try all(
                "SELECT DISTINCT person FROM answer WHERE person > ? ORDER BY person LIMIT 500", last
            ) { $0[0] }
            guard let end = page.last else { return }
            last = end
            for id in page {
                // One row that can't be read is no reason to know nothing of all others.
                guard let person = try? person(id), person.firstAnswers > 0 else { continue }
                let standing = try self.answers(of: id, limit: .max)
                answers += standing.count
                guard take(Review.all(in: standing.reversed(), person.memory)), answers < 100_000 else { return }
            }
        }
    }

    /// How many answers stand.
    package func countAnswers(of person: Int64) throws -> Int {
        try first("SELECT count(*) FROM answer WHERE person = ?", person) { $0[0] } ?? 0
    }

    /// How many rated answers each learning day has, from a day on.
    package func ratedAnswersByDay(of person: Int64, from day: Day) throws -> [Day: Int] {
        let pairs: [(Day, Int)] = try all(
            """
            SELECT day, count(*) FROM answer WHERE person = ? AND day >= ? AND rating IS NOT NULL GROUP BY day
            """, person, day.number
        ) { ($0[0], $0[1]) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Every answer that stands, the first given first, when so many of them are rated as are worth it; else nil.
    package func standingAnswers(of person: Int64, when isWorthIt: (_ rated: Int) -> Bool) throws -> [Answer]? {
        let rated = try first("SELECT count(*) FROM answer WHERE person = ? AND rating IS NOT NULL", person) {
            $0[0] as Int
        }
        return isWorthIt(rated ?? 0) ? try answers(of: person, limit: .max).reversed() : nil
    }

    /// The first learning day with a rated answer, or nil.
    package func firstAnsweredDay(of person: Int64) throws -> Day? {
        try first(
            "SELECT min(day) FROM answer WHERE person = ? AND rating IS NOT NULL", person
        ) { $0[0] as Day? } ?? nil
    }

    static func answer(_ row: Row) throws -> Answer {
        let answer = Answer(
            id: row["id"], question: row["question"], at: row["at"], day: row["day"],
            rating: (row["rating"] as Int?).flatMap(Rating.init(rawValue:)), ratingEvent: row["rating_event"],
            revealed: row["revealed"], hints: row["hints"],
            ticked: (row["ticked"] as String?).map { PointList(text: $0).numbers })
        return try row.sound(answer)
    }

    static func event(_ row: Row) throws -> Event {
        let kind: String = row["kind"]
        guard let known = EventKind(rawValue: kind) else {
            throw StoreFailure(.damaged, "an event of an unknown kind: \(kind)")
        }
        let event = Event(
            id: row["id"], person: row["person"], kind: known, at: row["at"], zone: row["zone"],
            offset: row["utc_offset"], day: row["day"], question: row["question"],
            rating: (row["rating"] as Int?).flatMap(Rating.init(rawValue:)), subject: row["subject"], body: row["body"],
            prior: row["prior"])
        return try row.sound(event)
    }
}
