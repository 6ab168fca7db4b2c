package import YitiCore

/// Two people who become one, one who becomes two, and one who is forgotten.
extension Transaction {
    /// Makes one person of two, and says what has become of them.
    func unite(_ older: Person, with younger: Person, at now: Instant, zones: ZoneBook) throws -> Union {
        let union = try pair(older, with: younger).united(at: now, zones: zones)
        try apply(union, at: now)
        return union
    }

    /// What is known of two people before they become one.
    func pair(_ older: Person, with younger: Person) throws -> Pair {
        let subscriptions = try allSubscriptions(of: younger.id)
        return Pair(
            older: older, younger: younger, running: try self.subscriptions(of: older.id).count,
            pauses: try pauses(of: older.id), subscriptions: subscriptions,
            lastOccurrences: try lastOccurrences(of: subscriptions.filter { $0.endedAt == nil }),
            cards: try cardPair(older, with: younger, own: cards(of: older.id)))
    }

    private func cardPair(
        _ older: Person, with younger: Person, own: [Card]? = nil, limit: Int = .max
    ) throws -> CardPair {
        CardPair(
            memory: older.memory, older: try own ?? cards(of: older.id, withQuestionsOf: younger.id, limit: limit),
            younger: try cards(of: younger.id, limit: limit),
            answers: try ratedAnswers(of: older.id, or: younger.id, limit: limit))
    }

    private func apply(_ union: Union, at now: Instant) throws {
        let (person, former) = (union.person, union.former)
        for subscription in union.subscriptions { try update(subscription) }
        try moveEverything(from: former, to: person.id)
        for card in union.cards { try save(card, person: person.id) }
        // Whoever confirms is there: nobody can't be reached any more.
        try endSuspension(person: person.id, at: now)
        try readdressHuman(from: former, to: person.id)
        try deletePerson(former)
        try removeLedger(of: person.id, from: Day(number: .min))
        try removeLinkCode(issuedBy: person.id)
        for event in union.events { try append(event) }
        try update(person)
        try endUniting(with: person.id)
        if isShared { try noteFormer(former, became: person.id, at: now) }
    }

    /// Moves and reckons some of what two people have who are becoming one, at most so many rows of a kind and so many cards; false when
    /// nothing was left.
    func uniteSome(_ older: Person, with younger: Person, rows: Int, cards limit: Int) throws -> Bool {
        if try moveSome(from: younger.id, to: older.id, rows: rows) { return true }
        let cards = try cardPair(older, with: younger, limit: limit).united()
        for card in cards {
            try save(card, person: older.id)
            try removeCard(of: younger.id, question: card.question)
        }
        return !cards.isEmpty
    }

    /// Makes a person of its own of an identity, with the subscriptions, put-off questions, places on boards and what is under way that go
    /// to it.
    func apply(_ split: Split, at now: Instant) throws {
        let (address, fresh) = (split.address, try insert(split.fresh))
        try moveIdentity(bridge: address.bridge, user: address.user, to: fresh.id)
        for handover in split.handovers {
            try update(handover.ended)
            try endSchedule(of: handover.ended.id, at: now)
            _ = try insert(handover.continued)
            try moveDeliveries(
                ofSubscription: handover.ended.id, to: fresh.id, subscription: handover.continued.id)
            try begin(handover.schedule)
        }
        try moveUnderWay(to: address, from: split.former, to: fresh.id)
        try handOverBoards(on: address.bridge, from: split.former, to: fresh.id)
    }

    /// Hands over somebody's places on the boards of a network's rooms. Where the former person is on that network by another identity, too,
    /// nobody knows which of the two is in a room: the place is given up.
    private func handOverBoards(on bridge: String, from: Int64, to: Int64) throws {
        try run(
            """
            UPDATE board SET member = ?1 WHERE member = ?2
                AND EXISTS (SELECT 1 FROM identity WHERE identity.person = board.room AND identity.bridge = ?3)
            """, to, from, bridge)
        try run(
            """
            DELETE FROM board WHERE member = ?1
                AND EXISTS (SELECT 1 FROM identity WHERE identity.person = ?2 AND identity.bridge = ?3)
            """, to, from, bridge)
    }

    /// Gives everything of one person but settings and subscriptions to another (`/link`).
    ///
    /// Cards and days are not moved: they are a cache that a replay of the united events writes anew.
    func moveEverything(from: Int64, to: Int64) throws {
        try moveEvents(from: from, to: to)
        try moveNotes(from: from, to: to)
        cache.forgetIdentities()
        for statement in Self.moveStatements { try run(statement, to, from) }
        try run(
            """
            UPDATE later SET person = ?1 WHERE person = ?2 AND NOT EXISTS (
                SELECT 1 FROM later AS other WHERE other.person = ?1 AND other.question = later.question)
            """, to, from)
    }

