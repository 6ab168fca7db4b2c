internal import NIOCore
internal import Synchronization

/// Where a part goes, and how the network says that it took it.
extension IRCNetwork {
    /// How long the network may take to say something of what it was sent.
    private static let fenceSeconds = 30

    func show(_ part: OutgoingPart) async -> ShowOutcome {
        guard let channel = state.withLock({ $0.channel }), channel.isActive else {
            return .later(seconds: 1, everywhere: false)
        }
        if let seconds = await takePace() { return .later(seconds: seconds, everywhere: true) }
        guard let target = await target(of: part, channel) else { return Self.outcome(.offline) }
        let timer = Task {
            try await Task.sleep(for: .seconds(Self.fenceSeconds))
            settle(.failed("nothing came back")) { key, _ in key == part.key }
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            let session = state.withLock { state in
                state.waiting[part.key] = Waiting(target: target, continuation: continuation)
                return state.session
            }
            for message in Self.lines(part, to: target, session) { write(message, channel) }
            // A connection that went meanwhile settles nothing any more.
            if !channel.isActive { settle(.failed("the connection was lost")) { key, _ in key == part.key } }
        }
    }

    /// The lines of a part, two where the prefix that others see is long, with what brings its receipt.
    static func lines(_ part: OutgoingPart, to target: String, _ session: IRCSession?) -> [IRCMessage] {
        let room = session?.room(to: target) ?? lineOctets
        let pieces = TextSplitter(limit: room, unit: .octets).pieces(of: part.text)
        var lines = pieces.map { IRCMessage("PRIVMSG", target, $0) }
        guard var last = lines.popLast() else { return [IRCMessage("PING", part.key)] }
        guard session?.hasReceipts ?? false else { return lines + [last, IRCMessage("PING", part.key)] }
        last.tags["label"] = part.key
        return lines + [last]
    }

    /// Where a part goes: a channel, a nickname, or whichever nickname the account has now; nil when it has none.
    private func target(of part: OutgoingPart, _ channel: any Channel) async -> String? {
        let place = part.place ?? Identifier.unescape(part.user) ?? part.user
        if place.hasPrefix("nick:") { return String(place.dropFirst("nick:".count)) }
        guard login.identity == .account, let first = place.first, !"#&+!".contains(first) else { return place }
        let (believed, candidates) = state.withLock {
            ($0.people.believed(place, now: EngineRunner.now), $0.people.candidates(of: place))
        }
        if let believed { return believed }
        for nick in candidates {
            guard let person = await ask(who: nick, channel) else { continue }
            state.withLock { $0.people.note(person, now: EngineRunner.now) }
            if person.account.map(IRCName.folded) == place { return person.nick }
        }
        return nil
    }

    /// Asks the network who has a nickname (WHOX), with a fence behind it.
    private func ask(who nick: String, _ channel: any Channel) async -> IRCPerson? {
        let token = state.withLock { state in
            state.countQuestions = state.countQuestions % 900 + 1
            return "\(state.countQuestions)"
        }
        let timer = Task {
            try await Task.sleep(for: .seconds(Self.fenceSeconds))
            answer(token)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            state.withLock { $0.questions[token] = Question(continuation: continuation) }
            write(IRCMessage("WHO", nick, "%tna,\(token)"), channel)
            write(IRCMessage("PING", token), channel)
            if !channel.isActive { answer(token) }
        }
    }

    @discardableResult
    func answer(_ token: String) -> Bool {
        guard let question = state.withLock({ $0.questions.removeValue(forKey: token) }) else { return false }
        question.continuation.resume(returning: question.found)
        return true
    }
}
