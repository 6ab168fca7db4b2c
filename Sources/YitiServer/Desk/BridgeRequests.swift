import YitiCore
import YitiStore
import YitiWire

/// What a bridge's requests come to, within one turn of the desk.
struct BridgeRequests {
    private let turn: Turn
    private let bridge: String

    /// How far back `ts` may lie.
    private static let sentWithinSeconds: Int64 = 600

    init(_ turn: Turn, bridge: String) {
        self.turn = turn
        self.bridge = bridge
    }

    /// The reply to a request, and whether it was given before.
    func answer(_ request: BridgeRequest) throws -> (ReplyBody, isDuplicate: Bool) {
        switch request {
        case .command(let command):
            let key = command.mid.map { self.key(command.user, command.chat, "cmd", $0, "") }
            return try Repetition(turn, key).once(command.text) { try self.command(command) }
        case .act(let act):
            let key = act.mid.map { self.key(act.user, act.chat, "act", $0, act.callback) }
            return try Repetition(turn, key).once(act.callback) { try press(act) }
        case .user(let user): return (try news(user), false)
        case .clock(let clock): return (try moveClock(clock), false)
        default: return (.err(.badRequest, text: "this op takes no answer"), false)
        }
    }

    private func key(
        _ user: String, _ chat: String?, _ op: String, _ mid: String, _ callback: String
    ) -> EffectKey {
        EffectKey(
            bridge: bridge, user: user, chat: room(chat, user) ?? "", op: op, mid: mid, callback: callback)
    }

    private func command(_ command: BridgeCommand) throws -> Repetition.Answer {
        var warn = command.hints.warn
        let at = instant(sentAt: command.sentAt, &warn)
        let address = Address(bridge: bridge, user: command.user, chat: room(command.chat, command.user))
        var step = try step(for: address, at: at)
        warn += try step.fill(name: command.hints.name, locale: command.hints.locale, zone: command.hints.tz)
        let reference = try command.re.map { try self.reference($0, step) } ?? .nothing
        let reply = try step.respond(to: .text(command.text, replyingTo: reference))
        try step.save()
        return body(reply, step, warn: warn)
    }

    private func press(_ act: BridgeAct) throws -> Repetition.Answer {
        let address = Address(bridge: bridge, user: act.user, chat: room(act.chat, act.user))
        var step = try step(for: address, at: turn.now)
        let reply = try step.respond(to: .callback(act.callback))
        try step.save()
        return body(reply, step, warn: [])
    }

    private func room(_ chat: String?, _ user: String) -> String? { chat.flatMap { $0 == user ? nil : $0 } }

    private func body(_ reply: Reply, _ step: Step, warn: [String]) -> Repetition.Answer {
        switch reply {
        case .messages(let messages):
            let writer = MessageWriter(language: step.person.reads)
            return Repetition.Answer(body: .ok(messages.map(writer.write), warn: warn), isFinal: true)
        case .refused(let refusal):
            // In a room what is no command of ours is somebody else's.
            if refusal.code == .unknownCommand, step.address.chat != nil {
                return Repetition.Answer(body: .ok([], warn: warn), isFinal: true)
            }
            let text = refusal.text.wording(in: step.person.reads)
            let isFinal = !refusal.code.mayRetry && refusal.code != .rateLimited
            let body = ReplyBody.err(refusal.code, text: text, retryAfter: refusal.retryAfter, warn: warn)
            return Repetition.Answer(body: body, isFinal: isFinal)
        }
    }

    /// `ts` counts when it is at most ten minutes old and not ahead of the server.
    private func instant(sentAt: Instant?, _ warn: inout [String]) -> Instant {
        let now = turn.now
        guard let sentAt else { return now }
        guard sentAt <= now, now.seconds - sentAt.seconds <= Self.sentWithinSeconds else {
            warn.append("ts")
            return now
        }
        return sentAt
    }

    /// What `re` names: a delivery of this person's, or a question's id.
    private func reference(_ name: String, _ step: Step) throws -> Reference {
        if step.catalog.bank.question(name) != nil { return .question(name) }
        guard let id = DeliveryName.id(name), let delivery = try step.transaction.delivery(id),
            delivery.person == step.person.id, !delivery.question.isEmpty
        else { return .unknown }
        return .question(delivery.question)
    }

    /// The person behind a bridge's user, made when they are new; what they say ends a suspension.
    private func step(for address: Address, at: Instant) throws -> Step {
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

    private func news(_ user: BridgeUser) throws -> ReplyBody {
        let address = Address(bridge: bridge, user: user.user)
        let isGone = user.state == .left || user.state == .blocked
        if isGone, let identity = try turn.transaction.identity(bridge: bridge, user: user.user) {
            try Reachability(turn).suspend(identity)
            return .ok([], warn: user.hints.warn)
        }
        guard !isGone else { return .ok([], warn: user.hints.warn) }
        var step = try step(for: address, at: turn.now)
        let warn = try step.fill(name: user.hints.name, locale: user.hints.locale, zone: user.hints.tz)
        try step.save()
        return .ok([], warn: user.hints.warn + warn)
    }

    private func moveClock(_ clock: BridgeClock) throws -> ReplyBody {
        guard turn.room.services.isSandbox else { return ReplyBody(Refusals.noClock) }
        do {
            let now = try Sandbox.move(clock.request, in: turn)
            return .ok([MessageWriter(language: .en).write(.info(AccountWords.clock(now)))])
        } catch let refused as Refusal {
            return ReplyBody(refused)
        }
    }
}

extension ReplyBody {
    /// A refusal in the words for bridges' authors.
    init(_ refusal: Refusal) {
        self = .err(refusal.code, text: refusal.text.en, retryAfter: refusal.retryAfter)
    }
}
