import YitiCore
import YitiStore
import YitiWire

/// What the desk does for bridges.
struct BridgeDesk: Sendable {
    let desk: Desk
    let services: Services

    /// How far back `ts` may lie.
    private static let sentWithinSeconds: Int64 = 600

    func hello(_ hello: BridgeHello, _ reply: @escaping @Sendable (HelloOutcome) -> Void) {
        let hash = Secrets.hash(hello.token)
        desk.add(
            Job(
                failed: { reply(.refused($0.refusal.code, $0.refusal.text.en)) },
                work: { turn in
                    // An unknown bridge costs the same comparison as a known one with another token.
                    let known = try turn.transaction.tokenHash(bridge: hello.bridge)
                    guard Secrets.areSame(known ?? Secrets.hash(""), hash), known != nil else {
                        turn.afterCommit { reply(.refused(.authFailed, Refusals.wrongToken.text.en)) }
                        return
                    }
                    let outcome = HelloOutcome.welcome(
                        pending: try turn.transaction.countPending(bridge: hello.bridge), time: turn.now,
                        note: turn.room.pushingNote)
                    turn.afterCommit { reply(outcome) }
                }))
    }

    func opened(_ connection: BridgeConnection) {
        desk.add(
            Job { turn in
                guard connection.takesPushes else { return }
                let post = turn.room.post(connection.bridge)
                try turn.transaction.returnInFlight(bridge: connection.bridge)
                let held = try turn.transaction.metaInstant(Self.holdKey(connection.bridge))
                // Within the batch already: the dispatcher fills the new window at its end.
                post.pushing = connection
                post.inFlight = [:]
                post.heldUntil = held
                post.isDirty = true
            })
    }

    func closed(_ connection: BridgeConnection) {
        desk.add(
            Job { turn in
                guard let post = turn.room.bridges[connection.bridge], post.pushing?.id == connection.id else { return }
                try turn.transaction.returnInFlight(bridge: connection.bridge)
                post.pushing = nil
                post.inFlight = [:]
                post.isDirty = true
            })
    }

    func request(
        _ connection: BridgeConnection, _ request: BridgeRequest, _ reply: @escaping @Sendable ([UInt8]) -> Void
    ) {
        let id = request.id
        desk.add(
            Job(
                failed: { reply(Self.refusal($0.refusal).line(id: id, duplicate: false)) },
                work: { turn in
                    let (body, isDuplicate) = try Self.answer(request, bridge: connection.bridge, turn)
                    let line = body.line(id: id, duplicate: isDuplicate)
                    turn.afterCommit { reply(line) }
                }))
    }

    private static func answer(
        _ request: BridgeRequest, bridge: String, _ turn: Turn
    ) throws -> (ReplyBody, isDuplicate: Bool) {
        switch request {
        case .command(let command):
            let key = command.mid.map { effectKey(bridge, command.user, command.chat, "cmd", $0, "") }
            return try once(key, command.text, turn) { try Self.command(command, bridge: bridge, turn) }
        case .act(let act):
            let key = act.mid.map { effectKey(bridge, act.user, act.chat, "act", $0, act.callback) }
            return try once(key, act.callback, turn) { try press(act, bridge: bridge, turn) }
        case .user(let user): return (try news(user, bridge: bridge, turn), false)
        case .clock(let clock): return (try moveClock(clock, turn), false)
        default: return (.err(.badRequest, text: "this op takes no answer"), false)
        }
    }

    private static func effectKey(
        _ bridge: String, _ user: String, _ chat: String?, _ op: String, _ mid: String, _ callback: String
    ) -> EffectKey {
        let room = chat.flatMap { $0 == user ? nil : $0 } ?? ""
        return EffectKey(bridge: bridge, user: user, chat: room, op: op, mid: mid, callback: callback)
    }

    /// A reply, and whether it is the last word on its request: then it is kept under the request's `mid`.
    private struct Answer {
        var body: ReplyBody
        var isFinal: Bool
    }

    /// Gives the stored reply to a request that was answered before, and keeps the reply of one that was not.
    private static func once(
        _ key: EffectKey?, _ text: String, _ turn: Turn, _ work: () throws -> Answer
    ) throws -> (ReplyBody, isDuplicate: Bool) {
        guard let key else { return (try work().body, false) }
        let fingerprint = Secrets.fingerprint(text)
        let oldest = turn.now.advanced(bySeconds: -Scheduler.effectSeconds)
        if let effect = try turn.transaction.effect(key, since: oldest) {
            guard effect.fingerprint == fingerprint else {
                return (.err(.editUnsupported, text: Refusal.editUnsupported.text.en), false)
            }
            return (ReplyBody(stored: effect.reply), true)
        }
        let answer = try work()
        if answer.isFinal {
            try turn.transaction.save(
                Effect(fingerprint: fingerprint, reply: answer.body.bytes, at: turn.now), key: key)
        }
        return (answer.body, false)
    }

