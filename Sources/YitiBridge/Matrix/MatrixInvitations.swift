/// Invitations: a `/sync` tells of each once, so they are kept until the homeserver has answered.
extension MatrixNetwork {
    private static let key = "invited."
    /// For how many seconds a room is tried that the homeserver can't enter: one on a server that is no more is tried in vain.
    private static let patience = 3600.0

    /// What is to be remembered of an invitation.
    func invited(to room: String) -> InboundEvent { .remember(key: Self.key + room, value: "\(EngineRunner.now)") }

    /// Enters the rooms that the bot was invited to. Whoever invites it gets it; what refuses it is passed over.
    func enterRooms(_ inbox: Inbox, _ wakes: AsyncStream<Void>) async throws {
        try await workOff(Self.key, inbox, wakes) { room, since in
            do {
                _ = try await client.ask("POST", ["rooms", room, "join"], body: [:])
            } catch let error as MatrixError where error.isLasting || isOver(since) {
                inbox.warn("could not join \(room): \(error)")
            } catch let failure as HTTPFailure where isOver(since) && !Task.isCancelled {
                inbox.warn("could not join \(room): \(failure)")
            }
        }
    }

    private func isOver(_ since: String) -> Bool { EngineRunner.now - (Double(since) ?? 0) > Self.patience }

    /// Does what is remembered under keys of one beginning, one after the other and beside the hearing; what fails is tried again. A
    /// homeserver may let a minute pass between two rooms.
    func workOff(
        _ beginning: String, _ inbox: Inbox, _ wakes: AsyncStream<Void>, _ work: (String, String) async throws -> Void
    ) async throws {
        var backoff = Backoff()
        var wakes = wakes.makeAsyncIterator()
        while !Task.isCancelled {
            var wait: Double?
            for (room, value) in try await inbox.values(beginning: beginning).sorted(by: { $0.key < $1.key }) {
                do {
                    try await work(room, value)
                    try await inbox.setValue(beginning + room, "")
                    backoff.reset()
                } catch let error where error is MatrixError || error is HTTPFailure {
                    let limit = (error as? MatrixError)?.retryAfter
                    if limit == nil { inbox.warn("\(room) has to wait: \(error)") }
                    wait = max(wait ?? 0, limit ?? backoff.next(chance: .random(in: 0...1)))
                }
            }
            if let wait { try await Task.sleep(for: .seconds(wait)) } else { _ = await wakes.next() }
        }
    }
}
