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
        try transaction.about([identity.person]) { try noteSuspension(identity) }
    }

    private func noteSuspension(_ identity: Identity) throws {
        guard identity.suspendedAt == nil, let person = try transaction.person(identity.person) else { return }
        try transaction.setSuspended(bridge: identity.bridge, user: identity.user, at: batch.now)
        try transaction.holdPending(of: person.id, since: recently(person), at: identity.address)
        let others = try transaction.identities(of: person.id).contains { $0.suspendedAt == nil }
        guard !others, try !transaction.hasLoginKey(person.id) else { return }
        try transaction.beginSuspension(person: person.id, at: batch.now)
        let decider = Decider(batch, address: identity.address)
        var file = try decider.file(of: person)
        try decider.decide(&file) { (decision) throws(Pending) in try decision.suspend() }
    }

    /// Ends a suspension.
    func restore(_ identity: Identity, _ file: inout PersonFile) throws {
        let person = file.person
        try transaction.about([person.id]) {
            try transaction.setSuspended(bridge: identity.bridge, user: identity.user, at: nil)
            try transaction.releasePending(of: person.id, since: recently(person), at: identity.address)
            try transaction.endSuspension(person: person.id, at: batch.now)
        }
        try Decider(batch, address: identity.address).decide(&file) { (decision) throws(Pending) in decision.restore()
        }
        batch.posts[identity.bridge]?.isDirty = true
    }

    /// Whether an address can't be reached just now.
    func isSuspended(_ address: Address) throws -> Bool {
        guard !address.isHuman else { return false }
        return try transaction.identity(bridge: address.bridge, user: address.identityName)?.suspendedAt != nil
    }

    /// The first learning day that something which still waits can be of.
    private func recently(_ person: Person) -> Day {
        person.calendar.day(at: batch.now, zones: batch.state.services.zones).advanced(
            byDays: -Delivery.daysUnderWay)
    }
}
