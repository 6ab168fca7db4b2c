internal import Dispatch
import YitiCore
import YitiStore

/// What the writer knows besides the database of the people whom it writes for. Only its thread touches it, and everything in it can be
/// lost: the database holds what matters. There is one lane, of everybody (docs/decisions/0083 says what several would be).
final class LaneState {
    let services: Services
    /// Who is connected to this server.
    let server: ServerState
    /// What is on its way to bridges.
    let posts: PushPosts
    /// What is looked at for everybody.
    let watch = Watch()
    /// The writer, to be told later what a connection did with a push.
    weak var writer: Writer?
    /// Where replies are worded while the writer goes on.
    let scribe = DispatchQueue(label: "wording")
    /// Human deliveries that a connection holds and has not written yet.
    var humanInFlight: Set<Int64> = []
    /// What those who are connected have been shown, where another server may have shown it as well.
    let shown: ShownPushes
    /// People with a connection of whom other servers have changed something since it was looked.
    var changedElsewhere: Set<Int64> = []
    /// People with a connection for whom a delivery may go at an instant.
    var humanDue: [Int64: Instant] = [:]
    /// Whether more is due than one batch took.
    var hasBacklog = false
    /// When a request was last found to repeat another.
    var repeatedAt: Instant?
    /// The instant the scheduler has looked at last.
    var scheduledAt: Instant?
    var failuresInARow = 0
    /// The learning day on which each person's reviews were last looked at, lately.
    var fitted: [Int64: Day] = [:]
    /// People who are held since their rows can't be read.
    var damaged = DamagedPeople()

    /// Of a writer that others may write beside, or that is the only one.
    init(services: Services, server: ServerState, posts: PushPosts, hasOthers: Bool) {
        shown = ShownPushes(hasOthers: hasOthers)
        self.services = services
        self.server = server
        self.posts = posts
    }

    /// Why nothing is pushed at all just now, for the operator; nil while pushes go.
    var pushingNote: String? {
        let notes = [watch.disk.note, watch.guardian.note].compactMap(\.self)
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    /// Lets a connection speak for an account; a guest (nil) lives with the connection alone.
    func assign(_ session: Session, to account: Int64?) {
        leave(session)
        server.begin(session, as: account)
        guard let account else { return }
        shown.begin(account)
        humanDue[account] = humanDue[account] ?? Instant(seconds: .min)
    }

    /// Takes a connection away from its person.
    func leave(_ session: Session) {
        guard let left = server.leave(session) else { return }
        humanDue[left] = nil
        shown.end(left)
    }

    /// A connection is gone; nil when it was not known.
    @discardableResult
    func close(_ id: ConnectionID) -> Session? {
        guard let session = server.remove(id) else { return nil }
        leave(session)
        return session
    }
}

/// What one thread looks at for everybody whom a server writes for: the clock, the disk, and what operators do at other servers.
final class Watch {
    /// Whether ``Startup`` has been done.
    var hasStarted = false
    /// Whether pushing is held because the clock jumped.
    var guardian = ClockGuard()
    /// How much room the disk has.
    var disk = DiskWatch()
    /// Since it was looked how long what could be pushed has waited.
    var backlogSeen: Stopwatch?
    /// The deployment as it was when it was last looked at what other servers have done.
    var deployment = Deployment()
    /// The day, in UTC, on which everybody's reviews were last looked at.
    var commonDay: Int?
    /// Whether other servers have written since it was looked at what they have done.
    var hasUnheardNeighbours = false
    /// When it was last looked for whom other servers have made something.
    var neighboursHeardAt: Instant?
    /// Since that look, where the clock may stand.
    var neighboursHeard: Stopwatch?
}
