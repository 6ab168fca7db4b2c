import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What a bridge's requests come to, within one batch of the writer.
struct BridgeRequests {
    private let batch: WriteBatch
    private let bridge: String
    private let showsImages: Bool
    private let came: Stopwatch
    private let failed: @Sendable (JobFailure) -> Void
    private let release: Repetition.Release

    /// How far back `ts` may lie: a bridge that was away for a day brings what was written meanwhile.
    private static let sentWithinSeconds: Int64 = 36 * 3600

    /// The requests of a bridge; `release` takes each reply once it is durable, those to one user in the order of the requests;
    /// `failed` is told when one that had to be read first comes to nothing.
    init(
        _ batch: WriteBatch, of connection: BridgeConnection, came: Stopwatch,
        failed: @escaping @Sendable (JobFailure) -> Void,
        _ release: @escaping Repetition.Release
    ) {
        self.batch = batch
        bridge = connection.bridge
        showsImages = connection.showsImages
        self.came = came
        self.failed = failed
        self.release = release
    }

    /// What tells the text of a request with a `mid` from another's; empty where nobody asks. Reckoned before the writer takes it up.
    static func fingerprint(of request: BridgeRequest) -> String {
        switch request {
        case .command(let command): command.mid == nil ? "" : Secrets.fingerprint(command.text)
        case .act(let act): act.mid == nil ? "" : Secrets.fingerprint(act.callback)
        default: ""
        }
    }

    /// What a request will ask the database. What it replies to is a question's name, or that of a push, which is known later.
    static func foresight(of request: BridgeRequest, bridge: String) -> Foresight {
        switch request {
        case .command(let command):
            return .request(
                address(bridge, command.user, command.chat),
                .text(command.text, replyingTo: command.re.map { .question($0) } ?? .nothing))
        case .act(let act): return .request(address(bridge, act.user, act.chat), .callback(act.callback))
        default: return .nothing
        }
    }

    /// Whose request it is; nil for nobody's, and while nobody by that name has spoken.
    static func person(of request: BridgeRequest, bridge: String, _ batch: WriteBatch) throws -> Int64? {
        let user: String? =
            switch request {
            case .command(let command): command.user
            case .act(let act): act.user
            case .user(let user): user.user
            default: nil
            }
        return try user.flatMap { try batch.identity(at: Address(bridge: bridge, user: $0))?.person }
    }

    /// Carries a request out.
    func answer(_ request: BridgeRequest, fingerprint: String) throws {
        switch request {
        case .command(let command) where command.isEdit: reply(try refusedEdit(by: command.user))
        case .command(let command):
            let key = command.mid.map { self.key(command.user, command.chat, "cmd", $0, "") }
            try once(key, fingerprint, by: command.user) { try self.command(command) }
        case .act(let act):
            let key = act.mid.map { self.key(act.user, act.chat, "act", $0, act.callback) }
            try once(key, fingerprint, by: act.user) { try press(act) }
        case .user(let user): reply(try news(user))
        case .clock(let clock): reply(try moveClock(clock))
        default: reply(.err(.badRequest, text: "this op takes no answer"))
        }
    }

    private func once(
        _ key: RequestKey?, _ fingerprint: String, by user: String, _ work: () throws -> Repetition.Work
    ) throws {
        try Repetition(batch, key, release).once(
            fingerprint, failed: failed, edited: { try refusedEdit(by: user) }, work)
    }

    private func reply(_ body: ReplyBody) { batch.reply(Draft(body)) { [release] in release($0, false) } }

    private func key(
        _ user: String, _ chat: String?, _ op: String, _ mid: String, _ callback: String
    ) -> RequestKey {
        RequestKey(
            bridge: bridge, user: user, chat: address(user, chat).chat ?? "", op: op, mid: mid, callback: callback)
    }

    /// An edited message is not read again, whether or not it was read before.
    private func refusedEdit(by user: String) throws -> ReplyBody {
        ReplyBody(.editUnsupported, in: try Speaker(Address(bridge: bridge, user: user), batch).reads)
    }

    private func command(_ command: BridgeCommand) throws -> Repetition.Work {
        var warn = command.hints.warn
        let address = address(command.user, command.chat)
        let speaker = try Speaker(address.inPrivate, batch)
        let at = try instant(of: command, speaker, &warn)
        var exchange = try exchange(with: speaker, at: address, named: command.hints.name, at)
        warn += try fill(command.hints, &exchange)
        let reference = try command.re.map { try self.reference($0, exchange) } ?? .nothing
        return try work(.text(command.text, replyingTo: reference), exchange, warn: warn)
    }

    private func fill(_ hints: BridgeHints, _ exchange: inout Exchange) throws -> [String] {
        guard hints.name != nil || hints.locale != nil || hints.tz != nil else { return [] }
        return try exchange.decide { (decision) throws(Pending) -> [String] in
            try decision.fill(name: hints.name, locale: hints.locale, zone: hints.tz)
        }
    }

    private func press(_ act: BridgeAct) throws -> Repetition.Work {
        let address = address(act.user, act.chat)
        let speaker = try Speaker(address.inPrivate, batch)
        return try work(.callback(act.callback), try exchange(with: speaker, at: address, batch.now), warn: [])
    }

