import YitiCore
import YitiStore

/// Has things decided for people within a batch: loads what a decision lacks and writes what it changes.
struct Decider {
    private let batch: WriteBatch
    private let address: Address?
    private let at: Instant

    /// How often a decision may ask for more. Each asks for what it finds out that it needs; none needs more than a few.
    static let maxRounds = 24

    /// Decisions at an address, nil for a person's own connection, and at the instant that counts for the learning day.
    init(_ batch: WriteBatch, address: Address?, at: Instant? = nil) {
        self.batch = batch
        self.address = address
        self.at = at ?? batch.now
    }

    /// The file of the person with that number; nil when there is nobody.
    func file(of person: Int64) throws -> PersonFile? {
        let file = try batch.file(of: person)
        if let file { try check(file.person) }
        return file
    }

    /// A zone that the system has lost must not become another one in silence.
    func check(_ person: Person) throws {
        let zone = person.calendar.current.zone
        guard batch.state.services.zones.known(zone) == nil else { return }
        throw StoreFailure(
            .damaged,
            "the time zones of this system lack \(zone), which person \(person.id) has; update the package tzdata",
            person: person.id)
    }

    /// Has something decided on a file and writes what it changes. Throws a ``Refusal`` when it can't be; then nothing was changed.
    func decide<Value>(
        _ file: inout PersonFile, _ body: (inout Decision) throws(Pending) -> Value
    ) throws -> Value {
        let moment = moment
        var hasLoaded = false
        for _ in 0..<Self.maxRounds {
            file.numbers = try batch.transaction.numbers()
            var decision = Decision(file, moment)
            switch outcome(of: &decision, body) {
            case .success(let value):
                // Most decisions find that there is nothing to do.
                if hasLoaded || !decision.file.isSame(as: file) { file = try keep(decision.file, from: file) }
                return value
            case .failure(.refused(let refusal)):
                file.forgetVolatile()
                throw refusal
            case .failure(.needs(let needs)):
                try load(needs, into: &file)
                hasLoaded = true
            }
        }
        throw UndecidedError(needs: "a decision asks for more without end")
    }

    /// Has something decided that changes nothing. Throws a ``Refusal`` when it can't be.
    func read<Value>(
        _ file: PersonFile, _ body: (inout Decision) throws(Pending) -> Value
    ) throws -> Value {
        var file = file
        return try file.read(at: moment, loading: fetch, body)
    }

    private func fetch(_ needs: Set<Need>, into file: inout PersonFile) throws {
        try batch.transaction.load(needs, into: &file)
    }

    private func outcome<Value>(
        of decision: inout Decision, _ body: (inout Decision) throws(Pending) -> Value
    ) -> Result<Value, Pending> {
        do throws(Pending) { return .success(try body(&decision)) } catch { return .failure(error) }
    }

    struct UndecidedError: Error { var needs: String }

    /// In a burst a subscription may be due and wait for its turn: what has fallen due is not changed away.
    private func load(_ needs: Set<Need>, into file: inout PersonFile) throws {
        var needs = needs
        if needs.remove(.subscriptions) != nil {
            try fetch([.subscriptions], into: &file)
            if try fire(file.due(at: batch.now)) { needs.insert(.subscriptions) }
        }
        try fetch(needs, into: &file)
    }

    /// Fires what is due of one person; false when it is nothing.
    private func fire(_ due: [Subscription]) throws -> Bool {
        guard !due.isEmpty, batch.state.pushingNote == nil else { return false }
        for subscription in due {
            let isSuspended = try Reachability(batch).isSuspended(subscription.address)
            try Firing(batch, subscription, isSuspended: isSuspended, sendsAtOnce: false).run()
        }
        return true
    }

    /// A guest has no rows: the connection keeps the file.
    private func keep(_ decided: PersonFile, from before: PersonFile) throws -> PersonFile {
        guard !decided.isGuest else { return decided.written() }
        if decided.changes.contains(where: \.isRelease) { Dispatcher.noteReleased(decided.person.id, batch) }
        return try batch.transaction.keep(decided, from: before, at: batch.now)
    }

    /// What decisions are made in.
    var moment: Moment {
        let services = batch.state.services
        return Moment(
            now: batch.now, at: at, catalog: services.catalog, zones: services.zones, terms: services.terms,
            address: address, maxTextBytes: services.limits.textBytes,
            maxPersonBytes: services.limits.personBytes, accountRefusal: accountRefusal, givesKey: givesKey,
            secret: Secrets.code, hash: Secrets.hash, timed: services.metrics.choosing)
    }

    /// Why no account can be made just now; where accounts are counted, the one who makes one says so.
    var accountRefusal: Refusal?

    /// Whether a new account's key comes with the reply.
    var givesKey = true
}

extension Change {
    /// Whether what waited to be pushed may go. Told without comparing changes, which are large.
    fileprivate var isRelease: Bool { if case .pendingReleased = self { true } else { false } }
}
