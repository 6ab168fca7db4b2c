/// The raw figures: the rows that the server writes for one operation, written by SQLite alone, many in a transaction.
struct RawRates {
    private let database: RawDatabase
    private let people: Int64

    /// Operations of one transaction for commands.
    private static let commandBatch: Int64 = 100
    /// Deliveries of one transaction.
    private static let deliveryBatch: Int64 = 1_000

    /// Over a database of the server's form with people numbered from 1.
    init(path: String, people: Int) throws {
        database = try RawDatabase(path: path)
        self.people = Int64(max(1, people))
    }

    /// Runs operations for so long and returns how many there were a second.
    private func rate(seconds: Double, batch: Int64, most: Int64 = .max, _ work: (Int64) throws -> Void) throws
        -> Double
    {
        let start = Monotonic.now
        var count: Int64 = 0
        while Monotonic.seconds(from: start) < seconds, count < most {
            try database.run("BEGIN IMMEDIATE")
            for number in count..<min(most, count + batch) { try work(number) }
            try database.run("COMMIT")
            count = min(most, count + batch)
        }
        return Double(count) / Monotonic.seconds(from: start)
    }

    /// The milliseconds of one durable commit of one small row: the median.
    func commitMilliseconds() throws -> Double {
        let statement = try database.statement("UPDATE person SET openings = openings + 1 WHERE id = 1")
        var times: [UInt64] = []
        for _ in 0..<300 {
            let start = Monotonic.now
            try statement.run()
            times.append(Monotonic.now - start)
        }
        times.sort()
        return Double(times[times.count / 2]) / 1e6
    }

    /// Pairs of answer and rating a second.
    func answers(seconds: Double) throws -> Double {
        let answerEvent = try database.statement(
            """
            INSERT INTO event (person, kind, at, zone, utc_offset, day, question, body)
            VALUES (?, 'answer', ?, 'UTC', 0, 20000, ?, ?)
            """)
        let answer = try database.statement(
            """
            INSERT INTO answer (id, person, question, at, utc_offset, day, revealed)
            VALUES (last_insert_rowid(), ?, ?, ?, 0, 20000, 0)
            """)
        let pending = try database.statement("UPDATE person SET pending_answer = ?, last_question = ? WHERE id = ?")
        let ratingEvent = try database.statement(
            """
            INSERT INTO event (person, kind, at, zone, utc_offset, day, question, rating, subject)
            VALUES (?, 'rating', ?, 'UTC', 0, 20000, ?, 3, ?)
            """)
        let rated = try database.statement("UPDATE answer SET rating = 3, rating_event = ? WHERE id = ?")
        let card = try database.statement(
            """
            INSERT INTO card (person, question, stability, difficulty, reviewed_day, due_day, reviews, lapses, first_rating)
            VALUES (?, ?, 2.5, 5.5, 20000, 20003, 1, 0, 3)
            ON CONFLICT (person, question) DO UPDATE SET stability = excluded.stability, reviews = reviews + 1
            """)
        let settled = try database.statement(
            "UPDATE person SET pending_answer = NULL, first_answers = first_answers + 1 WHERE id = ?")
        let kept = try keptReply()
        let questions = (0..<64).map { RawText("question-\($0)") }
        let text = RawText(String(repeating: "an answer of some length ", count: 4))
        return try rate(seconds: seconds, batch: Self.commandBatch) { number in
            let person = RawValue.number(number % people + 1)
            let question = RawValue.text(questions[Int(number / people % 64)])
            try answerEvent.run(person, .number(1_728_000_000 + number), question, .text(text))
            try answer.run(person, question, .number(1_728_000_000 + number))
            let id = database.insertedID
            try pending.run(.number(id), question, person)
            try kept(number * 2)
            try ratingEvent.run(person, .number(1_728_000_000 + number), question, .number(id))
            try rated.run(.number(database.insertedID), .number(id))
            try card.run(person, question)
            try settled.run(person)
            try kept(number * 2 + 1)
        }
    }

    /// Questions opened a second.
    func next(seconds: Double) throws -> Double {
        let open = try database.statement(
            "UPDATE person SET open_question = ?, open_at = ?, openings = openings + 1, last_question = ? WHERE id = ?")
        let card = try database.statement(
            """
            INSERT INTO card (person, question, shown_day, reviews, lapses) VALUES (?, ?, 20000, 0, 0)
            ON CONFLICT (person, question) DO UPDATE SET shown_day = excluded.shown_day
            """)
        let kept = try keptReply()
        let questions = (0..<64).map { RawText("question-\($0)") }
        return try rate(seconds: seconds, batch: Self.commandBatch) { number in
            let question = RawValue.text(questions[Int(number / people % 64)])
            try open.run(question, .number(number), question, .number(number % people + 1))
            try card.run(.number(number % people + 1), question)
            try kept(number)
        }
    }

    /// Deliveries written and due times moved, a second.
    func deliveries() throws -> Double {
        let delivery = try database.statement(
            """
            INSERT INTO delivery (person, subscription, occurrence, kind, bridge, user, question, pick, day, due_at, not_before,
                expires_at, state)
            SELECT person, id, next_occurrence, 'daily', bridge, user, 'question-1', ?1, 20000, next_at, next_at, next_at + 86400,
                'pending' FROM subscription WHERE id = ?2
            """)
        let move = try database.statement(
            "UPDATE subscription SET next_occurrence = next_occurrence + 1, next_at = next_at + 86400 WHERE id = ?")
        let pick = RawText("new|||0.5|1.25|0.75|20090")
        return try rate(seconds: 60, batch: Self.deliveryBatch, most: people) { number in
            try delivery.run(.text(pick), .number(number + 1))
            try move.run(.number(number + 1))
        }
    }

    /// Writes the reply that is kept under a request's `mid`.
    private func keptReply() throws -> (Int64) throws -> Void {
        let statement = try database.statement(
            """
            INSERT INTO effect (bridge, user, chat, op, mid, callback, fingerprint, reply, at)
            VALUES ('raw', 'user-' || ?1, '', 'cmd', 'm' || ?2, '', '0123456789abcdef0123456789abcdef', ?3, ?4)
            """)
        // As long as an answer's reply and a rating's are.
        let replies = [105, 45].map { RawText(String(repeating: "0123456789", count: $0)) }
        return { number in
            try statement.run(
                .number(number % people), .number(number), .blob(replies[Int(number % 2)]),
                .number(1_728_000_000 + number / 1_000))
        }
    }
}
