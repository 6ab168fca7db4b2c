import YitiCore
import YitiStore

/// Whether the platforms reach a person: an identity that was blocked or is gone is suspended until its next command.
struct Reachability {
    private let batch: WriteBatch
    private var transaction: Transaction { batch.transaction }

    init(_ batch: WriteBatch) {
        self.batch = batch
    }

    /// Suspends an identity. When no other place is left, the person's days are paused.
    func suspend(_ identity: Identity) throws {
        let decider = Decider(batch, address: identity.address)
        guard identity.suspendedAt == nil, var file = try decider.file(of: identity.person) else { return }
        let isLast = try decider.decide(&file) { (decision) throws(Pending) in try decision.suspend(identity) }
        try transaction.suspend(identity, isLast: isLast, since: recently(file.person), at: batch.now)
    }

    /// Ends a suspension.
    func restore(_ identity: Identity, _ file: inout PersonFile) throws {
        try transaction.restore(identity, since: recently(file.person), at: batch.now)
        try Decider(batch, address: identity.address).decide(&file) { (decision) throws(Pending) in decision.restore()
        }
        batch.posts[identity.bridge]?.isDirty = true
    }

    /// Whether an address can't be reached just now.
    func isSuspended(_ address: Address) throws -> Bool {
        try !address.isHuman && batch.identity(at: address)?.suspendedAt != nil
    }

    /// The first learning day that something which still waits can be of.
    private func recently(_ person: Person) -> Day {
        person.calendar.day(at: batch.now, zones: batch.state.services.zones).advanced(
            byDays: -Delivery.daysUnderWay)
    }
}

extension WriteBatch {
    /// The file of the person with that number, as it is by now; nil when there is nobody.
    func file(of person: Int64) throws -> PersonFile? { try transaction.file(of: person) }

    /// Who is known by an address, in a room the room itself; nil while nobody has spoken there.
    func identity(at address: Address) throws -> Identity? {
        try transaction.identity(bridge: address.bridge, user: address.identityName)
    }
}
