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
    private let secret: WebSecret
    private let metrics: ServiceMetrics
    private let streams: BrowserStreams
    private let decoder: BridgeDecoder
    private let rates: BrowserRates
    private let known: KnownSessions

    /// A body holds a text with everything in it escaped.
    static let maxBodyBytes = 131_072

    init(
        _ writer: BrowserSessions, cookie: WebCookie, secret: WebSecret, streams: BrowserStreams, known: KnownSessions,
        limits: Limits, metrics: ServiceMetrics
    ) {
        self.secret = secret
        self.metrics = metrics
        self.known = known
        self.writer = writer
        self.cookie = cookie
        self.streams = streams
        decoder = BridgeDecoder(textBytes: limits.textBytes, bodiesOf: "me")
        rates = BrowserRates(limits, known: known, metrics: metrics)
    }

    /// `GET /api/state`.
    func state(_ visitor: BrowserVisitor) async -> Response {
        if let refused = rates.refusal(of: visitor) { return refused }
        let reply = await withCheckedContinuation { done in writer.state(visitor.request) { done.resume(returning: $0) }
        }
        guard let reply else {
            known.remove(visitor.request.session)
            return WebResponses.json(BrowserReply(body: BrowserLine.state([], [])))
        }
        known.insert(visitor.request.session)
        return WebResponses.json(reply)
    }

    /// A POST.
    func carryOut(_ action: BrowserAction, _ body: [UInt8], _ visitor: BrowserVisitor) async -> Response {
        if let refused = rates.refusal(of: visitor) { return refused }
        let line = action == .say ? decoder.request(body) : decoder.fault(in: body)
        let visitor = visitor.beginning(with: cookie(of: visitor, line) ?? cookie(of: visitor, action, body))
        let request = visitor.request
        let reply = await withCheckedContinuation { done in
            carryOut(action, body, line, request) { done.resume(returning: $0) }
        }
        await rates.delay(reply, to: visitor.address)
        // Of a cookie that is not known a refusal says nothing.
        if reply.isFresh {
            known.remove(request.session)
            known.insert(request.fresh)
        } else if reply.code == nil {
            known.insert(request.session)
        }
        var headers: [(String, String)] = []
        if reply.isFresh { headers.append(("Set-Cookie", cookie.setting(visitor.fresh))) }
        if reply.endsSession {
            known.remove(request.session)
            headers.append(("Set-Cookie", cookie.removing))
        }
        return WebResponses.json(reply, headers)
    }

    /// The cookie that a message begins a session with when its own is not known: the same one if the message comes again.
    private func cookie(of visitor: BrowserVisitor, _ line: BridgeLine?) -> String? {
        guard let unknown = visitor.cookie, case .request(let request) = line, let mid = request.mid else { return nil }
        return secret.cookie(after: unknown, mid: mid)
    }

    /// The cookie that a link's code signs in with, likewise.
    private func cookie(of visitor: BrowserVisitor, _ action: BrowserAction, _ body: [UInt8]) -> String? {
        guard action == .open, let before = visitor.cookie, let code = BrowserLine.secret(in: body) else { return nil }
        return secret.cookie(after: before, mid: code)
    }

    private func carryOut(
        _ action: BrowserAction, _ body: [UInt8], _ line: BridgeLine?, _ request: BrowserRequest,
        _ reply: @escaping @Sendable (BrowserReply) -> Void
    ) {
        if case .broken(let code, let text) = line { return reply(Self.refused(code, text)) }
        switch action {
        case .session: writer.begin(request, reply)
        case .key: writer.key(request, reply)
        case .signOut: writer.signOut(request, reply)
        case .lookUp, .open:
            guard let code = BrowserLine.secret(in: body) else {
                return reply(Self.refused(.badRequest, "code: required"))
            }
            if action == .open { writer.open(code, request, reply) } else { writer.lookUp(code, request, reply) }
        case .say: say(line, request, reply)
        }
    }

    private func say(
        _ line: BridgeLine?, _ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void
    ) {
        switch line {
        case .request(.command(let command)):
            metrics.requests.increment(.cmd)
            writer.say(request, .command(command), reply)
        case .request(.act(let act)):
            metrics.requests.increment(.act)
            writer.say(request, .act(act), reply)
        case .request, nil: reply(Self.refused(.unknownOp, "op: cmd or act"))
        case .broken(let code, let text), .refused(let code, let text, _): reply(Self.refused(code, text))
        }
    }

    private static func refused(_ code: RefusalCode, _ text: String) -> BrowserReply {
        var reply = BrowserReply(body: ReplyBody.err(code, text: text).line(id: nil, duplicate: false))
        reply.code = code
        return reply
    }

    /// `GET /api/events`.
    func stream(_ visitor: BrowserVisitor, _ channel: any Channel) async -> Response {
        if let refused = rates.refusal(of: visitor) { return refused }
        let request = visitor.request
        let stream = BrowserStream(id: streams.nextID(), address: visitor.address, channel: channel, metrics: metrics) {
            [writer, streams] connection in
            streams.leave(connection.id)
            writer.closed(connection)
        }
        guard streams.enter(stream) else {
            return WebResponses.text("stopping", .serviceUnavailable, retryAfter: Self.busySeconds)
        }
        let admission = await withCheckedContinuation { done in
            writer.opened(stream.connection, request) { admission, _ in done.resume(returning: admission) }
        }
        switch admission {
        case .begins:
            known.insert(request.session)
            return WebResponses.stream { [stream] writer in try await stream.write(to: &writer) }
        // A browser that is told this does not try again by itself.
        case .unknown: return WebResponses.bytes([], type: "text/event-stream", status: .noContent)
        case .tooMany:
            return WebResponses.text(
                "this person has as many pages open as they may", .tooManyRequests, retryAfter: Self.fullSeconds)
        case .busy: return WebResponses.text("busy", .serviceUnavailable, retryAfter: Self.busySeconds)
        }
    }

    /// After so long another page may have been closed.
    private static let fullSeconds = 30
    private static let busySeconds = 1
}
