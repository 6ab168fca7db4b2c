package import YitiCore

/// What is kept of the service as a whole: what operators have set, and what servers on one database tell each other.
package struct Deployment: Hashable, Sendable {
    /// What a bridge shows that it is itself by, as a hash.
    package struct Token: Hashable, Sendable {
        package var bridge: String
        package var hash: [UInt8]
        package var createdAt: Instant

        package init(bridge: String, hash: [UInt8], createdAt: Instant) {
            self.bridge = bridge
            self.hash = hash
            self.createdAt = createdAt
        }
    }

    /// By the bridges' names.
    package var tokens: [Token] = []
    /// What everybody's memory is reckoned with who has no fit of their own; nil for the program's own terms.
    package var memoryDefaults: MemoryTerms?
    /// What was found last that people have in common in how they forget; nil before anybody has looked.
    package var common: CommonFinding?
    /// The version of the bank that a server has begun to serve last.
    package var bank: String?
    /// The latest instant that a server here has seen.
    package var latestNow: Instant?

    /// That of a service of which nothing is known yet.
    package init() {}

    /// The tokens that held before and hold no more.
    package func voidTokens(since before: Deployment) -> [Token] {
        let hashes = Set(tokens.map(\.hash))
        return before.tokens.filter { !hashes.contains($0.hash) }
    }
}

/// A change of the deployment, and what it was before.
package struct DeploymentStep: Sendable {
    package var before: Deployment
    package var after: Deployment
    /// Whether there was something of the kind that it takes away or replaces.
    package var isDone: Bool
}

/// What people have in common in how they forget, as far as anything is, and the day, in UTC, on which it was looked for.
package struct CommonFinding: Hashable, Sendable {
    package var day: Int
    package var common: CommonForgetting?

    package init(day: Int, common: CommonForgetting?) {
        self.day = day
        self.common = common
    }

    init?(text: String) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Int(parts[0]) else { return nil }
        self.init(day: day, common: CommonForgetting(text: parts[1]))
    }

    var text: String { "\(day)=\(common?.text ?? "")" }
}

/// What an operator, or a server for all of them, makes of the deployment.
package enum DeploymentChange: Sendable {
    /// A bridge's token, in place of the one before.
    case token(bridge: String, hash: [UInt8])
    case tokenRevoked(bridge: String)
    case memoryDefaults(MemoryTerms)
    case common(CommonFinding)
    /// Said to other servers; without any nothing is kept.
    case bank(version: String)
    /// The clock is believed.
    case clockSeen
    /// A report is out of the operator's queue.
    case reportDone(Int64)
}

extension Transaction {
    private static let memoryDefaultsKey = "memory_defaults"
    private static let commonKey = "memory_common"
    private static let bankKey = "bank_version"
    private static let latestNowKey = "latest_now"

    /// The deployment as it is.
    package func deployment() throws -> Deployment {
        let values: [(String, String)] = try all(
            "SELECT key, value FROM meta WHERE key IN (?, ?, ?, ?)", Self.memoryDefaultsKey, Self.commonKey,
            Self.bankKey,
            Self.latestNowKey
        ) { ($0[0], $0[1]) }
        let kept = Dictionary(values, uniquingKeysWith: { first, _ in first })
        var deployment = Deployment()
        deployment.tokens = try all("SELECT bridge, hash, created_at FROM token ORDER BY bridge") {
            Deployment.Token(bridge: $0[0], hash: $0[1], createdAt: $0[2])
        }
        deployment.memoryDefaults = kept[Self.memoryDefaultsKey].flatMap(MemoryTerms.init(text:))
        deployment.common = kept[Self.commonKey].flatMap(CommonFinding.init(text:))
        deployment.bank = kept[Self.bankKey]
        deployment.latestNow = kept[Self.latestNowKey].flatMap { Int64($0) }.map(Instant.init(seconds:))
        return deployment
    }

    /// Changes the deployment; false when there was nothing of the kind that it takes away or replaces.
    @discardableResult
    package func apply(_ change: DeploymentChange, at now: Instant) throws -> Bool {
        switch change {
        case .token(let bridge, let hash):
            let replaces = try tokenHash(bridge: bridge) != nil
            try saveToken(bridge: bridge, hash: hash, at: now)
            return replaces
        case .tokenRevoked(let bridge): return try changes(by: "DELETE FROM token WHERE bridge = ?", bridge) > 0
        case .reportDone(let number): return try changes(by: "DELETE FROM report WHERE id = ?", number) > 0
        case .memoryDefaults(let terms): try setMeta(Self.memoryDefaultsKey, terms.text)
        case .common(let finding): try setMeta(Self.commonKey, finding.text)
        case .clockSeen: try setMeta(Self.latestNowKey, now)
        case .bank(let version):
            guard isShared, try meta(Self.bankKey) != version else { return false }
            try setMeta(Self.bankKey, version)
        }
        return true
    }

    /// The same, with what the deployment was and is.
    package func step(_ change: DeploymentChange, at now: Instant) throws -> DeploymentStep {
        let before = try deployment()
        let isDone = try apply(change, at: now)
        return DeploymentStep(before: before, after: try deployment(), isDone: isDone)
    }

    /// What is done whenever a second has passed: replies that were kept for long enough are forgotten, and an instant that is believed is kept
    /// as the latest that was seen.
    package func keepHouse(at now: Instant, isBelieved: Bool) throws {
        if isBelieved { try apply(.clockSeen, at: now) }
        try purgeEffects(at: now)
    }

    /// How the store is, for the operator: which servers have it open, none of a file, and how many subscriptions are on.
    package func health() throws -> (servers: [String]?, subscriptions: Int, deployment: Deployment) {
        let subscriptions = try first("SELECT count(*) FROM subscription WHERE ended_at IS NULL") { $0[0] as Int }
        return (try servers(), subscriptions ?? 0, try deployment())
    }

    /// At a server's start: what was in flight when the last process ended waits again, unless other servers are at it. Says how many
    /// deliveries are under way, what the deployment is, and what was begun and is not done.
    package func takeUp() throws -> (underWay: Int, deployment: Deployment, halfDone: [Slicing]) {
        // Of what other servers have in flight each hello returns its own. Of bridges alone: a human's name is empty.
        if try isAlone() { try run("UPDATE delivery SET state = 'pending' WHERE state = 'in_flight' AND bridge > ''") }
        return (try countUnderWay(), try deployment(), try halfDone())
    }

    /// Begins a sandbox: its clock, where several servers may look at it, and its bridges' tokens.
    package func beginSandbox(at now: Instant, tokens: [(bridge: String, hash: [UInt8])]) throws {
        try keepStandingNow(now)
        for token in tokens { try saveToken(bridge: token.bridge, hash: token.hash, at: now) }
    }
}