    private static func command(
        _ command: BridgeCommand, bridge: String, _ turn: Turn
    ) throws -> Answer {
        var warn = command.hints.warn
        let at = instant(sentAt: command.sentAt, turn.now, &warn)
        let address = Address(bridge: bridge, user: command.user, chat: room(command.chat, command.user))
        var step = try step(for: address, at: at, turn)
        warn += try step.fill(name: command.hints.name, locale: command.hints.locale, zone: command.hints.tz)
        let question = try command.re.map { try Self.question(named: $0, step) }
        let reply =
            question == .some(nil)
            ? .refused(Refusals.unknownReference)
            : try step.respond(
                to: .text(command.text, question: question ?? nil))
        try step.save()
        return body(reply, step, warn: warn)
    }

    private static func press(_ act: BridgeAct, bridge: String, _ turn: Turn) throws -> Answer {
        let address = Address(bridge: bridge, user: act.user, chat: room(act.chat, act.user))
        var step = try step(for: address, at: turn.now, turn)
        let reply = try step.respond(to: .callback(act.callback))
        try step.save()
        return body(reply, step, warn: [])
    }

    private static func room(_ chat: String?, _ user: String) -> String? { chat.flatMap { $0 == user ? nil : $0 } }

    private static func body(_ reply: Reply, _ step: Step, warn: [String]) -> Answer {
        switch reply {
        case .messages(let messages):
            let writer = MessageWriter(language: step.person.reads)
            return Answer(body: .ok(messages.map(writer.write), warn: warn), isFinal: true)
        case .refused(let refusal):
            // In a room what is no command of ours is somebody else's.
            if refusal.code == .unknownCommand, step.address.chat != nil {
                return Answer(body: .ok([], warn: warn), isFinal: true)
            }
            let text = refusal.text.wording(in: step.person.reads)
            let isFinal = !refusal.code.mayRetry && refusal.code != .rateLimited
            let body = ReplyBody.err(refusal.code, text: text, retryAfter: refusal.retryAfter, warn: warn)
            return Answer(body: body, isFinal: isFinal)
        }
    }

    /// `ts` counts when it is at most ten minutes old and not ahead of the server.
    private static func instant(sentAt: Instant?, _ now: Instant, _ warn: inout [String]) -> Instant {
        guard let sentAt else { return now }
        guard sentAt <= now, now.seconds - sentAt.seconds <= sentWithinSeconds else {
            warn.append("ts")
            return now
        }
        return sentAt
    }

    /// The question that `re` names: a delivery of this person's, or a question's id; nil when it is neither.
    private static func question(named name: String, _ step: Step) throws -> String? {
        if step.catalog.bank.question(name) != nil { return name }
        guard let id = DeliveryName.id(name), let delivery = try step.transaction.delivery(id),
            delivery.person == step.person.id, !delivery.question.isEmpty
        else { return nil }
        return delivery.question
    }

    /// The person behind a bridge's user, made when they are new; what they say ends a suspension.
    private static func step(for address: Address, at: Instant, _ turn: Turn) throws -> Step {
        let identity = try turn.transaction.identity(bridge: address.bridge, user: address.user)
        guard let identity, let person = try turn.transaction.person(identity.person) else {
            let person = try turn.transaction.insert(Newcomer.guest(at: turn.now))
            try turn.transaction.addIdentity(
                bridge: address.bridge, user: address.user, person: person.id, name: nil, at: turn.now)
            return Step(turn: turn, origin: .bridge(address), person: person, at: at)
        }
        let step = Step(turn: turn, origin: .bridge(address), person: person, at: at)
        if identity.suspendedAt != nil { try Reachability(turn).restore(identity, step) }
        return step
    }

    private static func news(_ user: BridgeUser, bridge: String, _ turn: Turn) throws -> ReplyBody {
        let address = Address(bridge: bridge, user: user.user)
        let isGone = user.state == .left || user.state == .blocked
        if isGone, let identity = try turn.transaction.identity(bridge: bridge, user: user.user) {
            try Reachability(turn).suspend(identity)
            return .ok([], warn: user.hints.warn)
        }
        guard !isGone else { return .ok([], warn: user.hints.warn) }
        var step = try step(for: address, at: turn.now, turn)
        let warn = try step.fill(name: user.hints.name, locale: user.hints.locale, zone: user.hints.tz)
        try step.save()
        return .ok([], warn: user.hints.warn + warn)
    }

    private static func moveClock(_ clock: BridgeClock, _ turn: Turn) throws -> ReplyBody {
        guard turn.room.services.isSandbox else { return refusal(Refusals.noClock) }
        do {
            let now = try Sandbox.move(clock.request, in: turn)
            return .ok([MessageWriter(language: .en).write(.info(AccountWords.clock(now)))])
        } catch let refused as Refusal {
            return refusal(refused)
        }
    }

    private static func refusal(_ refusal: Refusal) -> ReplyBody {
        .err(refusal.code, text: refusal.text.en, retryAfter: refusal.retryAfter)
    }

    static func holdKey(_ bridge: String) -> String { "hold.\(bridge)" }
}
