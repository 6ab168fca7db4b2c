import YitiCore
import YitiStore

/// Whether the platforms reach a person: an identity that was blocked or is gone is suspended until its next command.
struct Reachability {
    private let batch: WriteBatch

    init(_ batch: WriteBatch) {
        self.batch = batch
    }

    /// Suspends an identity. When no other place is left, the person's days are paused.
    func suspend(_ identity: Identity) throws {
        let decider = Decider(batch, address: identity.address)
        guard identity.suspendedAt == nil, var file = try decider.file(of: identity.person) else { return }
        try decider.decide(&file) { (decision) throws(Pending) in try decision.suspend(identity) }
    }

    /// Whether an address can't be reached just now.
    func isSuspended(_ address: Address) throws -> Bool {
        try !address.isHuman && batch.identity(at: address)?.suspendedAt != nil
    }
}

extension WriteBatch {
    /// The file of the person with that number, as it is by now; nil when there is nobody.
    func file(of person: Int64) throws -> PersonFile? { try transaction.file(of: person) }

    /// Whom a credential is good for; nil for nobody.
    func person(by credential: Credential) throws -> Person? { try transaction.person(by: credential, at: now) }

    /// Who is known by an address, in a room the room itself; nil while nobody has spoken there.
    func identity(at address: Address) throws -> Identity? {
        try transaction.identity(bridge: address.bridge, user: address.identityName)
    }
}
