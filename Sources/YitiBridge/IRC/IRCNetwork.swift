internal import NIOCore
internal import Synchronization

/// IRC over TCP or TLS. A line has no receipt: it counts as taken when a `PING` behind it has come back.
final class IRCNetwork: Network {
    let traits: NetworkTraits
    private let connector: Connector
    private let endpoint: Endpoint
    private let login: IRCSession.Login
    private let state = Mutex(State())

    private struct State {
        /// The connection that the network has let in.
        var channel: (any Channel)?
        var waiting: [String: Waiting] = [:]
    }

    private struct Waiting {
        let target: String
        let continuation: CheckedContinuation<ShowOutcome, Never>
    }

    private struct Closed: Error, CustomStringConvertible {
        let description = "the connection is gone"
    }

    /// 512 octets a line, of which others see our `nick!user@host`, the target and the end of the line.
    private static let lineOctets = 340
    private static let fenceSeconds = 30

    init(_ configuration: BridgeConfiguration, _ connector: Connector) throws {
        let network = try configuration.required("irc")
        guard let endpoint = Endpoint(network, port: 6667) else {
            throw BridgeFailure(.configuration, "irc: expected host:port or tls://host:port, found \(network)")
        }
        guard configuration.text("identity") == "nick" else {
            throw BridgeFailure(
                .configuration,
                "identity: say nick, which is unsafe: whoever takes a nickname while its owner is away is taken for them"
            )
        }
        self.connector = connector
        self.endpoint = endpoint
        login = IRCSession.Login(
            nick: configuration.text("nick") ?? "yiti", serverPassword: try configuration.secret("server_password"),
            account: configuration.text("account"), password: try configuration.secret("password"),
            channels: configuration.list("channels"))
        let usual = RateLimit(burst: 5, perSecond: 0.8)
        traits = NetworkTraits(
            name: "irc", splitter: TextSplitter(limit: Self.lineOctets, unit: .octets),
            chatRate: try configuration.rate("chat", usual: usual),
            bridgeRate: try configuration.rate("bridge", usual: usual), placeIsUser: true, isLineByLine: true)
    }

    func signIn(_ inbox: Inbox) async throws -> String { "\(login.nick)@\(endpoint)" }

    /// Connects once, to see whether the network lets us in.
    func findings() async throws -> [String] {
        let (lines, channel) = try await connect()
        defer { channel.close(promise: nil) }
        var session = IRCSession(login)
        for message in session.greeting { write(message, channel) }
        for await line in lines {
            for action in session.take(line) {
                switch action {
                case .send(let message): write(message, channel)
                case .refused(let why): return ["the network refuses us: \(why)"]
                case .ready(let nick):
                    return nick == login.nick ? [] : ["the nickname \(login.nick) is taken: we would be \(nick)"]
                default: break
                }
            }
        }
        throw Closed()
    }

    // MARK: Receiving

    func receive(_ inbox: Inbox) async throws {
        let (lines, channel) = try await connect()
        defer { disconnected(channel) }
        var session = IRCSession(login)
        for message in session.greeting { write(message, channel) }
        try await withTaskCancellationHandler {
            for await line in lines {
                for action in session.take(line) { try await carryOut(action, channel, inbox) }
            }
        } onCancel: {
            channel.close(promise: nil)
        }
        throw Closed()
    }

    private func connect() async throws -> (AsyncStream<IRCMessage>, any Channel) {
        let (lines, feed) = AsyncStream.makeStream(of: IRCMessage.self)
        let channel = try await connector.open(endpoint) { channel in
            try channel.pipeline.syncOperations.addHandler(IRCLineHandler(feed))
        }
        return (lines, channel)
    }

    private func carryOut(_ action: IRCSession.Action, _ channel: any Channel, _ inbox: Inbox) async throws {
        switch action {
        case .send(let message): write(message, channel)
        case .ready: state.withLock { $0.channel = channel }
        case .said(let text, let nick, let room, let id):
            guard let user = Identifier.escape(IRCName.folded(nick)) else { return }
            let place = room.map(IRCName.folded) ?? IRCName.folded(nick)
            let message = InboundMessage(
                user: user, chat: room == nil ? nil : Identifier.escape(place), place: place, id: id, text: text,
                name: nick)
            try await inbox.store([.message(message)], position: nil)
        case .fence(let token): settle(.shown(nil)) { key, _ in key == token }
        case .failed(let target, let failure):
            settle(Self.outcome(failure)) { _, waiting in IRCName.folded(waiting) == IRCName.folded(target) }
        case .refused(let why): throw BridgeFailure(.credentials, "the IRC network refuses us: \(why)")
        }
    }

    private static func outcome(_ failure: IRCSession.Failure) -> ShowOutcome {
        switch failure {
        // Nobody of that name is there now; they may come back.
        case .offline: .later(seconds: 60, everywhere: false)
        case .blocked: .blocked("they accept no messages from strangers")
        case .gone: .gone("no such channel, or not for us")
        }
    }

    private func disconnected(_ channel: any Channel) {
        channel.close(promise: nil)
        let lost = state.withLock { state in
            state.channel = nil
            defer { state.waiting = [:] }
            return state.waiting.values.map(\.continuation)
        }
        for continuation in lost { continuation.resume(returning: .failed("the connection was lost")) }
    }

    private func settle(_ outcome: ShowOutcome, _ isMeant: (String, String) -> Bool) {
        let settled = state.withLock { state in
            let found = state.waiting.filter { isMeant($0.key, $0.value.target) }
            for key in found.keys { state.waiting[key] = nil }
            return found.values.map(\.continuation)
        }
        for continuation in settled { continuation.resume(returning: outcome) }
    }

    // MARK: Showing

    func show(_ part: OutgoingPart) async -> ShowOutcome {
        guard let channel = state.withLock({ $0.channel }), channel.isActive else {
            return .later(seconds: 1, everywhere: false)
        }
        let target = part.place ?? part.user
        let timer = Task {
            try await Task.sleep(for: .seconds(Self.fenceSeconds))
            settle(.failed("nothing came back")) { key, _ in key == part.key }
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            state.withLock { $0.waiting[part.key] = Waiting(target: target, continuation: continuation) }
            write(IRCMessage("PRIVMSG", target, part.text), channel)
            write(IRCMessage("PING", part.key), channel)
            // A connection that went meanwhile settles nothing any more.
            if !channel.isActive { settle(.failed("the connection was lost")) { key, _ in key == part.key } }
        }
    }

    private func write(_ message: IRCMessage, _ channel: any Channel) {
        channel.writeAndFlush(ByteBuffer(string: message.line + "\r\n"), promise: nil)
    }
}

/// Makes messages of what an IRC server writes.
final class IRCLineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var rest: [UInt8] = []
    private let feed: AsyncStream<IRCMessage>.Continuation
    /// Tags may be 8,191 octets, the rest 512.
    private static let maxLine = 16_384

    init(_ feed: AsyncStream<IRCMessage>.Continuation) { self.feed = feed }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += unwrapInboundIn(data).readableBytesView
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end].filter { $0 != UInt8(ascii: "\r") }
            rest.removeFirst(end + 1)
            if let message = IRCMessage(line: String(decoding: line, as: UTF8.self)) { feed.yield(message) }
        }
        if rest.count > Self.maxLine { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { feed.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func handlerRemoved(context: ChannelHandlerContext) { feed.finish() }
}

@available(*, unavailable) extension IRCLineHandler: Sendable {}
