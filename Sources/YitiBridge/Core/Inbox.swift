/// Where a network puts what comes, and what it may ask the journal. Every call returns when it is on the disk.
public struct Inbox: Sendable {
    let runner: EngineRunner

    /// Stores a batch with the position behind it; only then may the batch be confirmed to the network. Waits while the journal is full.
    /// `gap` says what the network left out before the batch; it stays until ``fill(gap:with:rest:)``.
    public func store(_ batch: [InboundEvent], position: String?, gap: String? = nil) async throws {
        reached()
        while runner.isFull { try await Task.sleep(for: .seconds(1)) }
        try await runner.handle(.received(batch, position: position, gap: gap))
    }

    /// Stores what was in a gap; `rest` is what is left of it.
    public func fill(gap: String, with batch: [InboundEvent], rest: String?) async throws {
        while runner.isFull { try await Task.sleep(for: .seconds(1)) }
        try await runner.handle(.filled(gap: gap, batch, rest: rest))
    }

    /// The network has let us in, and `/healthz` says that all is well. ``store(_:position:gap:)`` says so, too.
    public func reached() { runner.noteNetwork(isReached: true) }

    /// The network has answered a poll: what fails from now on is a new failure, after which it is asked again soon. Not for connections that
    /// are held, since a network that breaks each of them must be asked ever more rarely.
    public func answered() { runner.noteAnswer() }

    /// The journal's own random name, for ever the same: 32 hexadecimal digits.
    public var instance: String { runner.instance }

    /// Where the network was left; nil at the first start.
    public func position() async throws -> String? { try await runner.withJournal { try $0.meta("position") } }

    /// How far back what was missed since an instant can be read: what is older than the journal's rows can't be told from what was answered
    /// long ago, and its writer would hear that it was too old.
    static func oldestMissed(since: Double, now: Double = EngineRunner.now) -> Double {
        max(since, now - rememberedSeconds)
    }

    /// An hour less than rows are kept.
    private static let rememberedSeconds = EngineLimits().keptSeconds - 3600

    /// The gaps that are not filled, oldest first.
    public func gaps() async throws -> [String] { try await runner.withJournal { try $0.gaps() } }

    /// What a message of the bot's was about; nil when it is not the bot's, or too old.
    public func shown(place: String, message: String) async throws -> ShownMessage? {
        try await runner.withJournal { try $0.shown(place: place, message: message) }
    }

    /// Where somebody wrote a message that was sent on to the server; nil when none was, or too long ago.
    public func place(ofMessage id: String, by user: String) async throws -> String? {
        try await runner.withJournal { try $0.place(ofMessage: id, by: user) }
    }

    /// Whose private chat a place is.
    public func user(of place: String) async throws -> String? {
        try await runner.withJournal { try $0.user(of: place) }
    }

    /// A person's private chat.
    public func place(of user: String) async throws -> String? {
        try await runner.withJournal { try $0.place(of: user) }
    }

    /// The chats where somebody wrote or something was shown in the last so many seconds.
    public func activePlaces(seconds: Double) async throws -> [String] {
        let since = EngineRunner.now - seconds
        return try await runner.withJournal { try $0.places(activeSince: since) }
    }

    /// Something the network has to remember: a token, a device.
    public func value(_ key: String) async throws -> String? {
        try await runner.withJournal { try $0.meta("network." + key) }
    }

    /// All values whose keys begin so, without that beginning.
    public func values(beginning prefix: String) async throws -> [String: String] {
        try await runner.withJournal { try $0.metas(beginning: "network." + prefix) }
    }

    /// Remembers it; an empty value is forgotten.
    public func setValue(_ key: String, _ value: String) async throws {
        try await runner.withJournal { try $0.setMeta("network." + key, value) }
    }

    /// Says something in the log.
    public func warn(_ text: String) { runner.log(.warning, text) }
}
