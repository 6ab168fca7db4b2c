internal import Synchronization
import YitiCore

/// The bridges that are, or were, connected to this server. Safe from any thread.
final class PushPosts: Sendable {
    private let posts = Mutex<[String: PushWindow]>([:])

    /// All of them, by their names.
    var all: [String: PushWindow] { posts.withLock { $0 } }

    /// The post of a bridge; nil while it was never connected.
    subscript(bridge: String) -> PushWindow? { posts.withLock { $0[bridge] } }

    /// The post of a bridge, made when it is first asked for.
    func post(_ bridge: String) -> PushWindow {
        posts.withLock { posts in
            if let post = posts[bridge] { return post }
            let post = PushWindow()
            posts[bridge] = post
            return post
        }
    }

    /// Whose time it is at the bridges that are connected.
    var epochs: [String: Int64] { all.filter { $0.value.pushing != nil }.mapValues(\.epoch) }

    /// Free places in the windows of all bridges.
    var places: Int { all.values.reduce(0) { $0 + $1.places } }

    /// Whether a window is full, so that more of what is due can't be sent before somebody acks.
    var isAnyFull: Bool { all.values.contains { $0.pushing != nil && $0.places == 0 } }
}

/// A bridge's place at the writer: who takes its pushes, and what is on its way. Safe from any thread.
final class PushWindow: Sendable {
    private struct State {
        var pushing: BridgeConnection?
        var epoch: Int64 = 0
        var inFlight: [Int64: Delivery] = [:]
        var users: Set<Address> = []
        var isDirty = true
        var hasWaiting = false
        var nextAt: Instant?
        var heldUntil: Instant?
        var quiet: [Address: Instant] = [:]
        var prunedAt: Instant?

        var places: Int { pushing.map { max(0, $0.window - users.count) } ?? 0 }
    }

    private let state = Mutex(State())

    /// The connection that takes pushes, if any.
    var pushing: BridgeConnection? { state.withLock { $0.pushing } }
    /// Whose time it is among several servers: another one ends this connection's.
    var epoch: Int64 { state.withLock { $0.epoch } }
    /// How many more may be in flight.
    var places: Int { state.withLock { $0.places } }
    /// Whether nothing is in flight.
    var isEmpty: Bool { state.withLock { $0.inFlight.isEmpty } }
    /// The numbers of what is in flight.
    private var numbersInFlight: [Int64] { state.withLock { Array($0.inFlight.keys) } }
    /// Whether something may be sendable now.
    var isDirty: Bool {
        get { state.withLock { $0.isDirty } }
        set { state.withLock { $0.isDirty = newValue } }
    }
    /// Whether something that may go waited for a place when the window was filled last.
    var hasWaiting: Bool {
        get { state.withLock { $0.hasWaiting } }
        set { state.withLock { $0.hasWaiting = newValue } }
    }
    /// When something that waits may go.
    var nextAt: Instant? {
        get { state.withLock { $0.nextAt } }
        set { state.withLock { $0.nextAt = newValue } }
    }
    /// Until when the platform wants no pushes at all.
    var heldUntil: Instant? {
        get { state.withLock { $0.heldUntil } }
        set { state.withLock { $0.heldUntil = newValue } }
    }

    /// The platform wants nothing for an address before an instant. Of very many at once the rest are forgotten: what waits for them already
    /// is delayed in the database.
    func keepQuiet(_ address: Address, until: Instant, now: Instant) {
        state.withLock {
            if $0.quiet.count >= Self.mostQuiet, $0.prunedAt != now {
                $0.quiet = $0.quiet.filter { $0.value > now }
                $0.prunedAt = now
            }
            guard $0.quiet.count < Self.mostQuiet || $0.quiet[address] != nil else { return }
            $0.quiet[address] = max(until, $0.quiet[address] ?? until)
        }
    }

    /// Until when the platform wants nothing for an address; nil when it may go.
    func quietUntil(_ address: Address, now: Instant) -> Instant? {
        state.withLock { $0.quiet.isEmpty ? nil : $0.quiet[address].flatMap { $0 > now ? $0 : nil } }
    }

    private static let mostQuiet = 10_000

    /// A delivery as it was sent; nil when it is not in flight here.
    func sent(_ id: Int64) -> Delivery? { state.withLock { $0.inFlight[id] } }

    /// Whether there is something to send at an instant.
    func isDue(at now: Instant) -> Bool {
        state.withLock { $0.isDirty || $0.nextAt.map { $0 <= now } ?? false }
    }

    /// Whether a new push may go at once: there is a place, and nobody waits for it.
    func isOpen(at now: Instant) -> Bool {
        state.withLock {
            $0.pushing?.takesPushes ?? false && !$0.isDirty && !$0.hasWaiting && $0.heldUntil ?? now <= now
        }
    }

    /// Something waits that may go from an instant on.
    func noteNew(notBefore: Instant, now: Instant) {
        state.withLock {
            guard notBefore > now else { return $0.isDirty = true }
            $0.nextAt = min(notBefore, $0.nextAt ?? notBefore)
        }
    }

    /// Takes a place for a push to an address; false when there is none, or something is on its way to it already. It is given back by
    /// ``giveBack(_:)``, or by ``release(_:)`` once a delivery has it.
    func reserve(_ address: Address) -> Bool {
        state.withLock { $0.places > 0 && $0.users.insert(address).inserted }
    }

    /// What a place was taken for is not sent.
    func giveBack(_ address: Address) { state.withLock { _ = $0.users.remove(address) } }

    /// A delivery is on its way, in a place that was taken for it.
    func take(_ delivery: Delivery) {
        state.withLock {
            $0.inFlight[delivery.id] = delivery
            $0.users.insert(delivery.address)
        }
    }

    /// A delivery is not on its way any more: its place is free.
    func release(_ id: Int64) {
        state.withLock {
            $0.isDirty = true
            guard let delivery = $0.inFlight.removeValue(forKey: id) else { return }
            $0.users.remove(delivery.address)
        }
    }

    /// Of what is on its way only these are so still: the places of the others are free.
    func keep(_ deliveries: Set<Int64>) {
        for id in numbersInFlight where !deliveries.contains(id) { release(id) }
    }

    /// Nothing is in flight: another connection takes the pushes from now on, or none. Returns what takes that back.
    func begin(with connection: BridgeConnection?, epoch: Int64 = 0) -> () -> Void {
        let before = state.withLock { state in
            let before = state
            state.pushing = connection
            state.epoch = epoch
            state.inFlight = [:]
            state.users = []
            state.isDirty = true
            return before
        }
        return { [self] in state.withLock { $0 = before } }
    }
}
