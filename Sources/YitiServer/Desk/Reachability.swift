import YitiCore
import YitiStore

/// Whether the platforms reach a person: an identity that was blocked or is gone is suspended until its next command.
struct Reachability {
    private let turn: Turn
    private var transaction: Transaction { turn.transaction }

    init(_ turn: Turn) {
        self.turn = turn
    }

    /// Suspends an identity. When no other place is left, the person's days are paused.
    func suspend(_ identity: Identity) throws {
        guard identity.suspendedAt == nil, let person = try transaction.person(identity.person) else { return }
        try transaction.setSuspended(bridge: identity.bridge, user: identity.user, at: turn.now)
        try transaction.holdPending(of: person.id, since: recently(person), at: address(identity))
        let others = try transaction.identities(of: person.id).contains { $0.suspendedAt == nil }
        guard !others, try !transaction.hasLoginKey(person.id) else { return }
        try transaction.beginSuspension(person: person.id, at: turn.now)
        let step = Step(turn: turn, origin: .bridge(address(identity)), person: person, at: turn.now)
        try step.concerns(step.today)
        try step.log(.suspend)
    }

    /// Ends a suspension.
    func restore(_ identity: Identity, _ step: Step) throws {
        try transaction.setSuspended(bridge: identity.bridge, user: identity.user, at: nil)
        try transaction.releasePending(of: step.person.id, since: recently(step.person), at: address(identity))
        try transaction.endSuspension(person: step.person.id, at: turn.now)
        try step.log(.restore)
        turn.room.bridges[identity.bridge]?.isDirty = true
    }

    /// Whether an address can't be reached just now.
    func isSuspended(_ address: Address) throws -> Bool {
        guard !address.isHuman else { return false }
        return try transaction.identity(bridge: address.bridge, user: address.user)?.suspendedAt != nil
    }

    /// The first learning day that something which still waits can be of.
    private func recently(_ person: Person) -> Day {
        person.calendar.day(at: turn.now, zones: turn.room.services.zones).advanced(
            byDays: -Delivery.daysUnderWay)
    }

    private func address(_ identity: Identity) -> Address { Address(bridge: identity.bridge, user: identity.user) }
}