    /// Gives some of what one person has a great deal of to another, at most so many rows of a kind; false when nothing was left.
    func moveSome(from: Int64, to: Int64, rows: Int) throws -> Bool {
        try someChanged(
            [
                "UPDATE event SET person = ?1 WHERE id IN (SELECT id FROM event WHERE person = ?2 ORDER BY id LIMIT ?3)",
                "UPDATE answer SET person = ?1 WHERE id IN (SELECT id FROM answer WHERE person = ?2 ORDER BY id LIMIT ?3)",
                "UPDATE delivery SET person = ?1 WHERE id IN (SELECT id FROM delivery WHERE person = ?2 LIMIT ?3)",
                "UPDATE note SET person = ?1 WHERE id IN (SELECT id FROM note WHERE person = ?2 LIMIT ?3)",
            ]
        ) { try changes(by: $0, to, from, rows) }
    }

    /// Deletes some of what a person has a great deal of, at most so many rows of a kind; false when nothing was left.
    func forgetSome(of person: Int64, rows: Int) throws -> Bool {
        let ofPerson = try someChanged(
            [
                // With an event goes its answer.
                "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE person = ? ORDER BY id LIMIT ?)",
                // Those that are under way are few, and counted (``deletePerson(_:)``).
                """
                DELETE FROM delivery WHERE id IN (
                    SELECT id FROM delivery WHERE person = ? AND state NOT IN ('pending', 'in_flight') LIMIT ?)
                """,
                "DELETE FROM note WHERE id IN (SELECT id FROM note WHERE person = ? LIMIT ?)",
                "DELETE FROM report WHERE id IN (SELECT id FROM report WHERE person = ? LIMIT ?)",
            ]
        ) { try changes(by: $0, person, rows) }
        let places = try identities(of: person).map { ($0.bridge, $0.user) }
        let ofPlaces = try places.map { (bridge, user) in
            try someChanged([
                "DELETE FROM effect WHERE id IN (SELECT id FROM effect WHERE bridge = ? AND \"user\" = ? LIMIT ?)"
            ]) { try changes(by: $0, bridge, user, rows) }
        }
        return ofPerson || ofPlaces.contains(true)
    }

    private func someChanged(_ statements: [StaticString], _ changes: (StaticString) throws -> Int) throws -> Bool {
        try statements.map(changes).contains { $0 > 0 }
    }

    private static let moveStatements: [StaticString] = [
        "UPDATE identity SET person = ? WHERE person = ?",
        "UPDATE login_key SET person = ? WHERE person = ?",
        "UPDATE web_session SET person = ? WHERE person = ?",
        "UPDATE pause SET person = ? WHERE person = ?",
        "UPDATE suspension SET person = ? WHERE person = ?",
        "UPDATE delivery SET person = ? WHERE person = ?",
        "UPDATE room_answer SET member = ? WHERE member = ?",
        """
        UPDATE board SET member = ?1 WHERE member = ?2
            AND NOT EXISTS (SELECT 1 FROM board AS other WHERE other.room = board.room AND other.member = ?1)
        """,
    ]

    /// Gives the deliveries of a subscription that are still under way to another person's subscription.
    func moveDeliveries(ofSubscription from: Int64, to person: Int64, subscription: Int64) throws {
        try run(
            """
            UPDATE delivery SET person = ?, subscription = ? WHERE subscription = ? AND state IN ('pending', 'in_flight')
            """, person, subscription, from)
    }

    /// Gives what is under way to an address by itself, a put-off question or a nudge, to another person.
    func moveUnderWay(to address: Address, from: Int64, to: Int64) throws {
        try run(
            """
            UPDATE delivery SET person = ? WHERE person = ? AND bridge = ? AND "user" = ? AND kind IN ('later', 'nudge')
                AND state IN ('pending', 'in_flight')
            """, to, from, address.bridge, address.user)
        try run(
            "UPDATE later SET person = ? WHERE person = ? AND bridge = ? AND \"user\" = ?", to, from, address.bridge,
            address.user)
    }

    /// Human deliveries name their person in the address: those that have been given to another name the other.
    func readdressHuman(from: Int64, to: Int64) throws {
        try run(
            "UPDATE delivery SET \"user\" = ? WHERE person = ? AND bridge = '' AND \"user\" = ?", String(to), to,
            String(from))
        try run(
            "UPDATE later SET \"user\" = ? WHERE person = ? AND bridge = '' AND \"user\" = ?", String(to), to,
            String(from))
    }

    /// Deletes a person and everything about them, the replies kept for their messages included, and says how much it was.
    package func forget(_ person: Int64) throws -> Belongings {
        let belongings = try belongings(of: person)
        for identity in try identities(of: person) { try removeEffects(bridge: identity.bridge, user: identity.user) }
        for session in try webSessions(of: person) { try removeEffects(webSession: session) }
        try run("DELETE FROM report WHERE person = ?", person)
        try deletePerson(person)
        return belongings
    }

    /// How much there is of a person.
    package func belongings(of person: Int64) throws -> Belongings {
        Belongings(
            answers: try count("SELECT count(*) FROM answer WHERE person = ?", person),
            notes: try count("SELECT count(*) FROM note WHERE person = ?", person),
            bookmarks: try count("SELECT count(*) FROM bookmark WHERE person = ?", person),
            subscriptions: try count("SELECT count(*) FROM subscription WHERE person = ? AND ended_at IS NULL", person),
            identities: try count("SELECT count(*) FROM identity WHERE person = ?", person))
    }

    private func count(_ sql: StaticString, _ person: Int64) throws -> Int {
        try first(sql, person) { $0[0] } ?? 0
    }
}