    private func work(_ saying: SpokenInput, _ exchange: Exchange, warn: [String]) throws -> Repetition.Work {
        var exchange = exchange
        let before = exchange.person.id
        switch try exchange.respond(to: saying) {
        case .reply(let reply):
            try tellOthers(exchange, before: before)
            batch.note(exchange.verb, reply, came: came)
            return .draft(Self.draft(reply, exchange, draws: showsImages, warn: warn))
        case .read(let read):
            let (address, at, verb) = (exchange.address, exchange.at, exchange.verb)
            return .read(read) { [came, showsImages] batch, outcome in
                var exchange = Exchange(batch: batch, origin: .bridge(address), file: read.file, at: at)
                let reply = try exchange.reply(to: outcome)
                batch.note(verb, reply, came: came)
                return Self.draft(reply, exchange, draws: showsImages, warn: warn)
            }
        }
    }

    /// Pages and connections of the person hear of it, also of the one they were before a `/link`, `/unlink` or `/forget`.
    private func tellOthers(_ exchange: Exchange, before: Int64) throws {
        if exchange.becomes?.isGuest ?? false { return try batch.moveConnections(of: before) }
        let after = exchange.person.id
        try batch.tellConnections(of: before)
        if after != before { try batch.tellConnections(of: after) }
    }

    private func address(_ user: String, _ chat: String?) -> Address { Self.address(bridge, user, chat) }

    /// Where a user has said something: with no chat but their own it is in private.
    private static func address(_ bridge: String, _ user: String, _ chat: String?) -> Address {
        Address(bridge: bridge, user: user, chat: chat == user ? nil : chat)
    }

    /// The draft of a reply as a bridge gets it, and a browser.
    static func draft(_ reply: Reply, _ exchange: Exchange, draws: Bool = false, warn: [String] = []) -> Draft {
        switch reply {
        case .messages(let messages):
            let language = exchange.language
            return Draft(isFinal: true) {
                .ok(messages.map(MessageWriter(language: language, draws: draws).write), warn: warn)
            }
        case .refused(let refusal):
            // In a room what is no command of ours is somebody else's.
            if refusal.code == .unknownCommand, exchange.address.chat != nil {
                return Draft(isFinal: true) { .ok([], warn: warn) }
            }
            let language = exchange.language
            let isFinal = !refusal.code.mayRetry && refusal.code != .rateLimited
            let isRoom = exchange.address.chat != nil
            return Draft(isFinal: isFinal) { ReplyBody(refusal, in: language, isRoom: isRoom, warn: warn) }
        }
    }

    /// `ts` counts when it is not too old, not ahead of the server and not before the last thing that is known of the person.
    private func instant(of command: BridgeCommand, _ speaker: Speaker, _ warn: inout [String]) throws -> Instant {
        let now = batch.now
        guard let sentAt = command.sentAt else { return now }
        guard sentAt <= now, now.seconds - sentAt.seconds <= Self.sentWithinSeconds,
            try speaker.mayHaveSpoken(at: sentAt)
        else {
            warn.append("ts")
            return now
        }
        return sentAt
    }

    /// What `re` names: a delivery of this person's, or a question's id.
    private func reference(_ name: String, _ exchange: Exchange) throws -> Reference {
        if exchange.knows(question: name) { return .question(name) }
        guard let delivery = try batch.delivery(named: name),
            delivery.person == exchange.person.id || isOfRoom(delivery, exchange), !delivery.question.isEmpty
        else { return .unknown }
        return .question(delivery.question)
    }

    private func isOfRoom(_ delivery: Delivery, _ exchange: Exchange) -> Bool {
        delivery.address.chat != nil && delivery.address.room == exchange.address.room
    }

    /// What a bridge's user says at a place, or what is only said of them; who is new is made a person.
    private func exchange(
        with speaker: Speaker, at place: Address, named name: String? = nil, _ at: Instant, saysSomething: Bool = true
    ) throws -> Exchange {
        var speaker = speaker
        let isPrivate = saysSomething && place.chat == nil
        try speaker.heard(at: place, named: name, inPrivate: isPrivate)
        let file =
            try speaker.file ?? speaker.begin(as: Person.guest(at: batch.now), named: name, inPrivate: isPrivate)
        return Exchange(batch: batch, origin: .bridge(place), file: file, at: at)
    }

    private func news(_ user: BridgeUser) throws -> ReplyBody {
        let address = address(user.user, user.chat)
        let isGone = user.state == .left || user.state == .blocked
        if isGone, let identity = try batch.identity(at: address) { try Reachability(batch).suspend(identity) }
        guard !isGone, address.chat == nil else {
            // Nothing is kept of whoever leaves, or of a room; what can't be read is said all the same.
            let isRead = user.hints.tz.map { batch.state.services.zones.ianaName($0) != nil } ?? true
            return .ok([], warn: user.hints.warn + (isRead ? [] : ["tz"]))
        }
        let speaker = try Speaker(address, batch)
        var exchange = try exchange(
            with: speaker, at: address, named: user.hints.name, batch.now, saysSomething: false)
        let warn = try fill(user.hints, &exchange)
        return .ok([], warn: user.hints.warn + warn)
    }

    private func moveClock(_ clock: BridgeClock) throws -> ReplyBody {
        guard batch.state.services.isSandbox else { return ReplyBody(Refusal.noClock) }
        do {
            let now = try Sandbox.move(clock.request, in: batch)
            return .ok([MessageWriter(language: .en).write(.info(.clock(now)))])
        } catch let refused as Refusal {
            return ReplyBody(refused)
        }
    }
}

extension ReplyBody {
    /// A refusal in the words for bridges' authors, or in a reader's language.
    init(_ refusal: Refusal, in language: Language = .en, isRoom: Bool = false, warn: [String] = []) {
        let words = isRoom ? RefusalWords.textInRoom(of: refusal) : RefusalWords.text(of: refusal)
        let text = words.wording(in: language)
        self = .err(refusal.code, text: text, retryAfter: refusal.retryAfter, warn: warn)
    }
}
