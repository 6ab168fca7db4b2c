internal import Synchronization

/// One connection to the gateway, from its first payload to its end. Payloads are read as they come, so that heartbeats and
/// interactions wait for nothing; events are taken in order behind that.
final class DiscordConnection: Sendable {
    private let network: DiscordNetwork
    private let socket: WebSocket
    private let session: Mutex<DiscordSession>
    private let inbox: Inbox
    private let arrivals = Backlog<Arrival>()

    /// An event that waits for what came before it.
    enum Arrival: Sendable {
        case began(DiscordPosition, guilds: Set<String>)
        case event(String, JSONValue, sequence: Int)
    }

    /// Discord asks to connect again.
    struct Reconnect: Error, CustomStringConvertible {
        let description = "Discord asks to connect again"
    }

    init(_ network: DiscordNetwork, _ socket: WebSocket, _ session: DiscordSession, _ inbox: Inbox) {
        self.network = network
        self.socket = socket
        self.session = Mutex(session)
        self.inbox = inbox
    }

    /// Runs until the connection ends; always throws.
    func run() async throws {
        // A code other than 1000 keeps the session for the next connection.
        defer { socket.close(4000) }
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.read() }
            group.addTask { try await self.takeArrivals() }
            try await group.next()
        }
    }

    private func read() async throws {
        // One that keeps nothing of the tasks that are done: a connection may stand for weeks.
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let payload = JSONValue(try await socket.next().utf8) ?? .null
                for action in session.withLock({ $0.take(payload, now: EngineRunner.now) }) {
                    try await carryOut(action, &group)
                }
            }
        }
    }

    private func carryOut(
        _ action: DiscordSession.Action, _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) async throws {
        switch action {
        case .send(let payload): try await socket.send(payload.text)
        case .beat(let seconds): begin(&group) { try await self.beat(everySeconds: seconds) }
        case .began(let position, _, let guilds): try await arrivals.add(.began(position, guilds: guilds))
        case .resumed: inbox.reached()
        case .event("INTERACTION_CREATE", let data, _):
            begin(&group) { try await self.network.take(DiscordInteraction(json: data), self.inbox) }
        case .event(let type, let data, let sequence): try await arrivals.add(.event(type, data, sequence: sequence))
        case .reconnect(let resumes):
            if !resumes { try await loseSession() }
            throw Reconnect()
        }
    }

    /// Does something beside reading; what fails there ends the connection, which reading alone would not notice. With what it ended
    /// reading says: Discord may have given a reason.
    private func begin(
        _ group: inout ThrowingDiscardingTaskGroup<any Error>, _ work: @escaping @Sendable () async throws -> Void
    ) {
        group.addTask { [socket] in
            do { try await work() } catch { socket.close(4000) }
        }
    }

    /// A new session may be begun after some seconds.
    private func loseSession() async throws {
        try await network.forgetSession(inbox)
        try await Task.sleep(for: .seconds(.random(in: 1...5)))
    }

    /// The first heartbeat comes after a random part of the time, so that not everybody's come together.
    private func beat(everySeconds seconds: Double) async throws {
        try await Task.sleep(for: .seconds(seconds * .random(in: 0...1)))
        var last = arrivals.now
        while true {
            let wasHeard = arrivals.wasHeard(since: last)
            last = arrivals.now
            switch session.withLock({ $0.beat(wasHeard: wasHeard) }) {
            case .send(let payload): try await socket.send(payload.text)
            case .dead: return socket.close(4000)
            }
            try await Task.sleep(for: .seconds(seconds))
        }
    }

    // MARK: Events

    private func takeArrivals() async throws {
        var position = try await inbox.position().flatMap(DiscordPosition.init)
        var guilds = try await network.guilds(inbox) ?? []
        for gap in try await inbox.gaps() { try await network.fill(gap, inbox) }
        try await arrivals.forEach { arrival in
            switch arrival {
            case .began(let new, let known):
                guilds = known
                // Whoever was there before has missed what came since.
                let gap = position.map { "\($0.heardAt)" }
                position = new
                inbox.reached()
                try await inbox.store([network.remember(guilds)], position: new.text, gap: gap)
                if let gap { try await network.fill(gap, inbox) }
            case .event(let type, let data, let sequence):
                let before = guilds
                var events = network.events(type, data, &guilds)
                if guilds != before { events.append(network.remember(guilds)) }
                position?.sequence = sequence
                position?.heardAt = EngineRunner.now
                // What brings nothing need not be remembered: it is heard again.
                if !events.isEmpty { try await inbox.store(events, position: position?.text) }
            }
        }
    }
}
