internal import NIOCore
internal import Synchronization
internal import YitiWords

/// IRC over TCP or TLS. A line counts as taken when it comes back under its label, or where the network has no labels, when a `PING`
/// behind it does.
final class IRCNetwork: Network {
    let traits: NetworkTraits
    private let connector: Connector
    private let endpoint: Endpoint
    let login: IRCSession.Login
    let state: Mutex<State>

    struct State {
        /// The connection that the network has let in.
        var channel: (any Channel)?
        var waiting: [String: Waiting] = [:]
        var people = IRCPeople()
        /// What is known of the connection.
        var session: IRCSession?
        var pace: IRCPace
        var inbox: Inbox?
        var questions: [String: Question] = [:]
        var countQuestions = 0
    }

    struct Waiting {
        let target: String
        let continuation: CheckedContinuation<ShowOutcome, Never>
    }

    /// Somebody is being looked for.
    struct Question {
        /// The account that it has to be, in lower case.
        let account: String
        var found: IRCPerson?
        let continuation: CheckedContinuation<IRCPerson?, Never>
    }

    private struct Closed: Error, CustomStringConvertible {
        let description: String
    }

    /// What a line may have beside a usual `nick!user@host`; beside a longer one it becomes two (``IRCSession/room(to:)``).
    static let lineOctets = 340
    /// Lines that wait for the journal.
    private static let maxWaiting = 10_000

    init(_ configuration: BridgeConfiguration, _ connector: Connector) throws {
        let network = try configuration.required("irc")
        guard let endpoint = Endpoint(ofLines: network, port: 6667) else {
            throw BridgeFailure(.configuration, "irc: expected host:port or tls://host:port, found \(network)")
        }
        let named = configuration.text("identity") ?? "account"
        guard let identity = IRCSession.Identity(rawValue: named) else {
            throw BridgeFailure(.configuration, "identity: expected account or nick, which is unsafe, found \(named)")
        }
        self.endpoint = endpoint
        let files = (configuration.text("certificate"), configuration.text("certificate_key"))
        self.connector = try files.0.map { try connector.presenting(certificate: $0, key: files.1 ?? $0) } ?? connector
        login = IRCSession.Login(
            nick: configuration.text("nick") ?? "yiti", identity: identity,
            serverPassword: try configuration.secret("server_password"),
            account: configuration.text("account"), password: try configuration.secret("password"),
            hasCertificate: files.0 != nil, channels: configuration.list("channels"))
        let usual = RateLimit(burst: 5, perSecond: 0.8)
        let rate = try configuration.rate("bridge", usual: usual)
        state = Mutex(State(pace: IRCPace(rate, share: 1, now: EngineRunner.now)))
        traits = NetworkTraits(
            name: "irc", splitter: TextSplitter(limit: Self.lineOctets, unit: .octets),
            chatRate: try configuration.rate("chat", usual: usual),
            bridgeRate: rate, placeIsUser: true, isLineByLine: true,
            partsOfPage: Int(min(1_000, try configuration.number("page_lines", usual: 12))))
    }

    func signIn(_ inbox: Inbox) async throws -> String {
        try await recallPace(inbox)
        try await recallNicks(inbox)
        return "\(login.nick)@\(endpoint)"
    }

    /// Connects once, to see whether the network lets us in.
    func findings() async throws -> [String] {
        let (lines, channel, end) = try await connect()
        defer { channel.close(promise: nil) }
        var session = IRCSession(login)
        for message in session.greeting { write(message, channel) }
        for await line in lines {
            for action in session.take(line) {
                switch action {
                case .send(let message): write(message, channel)
                case .refused(let why): return ["the network refuses us: \(why)"]
                case .unfit(let why), .away(let why), .warned(let why): return [why]
                case .ready(let nick):
                    return nick == login.nick ? [] : ["the nickname \(login.nick) is taken: we would be \(nick)"]
                default: break
                }
            }
        }
        throw Closed(description: end.why ?? "the connection is gone")
    }

    // MARK: Receiving

    func receive(_ inbox: Inbox) async throws {
        let (lines, channel, end) = try await connect()
        defer { disconnected(channel) }
        var session = IRCSession(login, casing: casing)
        for message in session.greeting { write(message, channel) }
        try await withTaskCancellationHandler {
            for await line in lines {
                let actions = session.take(line)
                state.withLock { state in
                    state.session = session
                    state.people.casing = session.casing
                }
                for action in actions { try await carryOut(action, channel, inbox) }
            }
        } onCancel: {
            channel.close(promise: nil)
        }
        throw Closed(description: end.why ?? "the connection is gone")
    }

    private func connect() async throws -> (AsyncStream<IRCMessage>, any Channel, ConnectionEnd) {
        let end = ConnectionEnd()
        let (lines, feed) = AsyncStream.makeStream(
            of: IRCMessage.self, bufferingPolicy: .bufferingOldest(Self.maxWaiting))
        let channel = try await connector.open(endpoint) { channel in
            try channel.pipeline.syncOperations.addHandler(SilenceHandler(asking: "PING yiti\r\n"))
            try channel.pipeline.syncOperations.addHandler(IRCLineHandler(feed, end))
        }
        return (lines, channel, end)
    }

