internal import Dispatch
import YitiCore
import YitiStore

/// What the writer knows besides the database: who is connected and what is on its way. Only the writer's thread touches it,
/// and everything in it can be lost: the database holds what matters.
final class WriterState {
    let services: Services
    /// The writer, to be told later what a connection did with a push.
    weak var writer: Writer?
    /// Where replies are worded while the writer goes on.
    let scribe = DispatchQueue(label: "wording")
    /// The human connections.
    var sessions: [ConnectionID: Session] = [:]
    /// The connections of each person who has one.
    var sessionsOfPerson: [Int64: Set<ConnectionID>] = [:]
    /// Pages in browsers.
    let browsers = Browsers()
    /// Human deliveries that a connection holds and has not written yet.
    var humanInFlight: Set<Int64> = []
    /// What those who are connected have been shown, where another server may have shown it as well.
    let shown = ShownPushes()
    /// People with a connection of whom other servers have changed something since it was looked.
    var changedElsewhere: Set<Int64> = []
    /// People with a connection for whom a delivery may go at an instant.
    var humanDue: [Int64: Instant] = [:]
    /// The bridges that are, or were, connected.
    var bridges: [String: PushWindow] = [:]
    /// Whether ``Startup`` has been done.
    var hasStarted = false
    /// Whether more is due than one batch took.
    var hasBacklog = false
    /// Free places in the windows of all bridges.
    var places: Int { bridges.values.reduce(0) { $0 + $1.places } }
    /// Whether a window is full, so that more of what is due can't be sent before somebody acks.
    var isAnyFull: Bool { bridges.values.contains { $0.pushing != nil && $0.places == 0 } }
    /// When a request was last found to repeat another.
    var repeatedAt: Instant?
    /// The instant the scheduler has looked at last.
    var scheduledAt: Instant?
    /// Whether pushing is held because the clock jumped.
    var guardian = ClockGuard()
    /// How much room the disk has.
    var disk = DiskWatch()
    /// Since it was looked how long what could be pushed has waited.
    var backlogSeen: Stopwatch?
    /// The hashes of the bridges' tokens when it was last looked at what other servers have done.
    var tokens: [String: [UInt8]]?
    /// What the deployment's own terms of memory were then.
    var memoryDefaults: String?
    /// The version of the bank that a server began to serve last, when it was last looked.
    var bankElsewhere: String?
    /// The hashes of tokens that were taken away or replaced since the start: a connection may be on its way with one.
    var voidTokens: Set<[UInt8]> = []
    /// Accounts made lately, by address.
    var accounts = AccountThrottle()
    /// Wrong link codes lately.
    var linkTries = LinkTries()
    var failuresInARow = 0
    /// Whether other servers have written since it was looked at what they have done.
    var hasUnheardNeighbours = false
    /// When it was last looked for whom other servers have made something.
    var neighboursHeardAt: Instant?
    /// The learning day on which each person's reviews were last looked at, lately.
    var fitted: [Int64: Day] = [:]
    /// People who are held since their rows can't be read.
    var damaged = DamagedPeople()
    private var incidents = 0
    /// Tells the incidents of one run from those of another.
    private let started = String(UInt32.random(in: 0...UInt32.max), radix: 36)

    init(services: Services) {
        self.services = services
    }

    /// Why nothing is pushed at all just now, for the operator; nil while pushes go.
    var pushingNote: String? {
        if guardian.isHeld { return ClockGuard.note }
        return disk.level == .plenty ? nil : DiskWatch.note
    }

    /// The post of a bridge, made when it is first asked for.
    func post(_ bridge: String) -> PushWindow {
        if let post = bridges[bridge] { return post }
        let post = PushWindow()
        bridges[bridge] = post
        return post
    }

    /// Lets a connection speak for a person; a guest (number 0) lives with the connection alone.
    func assign(_ session: Session, to person: Int64) {
        leave(session)
        session.personID = person
        session.guest = nil
        guard person != 0 else { return }
        sessionsOfPerson[person, default: []].insert(session.connection.id)
        humanDue[person] = humanDue[person] ?? Instant(seconds: .min)
    }

    /// Takes a connection away from its person.
    func leave(_ session: Session) {
        guard session.personID != 0 else { return }
        sessionsOfPerson[session.personID]?.remove(session.connection.id)
        guard sessionsOfPerson[session.personID]?.isEmpty ?? false else { return }
        sessionsOfPerson[session.personID] = nil
        shown.end(session.personID)
        humanDue[session.personID] = nil
    }

    /// A number for an error that the log explains and the wire doesn't.
    func nextIncident() -> String {
        incidents += 1
        return "\(started)-\(incidents)"
    }
}

/// A bridge's place at the writer.
final class PushWindow {
    /// The connection that takes pushes, if any.
    var pushing: BridgeConnection?
    /// Whose time it is among several servers: another one ends this connection's.
    private(set) var epoch: Int64 = 0
    /// Deliveries in flight on ``pushing``, as they were sent.
    private(set) var inFlight: [Int64: Delivery] = [:]
    /// To whom they go: at most one each.
    private(set) var users: Set<Address> = []
    /// Whether something may be sendable now.
    var isDirty = true
    /// Whether something that may go waited for a place when the window was filled last.
    var hasWaiting = false
    /// When something that waits may go.
    var nextAt: Instant?
    /// Until when the platform wants no pushes at all.
    var heldUntil: Instant?

    /// How many more may be in flight.
    var places: Int { pushing.map { max(0, $0.window - inFlight.count) } ?? 0 }

    /// Something waits that may go from an instant on.
    func noteNew(notBefore: Instant, now: Instant) {
        guard notBefore > now else { return isDirty = true }
        nextAt = min(notBefore, nextAt ?? notBefore)
    }

    /// A delivery is on its way.
    func take(_ delivery: Delivery) {
        inFlight[delivery.id] = delivery
        users.insert(delivery.address)
    }

    /// A delivery is not on its way any more: its place is free.
    func release(_ id: Int64) {
        isDirty = true
        guard let delivery = inFlight.removeValue(forKey: id) else { return }
        users.remove(delivery.address)
    }

    /// Nothing is in flight: another connection takes the pushes from now on, or none.
    func begin(with connection: BridgeConnection?, epoch: Int64 = 0) {
        pushing = connection
        self.epoch = epoch
        inFlight = [:]
        users = []
        isDirty = true
    }
}

/// A person's connection as the writer knows it.
final class Session {
    let connection: HumanConnection
    /// What a guest has set or opened lives here and nowhere else; of an account only the number counts. Most of those who are
    /// connected have none: they keep no room for it.
    var guest: PersonFile? {
        get { kept?.file }
        set { kept = newValue.map(Guest.init) }
    }
    private var kept: Guest?
    var personID: Int64 = 0
    var color = false
    /// Whether a page in a browser speaks over it.
    var isBrowser = false

    init(_ connection: HumanConnection) {
        self.connection = connection
    }

    private final class Guest {
        let file: PersonFile

        init(_ file: PersonFile) { self.file = file }
    }
}
