internal import Synchronization

/// Where the gateway is, and what its end means.
extension DiscordNetwork {
    /// Servers and their channels, what is written in them and to the bot alone.
    private static let intents = 1 << 0 | 1 << 9 | 1 << 12
    private static let contentIntent = 1 << 15

    func receive(_ inbox: Inbox) async throws {
        var known = try await inbox.position().flatMap(DiscordPosition.init)
        // A session is begun anew where nobody noted which servers it had told of.
        if try await guilds(inbox) == nil { known?.session = nil }
        let mayReadContent = state.withLock { $0.mayReadContent }
        let intents = Self.intents | (mayReadContent ? Self.contentIntent : 0)
        let session = DiscordSession(token: token, intents: intents, known: known)
        let connection = DiscordConnection(self, try await open(known), session, inbox)
        do {
            try await connection.run()
        } catch let end as WebSocketClosed {
            if let failure = end.code.flatMap(DiscordSession.failure) { throw failure }
            if DiscordSession.endsSession(end.code) { try await forgetSession(inbox) }
            throw end
        }
    }

    private func open(_ known: DiscordPosition?) async throws -> WebSocket {
        if let known, known.session != nil, !known.gateway.isEmpty {
            do {
                return try await open(known.gateway)
            } catch {
                if Task.isCancelled { throw error }
                // That gateway may be no more; the one that everybody begins at says whether the session is.
                state.withLock { $0.inbox }?.warn("\(known.gateway) can't be reached: \(error)")
            }
        }
        return try await open(try await gateway())
    }

    private func open(_ address: String) async throws -> WebSocket {
        guard let gateway = WebAddress(address, schemes: WebAddress.webSocket) else {
            throw HTTPFailure(mayHaveArrived: true, description: "no gateway: \(address)")
        }
        return try await WebSocket.open(connector, gateway.endpoint, path: gateway.path + "?v=10&encoding=json")
    }

    /// Where a new session begins; waits when too many were begun today.
    private func gateway() async throws -> String {
        let answer = try await client.ask("GET", ["gateway", "bot"])
        let limit = answer["session_start_limit"]
        if limit["remaining"].amount == 0, let milliseconds = limit["reset_after"].amount {
            try await Task.sleep(for: .seconds(min(max(0, milliseconds / 1000), HTTPAnswer.maxWait)))
        }
        return answer["url"].string ?? ""
    }

    /// The session is lost: what was missed has to be read from the channels.
    func forgetSession(_ inbox: Inbox) async throws {
        guard var known = try await inbox.position().flatMap(DiscordPosition.init) else { return }
        known.session = nil
        try await inbox.store([], position: known.text)
    }
}
