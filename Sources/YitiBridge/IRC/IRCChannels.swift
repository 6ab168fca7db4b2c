internal import Synchronization

/// Who is in our channels, and how fast the network lets us write.
extension IRCNetwork {
    /// Says once what it is in a channel that it is new to.
    func greet(_ channel: String, _ inbox: Inbox) async throws {
        let place = IRCName.folded(channel)
        let key = "joined." + place
        guard try await inbox.value(key) == nil, let user = Identifier.escape(IRCName.folded(login.nick)) else {
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
        try await inbox.setValue("joined." + IRCName.folded(channel), "")
    }

    // MARK: The pace

    private static let paceKey = "pace"

    /// The pace that the network was content with last.
    func recallPace(_ inbox: Inbox) async throws {
        guard let share = try await inbox.value(Self.paceKey).flatMap(Double.init) else { return }
        state.withLock { $0.pace = IRCPace(traits.bridgeRate, share: share, now: EngineRunner.now) }
    }

    /// The network complains: from now on half as fast.
    func slow(_ why: String, _ inbox: Inbox) async throws {
        let share = state.withLock { state in
            state.pace.slow(now: EngineRunner.now)
            return state.pace.share
        }
        inbox.warn("the network wants fewer lines, now \(Int(share * 100))% of what is configured: \(why)")
        try await inbox.setValue(Self.paceKey, "\(share)")
    }
}
