import YitiCore
import YitiStore

/// One request of one person: their state as it was read, what becomes of it, and the transaction it is written in.
///
/// Checks come before writes: a ``Refusal`` is thrown while nothing has been changed.
struct Step {
    let turn: Turn
    let catalog: Catalog
    let origin: Origin
    /// The instant that counts for the learning day.
    let at: Instant
    /// The learning day of ``at``.
    let today: Day
    var person: Person
    /// Messages that come before the command's own: a key shown once, a freeze spent.
    var preface: [Message] = []
    /// Whether the connection is to be closed after the reply.
    var closes = false
    /// Whether this was a `/login` with a wrong key.
    var isFailedLogin = false
    /// Who the connection speaks for afterwards, when `/login` or `/forget` changed that.
    var becomes: Person?
    /// The last day before today that the ledger has settled, once ``freezeNews()`` has looked.
    var lastSettled: LedgerRow?
    private var saved: Person

    init(turn: Turn, origin: Origin, person: Person, at: Instant) {
        self.turn = turn
        self.origin = origin
        self.person = person
        self.at = at
        catalog = turn.room.services.catalog
        today = person.calendar.day(at: at, zones: turn.room.services.zones)
        saved = person
    }

    var transaction: Transaction { turn.transaction }
    var services: Services { turn.room.services }
    var zones: ZoneBook { services.zones }
    var now: Instant { turn.now }
    /// The zone the person's settings name.
    var zone: Zone { zones.zone(person.calendar.current.zone) }

    /// The address pushes to this person's present place go to.
    var address: Address { origin.bridgeAddress ?? .human(person.id) }

    /// Writes the person's row when it has changed; a guest has none.
    mutating func save() throws {
        guard person.id != 0, person != saved else { return }
        try transaction.update(person)
        saved = person
    }

    /// Makes an account of a guest: the first answer, subscription or setting does.
    mutating func requireAccount() throws {
        guard person.id == 0, case .human(let session) = origin else { return }
        let room = turn.room
        let source = session.connection.address.network
        let wait = room.accounts.take(source, at: now, limit: services.limits.accountsPerHour)
        if let wait { throw Refusal.tooManyAccounts(retryAfter: wait) }
        turn.onRollback { room.accounts.giveBack(source) }
        person = try transaction.insert(person)
        saved = person
        let key = Secrets.token()
        try transaction.addLoginKey(hash: Secrets.hash(key), person: person.id, at: now)
        preface.append(.info(InfoFacts(AccountWords.key(key), data: [Datum.Member("key", .string(key))])))
        becomes = person
        // What the guest was shown today is known of the account from now on.
        let shown = session.shown
        for (question, day) in shown where day == today { try self.shown(question) }
        session.shown = [:]
        turn.onRollback { session.shown = shown }
    }

    /// Writes an event of this person now.
    @discardableResult
    func log(
        _ kind: EventKind, day: Day? = nil, question: String? = nil, rating: Rating? = nil, subject: Int64? = nil,
        body: String? = nil
    ) throws -> Int64 {
        let period = person.calendar.period(at: at)
        return try transaction.append(
            Event(
                person: person.id, kind: kind, at: at, zone: period.zone,
                offset: zones.zone(period.zone).offset(at: at), day: day ?? today, question: question, rating: rating,
                subject: subject, body: body))
    }

    /// Notes on the question's card that it was shown today.
    func shown(_ question: String) throws {
        guard person.id != 0 else {
            if case .human(let session) = origin { session.shown[question] = today }
            return
        }
        try transaction.noteShown(question, on: today, person: person.id)
    }

    /// The offset of the person's zone at an instant, in seconds east of UTC.
    func offset(at instant: Instant) -> Int { zone.offset(at: instant) }
}
