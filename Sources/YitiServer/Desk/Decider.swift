import YitiCore
import YitiStore

/// Has things decided for people within a turn: loads what a decision lacks and writes what it changes.
struct Decider {
    private let turn: Turn
    private let address: Address?
    private let at: Instant

    /// How often a decision may ask for more. Each asks for what it finds out that it needs; none needs more than a few.
    static let maxRounds = 24

    /// Decisions at an address, nil for a person's own connection, and at the instant that counts for the learning day.
    init(_ turn: Turn, address: Address?, at: Instant? = nil) {
        self.turn = turn
        self.address = address
        self.at = at ?? turn.now
    }

    /// The file of a person with a row, of which nothing is loaded yet.
    func file(of person: Person) throws -> PersonFile {
        try check(person.calendar.current.zone, of: person.id)
        return PersonFile(person: person, numbers: try turn.transaction.numbers())
    }

    /// A zone that the system has lost must not become another one in silence.
    private func check(_ zone: String, of person: Int64) throws {
        guard turn.room.services.zones.known(zone) == nil else { return }
        throw StoreFailure(
            .damaged,
            "the time zones of this system lack \(zone), which person \(person) has; update the package tzdata")
    }

    /// Has something decided on a file and writes what it changes. Throws a ``Refusal`` when it can't be; then nothing was changed.
    func decide<Value>(
        _ file: inout PersonFile, _ body: (inout Decision) throws(Pending) -> Value
    ) throws -> Value {
        let moment = moment
        for _ in 0..<Self.maxRounds {
            file.numbers = try turn.transaction.numbers()
            var decision = Decision(file, moment)
            switch outcome(of: &decision, body) {
            case .success(let value):
                try write(decision.file, from: file)
                file = decision.file.written()
                return value
            case .failure(.refused(let refusal)): throw refusal
            case .failure(.needs(let needs)): try load(needs, into: &file)
            }
        }
        throw UndecidedError(needs: "a decision asks for more without end")
    }

    /// Loads what a decision lacks that nobody will act upon.
    func loadForReading(_ needs: Set<Need>, into file: inout PersonFile) throws {
        try turn.transaction.load(needs, into: &file)
    }

    private func outcome<Value>(
        of decision: inout Decision, _ body: (inout Decision) throws(Pending) -> Value
    ) -> Result<Value, Pending> {
        do throws(Pending) { return .success(try body(&decision)) } catch { return .failure(error) }
    }

    struct UndecidedError: Error { var needs: String }

    private func load(_ needs: Set<Need>, into file: inout PersonFile) throws {
        if needs.contains(.subscriptions) { try fireDue(&file) }
        try turn.transaction.load(needs, into: &file)
    }

    /// In a burst a subscription may be due and wait for its turn: what has fallen due is not changed away.
    private func fireDue(_ file: inout PersonFile) throws {
        guard !file.isGuest, turn.room.pushingNote == nil else { return }
        for due in try turn.transaction.subscriptions(of: file.person.id)
        where due.nextAt.map({ $0 <= turn.now }) ?? false {
            let isSuspended = try Reachability(turn).isSuspended(due.address)
            try Firing(turn, due, isSuspended: isSuspended, sendsAtOnce: false).run()
        }
    }

    private func write(_ decided: PersonFile, from before: PersonFile) throws {
        // A guest has no rows: the connection keeps the file.
        guard !decided.isGuest else { return }
        let person = decided.person
        try turn.transaction.apply(decided.changes, of: person, at: turn.now)
        if before.person.id == person.id, person != before.person { try turn.transaction.update(person) }
        if decided.changes.contains(.pendingReleased) { Dispatcher.noteReleased(person.id, turn) }
    }

    /// What decisions are made in.
    var moment: Moment {
        let services = turn.room.services
        return Moment(
            now: turn.now, at: at, catalog: services.catalog, zones: services.zones, terms: services.terms,
            address: address, maxTextBytes: services.limits.textBytes,
            maxPersonBytes: services.limits.personBytes, accountRefusal: accountRefusal, givesKey: givesKey,
            secret: Secrets.code, hash: Secrets.hash)
    }

    /// Why no account can be made just now; where accounts are counted, the one who makes one says so.
    var accountRefusal: Refusal?

    /// Whether a new account's key comes with the reply.
    var givesKey = true
}
