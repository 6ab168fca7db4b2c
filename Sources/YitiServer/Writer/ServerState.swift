internal import Synchronization
import YitiCore

/// Who is connected to this server, and what it counts of them. Can be lost: the database holds what matters. Safe from any thread.
final class ServerState: Sendable {
    private struct State {
        var sessions: [ConnectionID: Session] = [:]
        var sessionsOfPerson: [Int64: Set<ConnectionID>] = [:]
        var voidTokens: Set<[UInt8]> = []
        var accounts = AccountThrottle()
        var linkTries = LinkTries()
    }

    /// Pages in browsers.
    let browsers = Browsers()
    private let state = Mutex(State())
    private let incidents = Atomic(0)
    /// Tells the incidents of one run from those of another.
    private let started = String(UInt32.random(in: 0...UInt32.max), radix: 36)

    /// How many human connections there are.
    var connectionCount: Int { state.withLock { $0.sessions.count } }

    /// Whether anybody's connection speaks for an account.
    var hasPeople: Bool { state.withLock { !$0.sessionsOfPerson.isEmpty } }

    /// Those whose account a connection speaks for.
    var people: Set<Int64> { state.withLock { Set($0.sessionsOfPerson.keys) } }

    /// A human connection; nil when it is not known.
    func session(_ id: ConnectionID) -> Session? { state.withLock { $0.sessions[id] } }

    /// Whether a person has a connection.
    func isConnected(_ person: Int64) -> Bool { state.withLock { $0.sessionsOfPerson[person] != nil } }

    /// A person's connections, the oldest first.
    func sessions(of person: Int64) -> [Session] {
        state.withLock { state in
            (state.sessionsOfPerson[person] ?? []).sorted().compactMap { state.sessions[$0] }
        }
    }

    /// A connection begins.
    func add(_ session: Session) { state.withLock { $0.sessions[session.connection.id] = session } }

    /// A connection is gone; whom it spoke for it leaves by ``leave(_:)``.
    func remove(_ id: ConnectionID) -> Session? { state.withLock { $0.sessions.removeValue(forKey: id) } }

    /// Notes that a connection speaks for an account, or with nil for a guest.
    func begin(_ session: Session, as account: Int64?) {
        session.account = account
        session.guest = nil
        guard let account else { return }
        state.withLock { _ = $0.sessionsOfPerson[account, default: []].insert(session.connection.id) }
    }

    /// Takes a connection away from its person; who has none left by that.
    func leave(_ session: Session) -> Int64? {
        guard let person = session.account else { return nil }
        return state.withLock { state in
            state.sessionsOfPerson[person]?.remove(session.connection.id)
            guard state.sessionsOfPerson[person]?.isEmpty ?? false else { return nil }
            state.sessionsOfPerson[person] = nil
            return person
        }
    }

    /// Whether a token was taken away or replaced since the start: a connection may be on its way with one.
    func isVoid(token hash: [UInt8]) -> Bool { state.withLock { $0.voidTokens.contains(hash) } }

    /// A token is void; false when that was known.
    @discardableResult
    func makeVoid(token hash: [UInt8]) -> Bool { state.withLock { $0.voidTokens.insert(hash).inserted } }

    /// A token was not taken away after all.
    func restore(token hash: [UInt8]) { state.withLock { _ = $0.voidTokens.remove(hash) } }

    /// After how many seconds an address may make the next account; nil when it may at once.
    func waitForAccount(_ address: String, at now: Instant, limit: Int) -> Int? {
        state.withLock { $0.accounts.wait(address, at: now, limit: limit) }
    }

    /// Counts an account of an address.
    func countAccount(_ address: String, at now: Instant, limit: Int) {
        state.withLock { $0.accounts.take(address, at: now, limit: limit) }
    }

    /// The account counted last was not made after all.
    func uncountAccount(_ address: String) { state.withLock { $0.accounts.giveBack(address) } }

    /// In how many seconds another link code of an identity is looked at; nil when at once.
    func waitForLink(_ address: Address, at now: Instant) -> Int? {
        state.withLock { $0.linkTries.wait(address, at: now) }
    }

    /// Counts a wrong link code.
    func countWrongLink(_ address: Address, at now: Instant) {
        state.withLock { $0.linkTries.failed(address, at: now) }
    }

    /// The code counted last was not tried after all.
    func uncountWrongLink(_ address: Address) { state.withLock { $0.linkTries.giveBack(address) } }

    /// A number for an error that the log explains and the wire doesn't.
    func nextIncident() -> String {
        "\(started)-\(incidents.wrappingAdd(1, ordering: .relaxed).newValue)"
    }
}