    private func carryOut(_ action: IRCSession.Action, _ channel: any Channel, _ inbox: Inbox) async throws {
        let now = EngineRunner.now
        switch action {
        case .send(let message): write(message, channel)
        case .ready:
            inbox.reached()
            state.withLock { $0.channel = channel }
        case .said(let text, let person, let room, let id, let sentAt):
            let events =
                note(person)
                + events(text, person, room: room, id: id, sentAt: sentAt.flatMap { Self.kept(since: $0, now: now) })
            if !events.isEmpty { try await inbox.store(events, position: nil) }
        case .joined(let channel): try await greet(channel, inbox)
        case .entered(let nick, let channel): enter(nick, channel)
        case .left(let nick, let channel): try await leave(nick, channel, inbox)
        case .account(let nick, let account):
            state.withLock { $0.people.note(IRCPerson(nick: nick, account: account), now: now) }
            if let account { try await inbox.store([.present(place: folded(account))], position: nil) }
        case .renamed(let old, let new): state.withLock { $0.people.rename(from: old, to: new) }
        case .found(IRCSession.channelToken, let person): state.withLock { $0.people.note(person, now: now) }
        case .changedHands(let nicks): state.withLock { state in nicks.forEach { state.people.forget(nick: $0) } }
        case .unwatched(let nicks): state.withLock { state in nicks.forEach { state.people.unwatch($0) } }
        case .found(let token, let person): found(token, person)
        case .fence(let token):
            if !answer(token) { settle(.shown(nil)) { key, _ in key == token } }
        case .shown(let label, let id): settle(.shown(id)) { key, _ in key == label }
        case .done(let label): settle(.shown(nil)) { key, _ in key == label }
        case .flooded(let why): try await slow(why, inbox)
        case .failed(let target, let label, let failure):
            if failure == .hurried { try await slow("it was too fast to write to \(target)", inbox) }
            let casing = casing
            settle(Self.outcome(failure)) { key, waiting in
                label.map { $0 == key } ?? (casing.folded(waiting) == casing.folded(target))
            }
        case .warned(let why): inbox.warn(why)
        case .away(let why): throw Closed(description: why)
        case .refused(let why): throw BridgeFailure(.credentials, "the IRC network refuses us: \(why)")
        case .unfit(let why): throw BridgeFailure(.configuration, why)
        }
    }

    private var casing: IRCCasing { state.withLock { $0.people.casing } }

    /// A name in lower case.
    func folded(_ name: String) -> String { casing.folded(name) }

    /// When something was written that the network kept; nil for what it says as it comes, where its clock may differ from ours.
    static func kept(since sentAt: Double, now: Double) -> Double? { now - sentAt > maxSkewSeconds ? sentAt : nil }

    /// By how much the network's clock may be behind ours.
    private static let maxSkewSeconds = 60.0

    /// What somebody wrote; by account, whoever has none is told so.
    private func events(_ text: String, _ person: IRCPerson, room: String?, id: String?, sentAt: Double?)
        -> [InboundEvent]
    {
        let place = room.map(folded)
        guard let name = login.identity == .nick ? person.nick : person.account else {
            let own = place ?? folded(person.nick)
            return Identifier.escape(own).map {
                [.say(place: "nick:" + own, user: $0, key: "no-account", text: BridgeWords.noAccount)]
            } ?? []
        }
        let folded = folded(name)
        guard let user = Identifier.escape(folded) else { return [] }
        return [
            .present(place: folded),
            .message(
                InboundMessage(
                    user: user, chat: place.flatMap(Identifier.escape), place: place ?? folded, id: id, text: text,
                    sentAt: sentAt, name: person.nick)),
        ]
    }

    static func outcome(_ failure: IRCSession.Failure) -> ShowOutcome {
        switch failure {
        // Nobody of that name is there now; they may come back.
        case .offline: .later(seconds: 60, everywhere: false)
        case .hurried: .later(seconds: 10, everywhere: false)
        case .blocked: .blocked("they accept no messages from strangers")
        case .gone: .gone("no such channel, or not for us")
        case .declined(let why): .declined(why, seconds: 60)
        }
    }

    private func disconnected(_ channel: any Channel) {
        channel.close(promise: nil)
        let (lost, asked) = state.withLock { state in
            state.channel = nil
            state.people.loseSight()
            defer { (state.waiting, state.questions) = ([:], [:]) }
            return (state.waiting.values.map(\.continuation), state.questions.values.map(\.continuation))
        }
        for continuation in lost { continuation.resume(returning: .failed("the connection was lost")) }
        for continuation in asked { continuation.resume(returning: nil) }
    }

    func settle(_ outcome: ShowOutcome, _ isMeant: (String, String) -> Bool) {
        let settled = state.withLock { state in
            let found = state.waiting.filter { isMeant($0.key, $0.value.target) }
            for key in found.keys { state.waiting[key] = nil }
            return found.values.map(\.continuation)
        }
        for continuation in settled { continuation.resume(returning: outcome) }
    }

    func write(_ message: IRCMessage, _ channel: any Channel) {
        channel.writeAndFlush(ByteBuffer(string: message.line + "\r\n"), promise: nil)
    }
}
