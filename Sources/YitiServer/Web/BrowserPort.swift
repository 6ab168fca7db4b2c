internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization
import YitiCore
import YitiWire
import YitiWords

/// Pages' requests on their way to the writer and back: rates, cookies, and what is late on purpose.
final class BrowserPort: Sendable {
    private let writer: BrowserSessions
    private let cookie: WebCookie
    private let streams: BrowserStreams
    private let decoder: BridgeDecoder
    private let rates: UserRates
    private let throttle: FailureThrottle
    private let known: KnownSessions

    /// A body holds a text with everything in it escaped.
    static let maxBodyBytes = 131_072

    init(
        _ writer: BrowserSessions, cookie: WebCookie, streams: BrowserStreams, known: KnownSessions, limits: Limits
    ) {
        self.known = known
        self.writer = writer
        self.cookie = cookie
        self.streams = streams
        decoder = BridgeDecoder(textBytes: limits.textBytes, impliedUser: "me")
        rates = UserRates(limits: limits)
        throttle = FailureThrottle(limits: limits)
    }

    /// `GET /api/state`.
    func state(_ visitor: BrowserVisitor) async -> Response {
        if let refused = tooSoon(visitor) { return refused }
        let reply = await withCheckedContinuation { done in writer.state(visitor.request) { done.resume(returning: $0) }
        }
        guard let reply else { return WebResponses.json(BrowserReply(body: BrowserLine.state([], []))) }
        known.insert(visitor.request.session)
        return WebResponses.json(reply)
    }

    /// A POST.
    func carryOut(_ action: BrowserAction, _ body: [UInt8], _ visitor: BrowserVisitor) async -> Response {
        if let refused = tooSoon(visitor) { return refused }
        let request = visitor.request
        let reply = await withCheckedContinuation { done in
            carryOut(action, body, request) { done.resume(returning: $0) }
        }
        await beLate(reply, visitor.address)
        // Of a cookie that is not known a refusal says nothing.
        if reply.isFresh { known.insert(request.fresh) } else if reply.code == nil { known.insert(request.session) }
        var headers: [(String, String)] = []
        if reply.isFresh { headers.append(("Set-Cookie", cookie.setting(visitor.fresh))) }
        if reply.endsSession { headers.append(("Set-Cookie", cookie.removing)) }
        return WebResponses.json(reply, headers)
    }

    private func carryOut(
        _ action: BrowserAction, _ body: [UInt8], _ request: BrowserRequest,
        _ reply: @escaping @Sendable (BrowserReply) -> Void
    ) {
        switch action {
        case .session: writer.begin(request, reply)
        case .key: writer.key(request, reply)
        case .signOut: writer.signOut(request, reply)
        case .lookUp, .open:
            guard let code = BrowserLine.secret(in: body) else {
                return reply(Self.refused(.badRequest, "code: required"))
            }
            if action == .open { writer.open(code, request, reply) } else { writer.lookUp(code, request, reply) }
        case .say: say(body, request, reply)
        }
    }

    private func say(
        _ body: [UInt8], _ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void
    ) {
        switch decoder.request(body) {
        case .request(.command(let line)): writer.say(request, .command(line), reply)
        case .request(.act(let line)): writer.say(request, .act(line), reply)
        case .request: reply(Self.refused(.unknownOp, "op: cmd or act"))
        case .broken(let code, let text), .refused(let code, let text, _): reply(Self.refused(code, text))
        }
    }

    private static func refused(_ code: RefusalCode, _ text: String) -> BrowserReply {
        var reply = BrowserReply(body: ReplyBody.err(code, text: text).line(id: nil, duplicate: false))
        reply.code = code
        return reply
    }

    /// A wrong key or code is answered late when there have been many.
    private func beLate(_ reply: BrowserReply, _ address: PeerAddress) async {
        guard reply.code == .authFailed else { return }
        let delay = throttle.failed(address)
        if delay > .zero { try? await Task.sleep(for: .nanoseconds(delay.nanoseconds)) }
    }

    /// The refusal of whoever asks too often: a session, or an address that has none.
    private func tooSoon(_ visitor: BrowserVisitor) -> Response? {
        let session = visitor.request.session.flatMap { known.contains($0) ? $0 : nil }
        if session == nil, visitor.address.isLoopback { return nil }
        let who = session?.name ?? visitor.address.network
        guard let seconds = rates.take(bridge: "", user: who, now: .now()) else { return nil }
        let refusal = Refusal.tooFast(retryAfter: seconds)
        return WebResponses.json(BrowserReply(refusal, text: RefusalWords.text(of: refusal).en))
    }

    /// `GET /api/events`.
    func stream(_ visitor: BrowserVisitor, _ channel: any Channel) async -> Response {
        if let refused = tooSoon(visitor) { return refused }
        let request = visitor.request
        let session = request.session ?? request.fresh
        let stream = BrowserStream(id: streams.nextID(), address: visitor.address, channel: channel) {
            [writer, streams] connection in
            streams.leave(connection.id)
            writer.closed(connection, session)
        }
        guard streams.enter(stream) else { return WebResponses.text("stopping", .serviceUnavailable) }
        let admission = await withCheckedContinuation { done in
            writer.opened(stream.connection, request) { admission, _ in done.resume(returning: admission) }
        }
        switch admission {
        case .begins: return WebResponses.stream { [stream] writer in try await stream.write(to: &writer) }
        // A browser that is told this does not try again by itself.
        case .unknown: return WebResponses.bytes([], type: "text/event-stream", status: .noContent)
        case .tooMany: return WebResponses.text("this person has as many pages open as they may", .tooManyRequests)
        case .busy: return WebResponses.text("busy", .serviceUnavailable)
        }
    }
}
