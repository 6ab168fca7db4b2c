internal import Synchronization
internal import YitiWords

/// Who is in our channels, and how fast the network lets us write.
extension IRCNetwork {
    /// Says once what it is in a channel that it is new to.
    func greet(_ channel: String, _ inbox: Inbox) async throws {
        let place = folded(channel)
        let key = "joined." + place
        guard try await inbox.value(key) == nil, let user = Identifier.escape(folded(login.nick)) else {
            return
        }
        let word = InboundEvent.say(place: place, user: user, key: "in-room:" + place, text: BridgeWords.inRoom)
        try await inbox.store([word, .remember(key: key, value: "1")], position: nil)
    }

    func enter(_ nick: String, _ channel: String) {
        state.withLock { state in
            if state.session?.seesAccounts ?? false { state.people.enter(nick, channel) }
        }
    }

    /// Somebody is out of a channel; when it is us, it is new to us the next time.
    func leave(_ nick: String, _ channel: String?, _ inbox: Inbox) async throws {
        let isOurs = state.withLock { state in
            state.people.leave(nick, channel)
            return state.session.map { $0.same(nick, $0.nick) } ?? false
        }
        guard isOurs, let channel else { return }
        state.withLock { $0.people.loseSight(of: channel) }
        try await inbox.setValue("joined." + folded(channel), "")
    }

    // MARK: The pace

    private static let paceKey = "pace"

    /// The pace that the network was content with last.
    func recallPace(_ inbox: Inbox) async throws {
        state.withLock { $0.inbox = inbox }
        guard let share = try await inbox.value(Self.paceKey).flatMap(Double.init) else { return }
        state.withLock { $0.pace = IRCPace(traits.bridgeRate, share: share, now: EngineRunner.now) }
    }

    /// Takes room for a line; the seconds to wait when there is none.
    func takePace() async -> Double? {
        let (seconds, inbox, risen) = state.withLock { state in
            let share = state.pace.share
            let seconds = state.pace.take(now: EngineRunner.now)
            return (seconds, state.inbox, state.pace.share > share ? state.pace.share : nil)
        }
        // What fails here ends the bridge elsewhere.
        if let risen { try? await inbox?.setValue(Self.paceKey, "\(risen)") }
        return seconds
    }

    /// The network complains: from now on half as fast.
    func slow(_ why: String, _ inbox: Inbox) async throws {
        let (before, share) = state.withLock { state in
            let before = state.pace.share
            state.pace.slow(now: EngineRunner.now)
            return (before, state.pace.share)
        }
        guard share < before else { return }
        inbox.warn("the network wants fewer lines, now \(Int(share * 100))% of what is configured: \(why)")
        try await inbox.setValue(Self.paceKey, "\(share)")
    }
}
