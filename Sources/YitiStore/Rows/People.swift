package import YitiCore

extension Transaction {
    /// The identity of a bridge's user, or nil when nobody by that name has spoken.
    package func identity(bridge: String, user: String) throws -> Identity? {
        if let known = cache.identity(PersonCache.Name(bridge: bridge, user: user)) { return known }
        let found = try first(
            "SELECT bridge, \"user\", person, name, suspended_at, is_private FROM identity WHERE bridge = ? AND \"user\" = ?",
            bridge,
            user, read: Self.identity)
        if let found { cache.keep(found) }
        return found
    }

    /// Every identity of a person.
    package func identities(of person: Int64) throws -> [Identity] {
        try all(
            """
            SELECT bridge, "user", person, name, suspended_at, is_private FROM identity WHERE person = ?
            ORDER BY created_at, bridge, "user"
            """, person, read: Self.identity)
    }

    /// Makes a bridge's user known as a person.
    package func insert(_ identity: Identity, at: Instant) throws {
        try run(
            "INSERT INTO identity (bridge, \"user\", person, created_at, name, is_private) VALUES (?, ?, ?, ?, ?, ?)",
            identity.bridge, identity.user, identity.person, at.seconds, identity.name, identity.isPrivate)
    }

    /// Where a person is known.
    package func places(of person: Int64) throws -> Places {
        Places(identities: try identities(of: person), hasKey: try hasLoginKey(person))
    }

    /// Gives an identity to another person (`/link`, `/unlink`).
    package func moveIdentity(bridge: String, user: String, to person: Int64) throws {
        cache.forgetIdentity(PersonCache.Name(bridge: bridge, user: user))
        try run("UPDATE identity SET person = ? WHERE bridge = ? AND \"user\" = ?", person, bridge, user)
    }

    /// Writes the name that a bridge gave, and whether the identity has written in private.
    package func update(_ identity: Identity) throws {
        cache.forgetIdentity(PersonCache.Name(bridge: identity.bridge, user: identity.user))
        try run(
            "UPDATE identity SET name = ?, is_private = ? WHERE bridge = ? AND \"user\" = ?", identity.name,
            identity.isPrivate, identity.bridge, identity.user)
    }

    /// Notes that the platform can't reach an identity, and, with `isLast`, that nobody can reach its person by that. What waits for it,
    /// all of it of learning days from `day` on, is kept back.
    package func suspend(_ identity: Identity, isLast: Bool, since day: Day, at now: Instant) throws {
        try about([identity.person]) {
            try setSuspended(bridge: identity.bridge, user: identity.user, at: now)
            try holdPending(of: identity.person, since: day, at: identity.address)
            if isLast { try beginSuspension(person: identity.person, at: now) }
        }
    }

    /// Notes that the platform reaches an identity again.
    package func restore(_ identity: Identity, since day: Day, at now: Instant) throws {
        try about([identity.person]) {
            try setSuspended(bridge: identity.bridge, user: identity.user, at: nil)
            try releasePending(of: identity.person, since: day, at: identity.address)
            try endSuspension(person: identity.person, at: now)
        }
    }

    /// Notes that the platform can't reach an identity, or can again.
    func setSuspended(bridge: String, user: String, at: Instant?) throws {
        cache.forgetIdentity(PersonCache.Name(bridge: bridge, user: user))
        try run("UPDATE identity SET suspended_at = ? WHERE bridge = ? AND \"user\" = ?", at?.seconds, bridge, user)
    }

    /// The person with that number, or nil.
    package func person(_ id: Int64) throws -> Person? { try file(of: id)?.person }

    /// The file of the person with that number, of whom nothing else may be loaded yet; nil when there is nobody.
    package func file(of id: Int64) throws -> PersonFile? {
        if let known = cache.file(id) { return known }
        let found = try reading(of: id) { try first("SELECT * FROM person WHERE id = ?", id, read: Self.person) }
        guard let person = found else { return nil }
        return cache.keep(cache.stamped(PersonFile(person: person, numbers: try numbers())))
    }

