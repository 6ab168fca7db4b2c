import YitiCore
import YitiStore

/// Who speaks at an address of a bridge's: a user or, of what is said in it, a room. Found once a request.
struct Speaker {
    /// Their file; nil for who is new.
    var file: PersonFile?
    private let batch: WriteBatch
    private let address: Address
    private let identity: Identity?

    /// Whoever is known by the address itself.
    init(_ address: Address, _ batch: WriteBatch) throws {
        self.batch = batch
        self.address = address
        identity = try batch.identity(at: address)
        file = try identity.flatMap { try batch.file(of: $0.person) }
    }

    /// The languages in which they are spoken to.
    var reads: Language { file?.person.reads ?? .both }

    /// Whether something can have been said at an instant: nothing is known of them that came later.
    func mayHaveSpoken(at instant: Instant) throws -> Bool {
        guard let file, let last = try batch.transaction.lastEventAt(of: file.person.id) else { return true }
        return last <= instant
    }

    /// Notes what a word of theirs at a place, the address itself or a room, shows of who is known: the name that the bridge gives, that
    /// they can be reached, and by one `inPrivate` that they can be written to alone.
    mutating func heard(at place: Address, named name: String? = nil, inPrivate: Bool = false) throws {
        guard let identity, var known = file else { return }
        let decider = Decider(batch, address: address)
        try decider.check(known.person)
        let heard = identity.heard(named: name, inPrivate: inPrivate)
        let isReached = identity.suspendedAt != nil && place == address
        guard heard != identity || isReached else { return }
        try decider.decide(&known) { (decision) throws(Pending) in
            if heard != identity { decision.hear(heard) }
            if isReached { decision.restore(identity) }
        }
        if isReached { batch.posts[identity.bridge]?.isDirty = true }
        file = known
    }

    /// Who is new begins as `person` with such a word.
    mutating func begin(as person: Person, named name: String? = nil, inPrivate: Bool = false) throws -> PersonFile {
        let identity = Identity(new: address).heard(named: name, inPrivate: inPrivate)
        let begun = try batch.transaction.welcome(person, as: identity, at: batch.now)
        file = begun
        return begun
    }
}
