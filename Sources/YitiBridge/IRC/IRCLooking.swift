internal import NIOCore
internal import Synchronization

/// Who has which nickname: what keeps a question from whoever took it.
extension IRCNetwork {
    /// Where a part goes: a channel, a nickname, or whichever nickname the account has now; nil when it has none.
    func target(of part: OutgoingPart, _ channel: any Channel) async -> String? {
        let place = part.place ?? Identifier.unescape(part.user) ?? part.user
        if place.hasPrefix("nick:") { return String(place.dropFirst("nick:".count)) }
        guard login.identity == .account, let first = place.first, !"#&+!".contains(first) else { return place }
        let (believed, candidates) = state.withLock {
            ($0.people.believed(place, now: EngineRunner.now), $0.people.candidates(of: place))
        }
        if let believed { return believed }
        for nick in candidates {
            if let found = await ask(who: nick, is: place, channel) { return found.nick }
        }
        // Some networks also look for accounts; where they don't, this asks for a nickname once more.
        return await ask(who: place, flag: "a", is: place, channel)?.nick
    }

    /// Asks the network who has a nickname (WHOX), with a fence behind it, and to tell from now on who comes and goes under it; nil unless
    /// it is that account. With the flag `a` it is asked for whoever is logged in to an account.
    private func ask(who nick: String, flag: String = "", is account: String, _ channel: any Channel) async
        -> IRCPerson?
    {
        let (token, watch) = state.withLock { state in
            state.countQuestions = state.countQuestions % 900 + 1
            let limit = flag.isEmpty ? state.session?.maxWatched ?? 0 : 0
            return ("\(state.countQuestions)", state.people.watch(nick, limit: limit))
        }
        let timer = Task {
            try await Task.sleep(for: .seconds(Self.fenceSeconds))
            answer(token)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            state.withLock { $0.questions[token] = Question(account: account, continuation: continuation) }
            let lines = watch + [IRCMessage("WHO", nick, "\(flag)%tna,\(token)"), IRCMessage("PING", token)]
            for line in lines { write(line, channel) }
            if !channel.isActive { answer(token) }
        }
    }

    /// The network names somebody whom we asked for.
    func found(_ token: String, _ person: IRCPerson) {
        state.withLock { state in
            state.people.note(person, now: EngineRunner.now)
            guard let question = state.questions[token],
                person.account.map(state.people.casing.folded) == question.account
            else {
                return
            }
            state.questions[token]?.found = person
        }
    }

    @discardableResult
    func answer(_ token: String) -> Bool {
        guard let question = state.withLock({ $0.questions.removeValue(forKey: token) }) else { return false }
        question.continuation.resume(returning: question.found)
        return true
    }

    // MARK: What is remembered

    private static let nickKey = "nick."

    /// The nicknames under which accounts were seen when the bridge was there last.
    func recallNicks(_ inbox: Inbox) async throws {
        let nicks = try await inbox.values(beginning: Self.nickKey)
        state.withLock { state in for (account, nick) in nicks { state.people.recall(account, nick) } }
    }

    /// Notes who somebody is, and what is to be remembered of that when their nickname is another one now.
    func note(_ person: IRCPerson) -> [InboundEvent] {
        state.withLock { state in
            guard let account = person.account.map(state.people.casing.folded) else {
                state.people.note(person, now: EngineRunner.now)
                return []
            }
            let before = state.people.remembered(of: account)
            state.people.note(person, now: EngineRunner.now)
            let after = state.people.remembered(of: account)
            return before == after ? [] : [.remember(key: Self.nickKey + account, value: after)]
        }
    }
}
