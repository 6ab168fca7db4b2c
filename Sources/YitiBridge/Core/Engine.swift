internal import YitiCore

/// The whole of a bridge as a state machine: an event and an instant in, actions out. What must survive is in the journal by the time
/// the actions are carried out; everything in here can be lost.
struct Engine: Sendable {
    let journal: Journal
    let identity: EngineIdentity
    let traits: NetworkTraits
    let limits: EngineLimits
    var counts = BridgeCounts()
    var link = Link.none
    var inbound = Lanes()
    var parts = Lanes()
    /// Which parts belong to replies, and to whose: they go before pushes.
    var replyParts: [Int64: String] = [:]
    var pushes: [Int64: PushRow] = [:]
    /// Until when the server wants none of a user's requests.
    var userHolds: [String: Double] = [:]
    /// When an ack that the server had no time for is said again, by its push.
    var ackHolds: [Int64: Double] = [:]
    /// Until when nothing may be sent to a lane; "" is everywhere. In the journal, too.
    var laneHolds: [String: Double] = [:]
    var laneFailures: [String: Backoff] = [:]
    var laneBuckets: [String: RateBucket] = [:]
    var bucket: RateBucket
    /// When the network last took a part.
    var shownAt = -Double.infinity
    /// Whether parts may be begun: not any more by a bridge that is being stopped, since nobody would show them.
    var beginsParts = true
    var nextPruning = 0.0
    /// When it was started for the first time: what was sent before is not executed.
    let firstStart: Double
    let instance: String
    private(set) var leftBehind = LeftBehind()

    /// The connection to the server, as far as it has got.
    enum Link: Sendable {
        case none
        case greeted
        /// `sendsTimes`: the server's clock goes with ours.
        case welcomed(store: String, sendsTimes: Bool)
    }

    /// An engine with what the journal remembers. Parts that a crash caught are shown again.
    init(
        journal: Journal, identity: EngineIdentity, traits: NetworkTraits, limits: EngineLimits = EngineLimits(),
        now: Double
    ) throws {
        self.journal = journal
        self.identity = identity
        self.traits = traits
        self.limits = limits
        bucket = RateBucket(traits.bridgeRate, now: now)
        (firstStart, instance) = try journal.write { journal in
            let known = try journal.meta("first_start").flatMap(Double.init)
            if known == nil { try journal.setMeta("first_start", "\(now)") }
            return (known ?? now, try journal.meta("instance") ?? "")
        }
        try journal.write { try load($0, now: now) }
    }

    private mutating func load(_ journal: JournalTransaction, now: Double) throws {
        let interrupted = try journal.interruptedParts()
        for begun in interrupted where traits.keySeconds == 0 || now - begun > traits.keySeconds {
            counts.doubtful += 1
        }
        for (id, user) in try journal.openInbound() { inbound.add(id, to: user) }
        for part in try journal.unsentParts() { enqueue(part) }
        for push in try journal.unackedPushes() { pushes[push.id] = push }
        laneHolds = try journal.holds()
        leftBehind = LeftBehind(
            open: inbound.count, pending: parts.count - interrupted.count, sending: interrupted.count,
            unacked: pushes.values.count { $0.state == .shown })
    }

    mutating func enqueue(_ part: PartRow) {
        parts.add(part.id, to: part.lane)
        if part.inbound != nil { replyParts[part.id] = part.user }
    }

    /// Takes events in order, in one transaction; the actions are to be carried out in order.
    mutating func handle(_ events: [EngineEvent], now: Double) throws -> [EngineAction] {
        let journal = journal
        var actions: [EngineAction] = []
        try journal.write { journal in
            for event in events { try take(event, journal, now, &actions) }
            try goOn(journal, now, &actions)
        }
        return actions
    }

    private mutating func take(
        _ event: EngineEvent, _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        switch event {
        case .connected:
            link = .greeted
            actions.append(.write(hello))
        case .disconnected:
            link = .none
            inbound.putAllBack()
            // Whoever is welcome says all of them again.
            ackHolds = [:]
        case .line(let line): try hear(line, journal, now, &actions)
        case .received(let batch, let position, let gap):
            try journal.advance(to: position, gap: gap)
            for event in batch { try store(event, journal, now) }
        case .filled(let gap, let batch, let rest):
            try journal.fill(gap: gap, rest: rest)
            for event in batch { try store(event, journal, now) }
        case .finished(let part, let outcome): try settle(part, outcome, journal, now, &actions)
        case .tick: break
        }
    }

    private var hello: JSONValue {
        [
            "op": "hello", "v": 1, "bridge": .string(identity.bridge), "token": .string(identity.token),
            "agent": .string("yiti-bridge/\(traits.name)"), "instance": .string(instance),
            "features": traits.captionLength == nil ? [] : ["image"],
        ]
    }

    /// Starts whatever may be started now.
    private mutating func goOn(_ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]) throws {
        ackAgain(now, &actions)
        try giveBackPushes(journal, now, &actions)
        try ask(journal, now, &actions)
        try show(journal, now, &actions)
        if now >= nextPruning {
            try journal.prune(before: now - limits.keptSeconds)
            userHolds = userHolds.filter { $0.value > now }
            laneHolds = laneHolds.filter { $0.value > now }
            laneFailures = laneFailures.filter { parts.count(in: $0.key) > 0 }
            laneBuckets = laneBuckets.filter { !$0.value.isFull(now: now) }
            nextPruning = now + 600
        }
    }

    /// Whether nothing more may be taken from the network for now.
    var isFull: Bool { inbound.count >= limits.maxInbound }

    /// When ``handle(_:now:)`` has something to do without an event; at most a second from now.
    func nextTick(now: Double) -> Double { min(now + 1, max(now + 0.02, nextShowing(now: now))) }
}