    /// The file of a person whose row is as given.
    func file(of person: Person) throws -> PersonFile {
        if let known = cache.file(person.id), known.person == person { return known }
        return cache.stamped(PersonFile(person: person, numbers: try numbers()))
    }

    /// Writes somebody whom a bridge knows by a new identity, and gives their file, which is kept: of who is new it is known that there is
    /// nothing else, and nothing is looked up for what they say next.
    package func welcome(_ person: Person, as identity: Identity, at now: Instant) throws -> PersonFile {
        let person = try insert(person)
        var identity = identity
        identity.person = person.id
        try insert(identity, at: now)
        return cache.keep(cache.stamped(PersonFile.blank(person, numbers: try numbers())))
    }

    /// Writes a new person and returns them with their number.
    package func insert(_ person: Person) throws -> Person {
        var inserted = person
        inserted.id = try takeNumber(\.person, person.id)
        try insertRow(of: inserted)
        return inserted
    }

    func insertRow(of person: Person) throws {
        try run(
            """
            INSERT INTO person (id, created_at, name, name_is_own, language, language_is_own, calendar, zone_is_own, topics, interview,
                quiet_from, quiet_until, nudge, memory, loop, untold_freezes, last_question, last_pick, openings, last_topic, first_answers,
                first_passes, subscriptions_made, freeze_announced, kept_bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, person.id, person.createdAt.seconds, PersonSettings(person: person),
            PersonProgress(person: person))
    }

    /// Writes a person's row anew, but for when they came.
    package func update(_ person: Person) throws {
        try updateSettings(of: person)
        try updateProgress(of: person)
    }

    /// Writes what is seldom changed of a person.
    func updateSettings(of person: Person) throws {
        try run(
            """
            UPDATE person SET name = ?, name_is_own = ?, language = ?, language_is_own = ?, calendar = ?, zone_is_own = ?,
                topics = ?, interview = ?, quiet_from = ?, quiet_until = ?, nudge = ?, memory = ?
            WHERE id = ?
            """, PersonSettings(person: person), person.id)
    }

    /// Writes what every command changes of a person.
    func updateProgress(of person: Person) throws {
        try run(
            """
            UPDATE person SET loop = ?, untold_freezes = ?, last_question = ?, last_pick = ?, openings = ?, last_topic = ?,
                first_answers = ?, first_passes = ?, subscriptions_made = ?, freeze_announced = ?, kept_bytes = ?
            WHERE id = ?
            """, PersonProgress(person: person), person.id)
    }

    /// Deletes a person and everything that hangs on them.
    package func deletePerson(_ id: Int64) throws {
        cache.forgetIdentities()
        book.deliveriesBegun -=
            try first("SELECT count(*) FROM delivery WHERE person = ? AND state IN ('pending', 'in_flight')", id) {
                $0[0]
            }
            ?? 0
        try run("DELETE FROM person WHERE id = ?", id)
    }

    /// The numbers of people from `after` on, at most `limit`, for lists and replays.
    package func people(after: Int64, limit: Int) throws -> [Int64] {
        try all("SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?", after, limit) { $0[0] }
    }

    /// Stores the hash of a login key.
    package func addLoginKey(hash: [UInt8], person: Int64, at: Instant) throws {
        try run(
            "INSERT INTO login_key (hash, person, created_at) VALUES (?, ?, ?)", hash, person, at.seconds)
    }

    /// Whether a person has a login key.
    func hasLoginKey(_ person: Int64) throws -> Bool {
        try first("SELECT 1 FROM login_key WHERE person = ?", person) { _ in true } ?? false
    }

    private static func identity(_ row: Row) -> Identity {
        Identity(
            bridge: row[0], user: row[1], person: row[2], name: row[3],
            suspendedAt: (row[4] as Int64?).map(Instant.init(seconds:)), isPrivate: row[5])
    }
}
