package import YitiCore

/// What other servers on the same database have done, as far as connections are about it.
package struct Elsewhere: Sendable {
    /// By the bridges that were asked about, where pushes are concerned: what is on its way yet, nil where another connection takes the pushes.
    package var inFlight: [String: Set<Int64>?] = [:]
    /// By those of whom something has changed: whom they are by now, themselves or whom they became, nil for who was forgotten.
    package var people: [Int64: Person?] = [:]
}

/// What several servers on one database need to know of each other. In a file there is one, and nothing to know.
extension Transaction {
    /// Whether other servers may use the same database.
    package var isShared: Bool { if case .postgres = connection { true } else { false } }

    /// What others have changed since this server's last turn; nil when they have written nothing.
    var others: ChangedPeople? {
        if case .postgres(let session) = connection { session.others } else { nil }
    }

    /// What others have done since this server's last turn; nil when they have written nothing. `people` are those whose connections are
    /// here, of whom those that have changed join the `unmet`, who had before; `windows` are the epochs of the bridges that are pushed to
    /// from here.
    package func elsewhere(
        unmet: inout Set<Int64>, people: @autoclosure () -> Set<Int64>, windows: @autoclosure () -> [String: Int64]
    ) throws -> Elsewhere? {
        guard let others else { return nil }
        let people = people()
        unmet.formUnion(others.among(people))
        var elsewhere = Elsewhere()
        if others.concernsPushes {
            for (bridge, epoch) in windows() {
                elsewhere.inFlight[bridge] = .some(try inFlight(bridge: bridge, epoch: epoch))
            }
        }
        for person in unmet.intersection(people) { elsewhere.people[person] = .some(try successor(orSelf: person)) }
        return elsewhere
    }

    /// What time it is for all servers: the database's when this turn began or, with `isStanding`, where the clock of a sandbox stands that
    /// keeps it here. Nil where there is one server, or no such clock.
    package func sharedNow(isStanding: Bool) throws -> Instant? { isStanding ? try standingNow() : databaseNow }

    /// Where the clock of a sandbox stands that keeps it here, so that what is written has the time that a look at the database gives; nil
    /// where none does.
    package func standingNow() throws -> Instant? {
        isShared ? try metaInstant(Self.standingNowKey) : nil
    }

    /// Keeps a sandbox's clock here from now on, where several servers may look at it.
    package func keepStandingNow(_ now: Instant) throws {
        if isShared { try setMeta(Self.standingNowKey, now) }
    }

    /// The earliest instant until `target` at which anything falls due; nil when nothing does, and then the clock that is kept here, if one is,
    /// stands at `target`.
    package func nextDue(movingClockTo target: Instant) throws -> Instant? {
        if let due = try nextDue(), due <= target { return due }
        try moveStandingNow(to: target)
        return nil
    }

    private func moveStandingNow(to now: Instant) throws {
        if isShared { try run("UPDATE meta SET value = ? WHERE key = ?", String(now.seconds), Self.standingNowKey) }
    }

    private static let standingNowKey = "sandbox_now"

    /// What time the database had when this turn began, so that all servers have the same; nil where there is one.
    package var databaseNow: Instant? {
        if case .postgres(let session) = connection { Instant(seconds: session.now) } else { nil }
    }

    /// Whether no other server has the database open.
    package func isAlone() throws -> Bool {
        guard case .postgres = connection else { return true }
        return try first(
            """
            SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND d.datname = current_database() AND l.classid::bigint = ?
                AND l.objid = hashtext(current_schema())::oid
            """, Int64(Schema.applicationID)
        ) { $0[0] } ?? 1 <= 1
    }

    /// The names of the servers that have the database open; nil where it is a file.
    func servers() throws -> [String]? {
        guard case .postgres = connection else { return nil }
        return try all(
            """
            SELECT substr(a.application_name, 6) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database() AND l.classid::bigint = ?
                AND l.objid = hashtext(current_schema())::oid ORDER BY a.application_name
            """, Int64(Schema.applicationID)
        ) { $0[0] }
    }

    /// Gives the pushes of a bridge to one connection: what was in flight on another waits again, and its epoch is over. Also says until
    /// when the platform wants no pushes, nil when it has not said so.
    package func takePushes(of bridge: String) throws -> (epoch: Int64, heldUntil: Instant?) {
        try returnInFlight(bridge: bridge)
        return (try raiseEpoch(bridge: bridge), try metaInstant(Self.holdKey(bridge)))
    }

    /// Keeps until when a bridge's platform wants no pushes.
    func hold(_ bridge: String, until: Instant) throws { try setMeta(Self.holdKey(bridge), until) }

    private static func holdKey(_ bridge: String) -> String { "hold.\(bridge)" }

    /// The epoch of a connection's time, by which those before it know that theirs is over.
    func raiseEpoch(bridge: String) throws -> Int64 {
        guard case .postgres = connection else { return 0 }
        cache.changed.hasPushes = true
        return try first(
            """
            INSERT INTO shared_post (bridge, epoch) VALUES (?, 1)
            ON CONFLICT (bridge) DO UPDATE SET epoch = shared_post.epoch + 1 RETURNING epoch
            """, bridge
        ) { $0[0] } ?? 0
    }

    /// What is on its way through a bridge in the time of an epoch; nil when that is over. Where nobody else can take the pushes there is
    /// one, 0.
    func inFlight(bridge: String, epoch: Int64) throws -> Set<Int64>? {
        if case .postgres = connection {
            let current = try first("SELECT epoch FROM shared_post WHERE bridge = ?", bridge) { $0[0] as Int64 }
            guard current ?? 0 == epoch else { return nil }
        }
        return try deliveriesInFlight(bridge: bridge)
    }

    /// The numbers of a bridge's deliveries that are on their way.
    func deliveriesInFlight(bridge: String) throws -> Set<Int64> {
        Set(try all("SELECT id FROM delivery WHERE state = 'in_flight' AND bridge = ?", bridge) { $0[0] as Int64 })
    }

    /// What other servers may have left for this one: the deployment as it is and, with `forPeople`, for whose human connections something
    /// waits that may go.
    package func lookAround(
        at now: Instant, forPeople: Bool
    ) throws -> (deployment: Deployment, waiting: Set<Int64>) {
        let waiting =
            try forPeople
            ? all(
                "SELECT person FROM delivery WHERE state = 'pending' AND bridge = '' AND not_before <= ? AND expires_at > ?",
                now.seconds, now.seconds
            ) { $0[0] as Int64 } : []
        return (try deployment(), Set(waiting))
    }
}
