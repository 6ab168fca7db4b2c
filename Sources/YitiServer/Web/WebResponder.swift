internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization
import YitiCore
import YitiWire
import YitiWords

/// What is served, path by path (docs/browser.md).
struct WebResponder: HTTPResponder {
    let door: WebDoor
    let cookie: WebCookie
    let files: WebFiles
    let browsers: BrowserPort
    let health: WebHealth
    /// Nil where `/metrics` is not to be seen.
    let page: MetricsPage?

    func respond(to request: Request, context: WebContext) async throws -> Response {
        let response = try await answer(request, context)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        if let refusal = door.refusal(of: request, context) { return refusal }
        let path = request.uri.path
        switch request.method {
        case .get: return try await read(path, request, context)
        case .head where path != "/api/events": return try await read(path, request, context)
        case .post: return try await change(path, request, context)
        default: return WebResponses.noMethod(Self.methods(of: path))
        }
    }

    /// What is there besides files and cannot be changed.
    private static let onlyRead: Set<String> = ["/healthz", "/readyz", "/metrics", "/api/state", "/api/events"]

    /// What may be asked of a path.
    private static func methods(of path: String) -> String {
        if BrowserAction(rawValue: path) != nil { return "POST" }
        return path == "/api/events" ? "GET" : "GET, HEAD"
    }

    private func read(_ path: String, _ request: Request, _ context: WebContext) async throws -> Response {
        if let file = files.response(to: path, request) { return file }
        guard !path.hasPrefix("/api/") || door.mayRead(request) else { return foreign(request) }
        switch path {
        case "/healthz": return health.response
        case "/readyz": return health.readiness
        case "/metrics": return page?.response(to: request) ?? notFound
        case "/api/state": return await browsers.state(visitor(request, context))
        case "/api/events": return await browsers.stream(visitor(request, context), context.channel)
        default: return BrowserAction(rawValue: path) == nil ? notFound : WebResponses.noMethod(Self.methods(of: path))
        }
    }

    private func change(_ path: String, _ request: Request, _ context: WebContext) async throws -> Response {
        guard let action = BrowserAction(rawValue: path) else {
            let isThere = Self.onlyRead.contains(path) || files.response(to: path, request) != nil
            return isThere ? WebResponses.noMethod(Self.methods(of: path)) : notFound
        }
        guard door.comesFromThePage(request) else { return foreign(request) }
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased().trimmingSpaces()
        guard type == "application/json" else {
            return WebResponses.text("the body has to be application/json", .unsupportedMediaType)
        }
        // Said before it is asked for: who waits to be asked need not send it.
        guard request.headers[.contentLength].flatMap({ Int($0) }) ?? 0 <= BrowserPort.maxBodyBytes else {
            return WebResponses.tooLong
        }
        context.channel.triggerUserOutboundEvent(RequestTimer.BodyIsWanted(), promise: nil)
        guard let body = try? await request.body.collect(upTo: BrowserPort.maxBodyBytes) else {
            return WebResponses.tooLong
        }
        return await browsers.carryOut(action, Array(body.readableBytesView), visitor(request, context))
    }

    private func visitor(_ request: Request, _ context: WebContext) -> BrowserVisitor {
        let named = Self.session.flatMap { request.headers[$0] }
        return BrowserVisitor(
            cookie: cookie.value(in: request), fresh: Secrets.token(), address: door.client(of: request, context),
            named: named.flatMap(NamedSession.init))
    }

    /// Names the session that a page takes itself to be of.
    private static let session = HTTPField.Name("Yiti-Session")

    private func foreign(_ request: Request) -> Response {
        let isChinese = request.headers[.acceptLanguage]?.lowercased().hasPrefix("zh") ?? false
        return WebResponses.json(BrowserReply(door.foreign(request), in: isChinese ? .zh : .en), status: .forbidden)
    }

    private var notFound: Response { WebResponses.text("there is nothing here", .notFound) }
}

/// What a page may ask for with a POST.
enum BrowserAction: String, Sendable {
    /// A session, for whoever has none.
    case session = "/api/session"
    /// A `cmd` or an `act`.
    case say = "/api/say"
    /// Another key.
    case key = "/api/key"
    /// Whose page a link opens.
    case lookUp = "/api/code"
    /// Opens it.
    case open = "/api/open"
    case signOut = "/api/signout"
}

/// A request's sender before the writer knows them.
struct BrowserVisitor: Sendable {
    let cookie: String?
    /// The cookie that is set if a session begins.
    var fresh: String
    let address: PeerAddress
    /// Whom the page takes itself to be of; nil where it does not say.
    let named: NamedSession?

    /// The same with another cookie to set, if there is one.
    func beginning(with cookie: String?) -> BrowserVisitor {
        var other = self
        other.fresh = cookie ?? fresh
        return other
    }

    /// The same as the writer takes it.
    var request: BrowserRequest {
        BrowserRequest(
            session: cookie.map { BrowserSession(cookie: $0) }, fresh: BrowserSession(cookie: fresh), address: address,
            named: named)
    }
}

/// How the service is, without asking the writer.
struct WebHealth: Sendable {
    let services: Services
    let streams: BrowserStreams

    /// `/healthz`.
    var response: Response {
        if let note = services.pushingNote { return WebResponses.text(note, .serviceUnavailable) }
        return outage ?? WebResponses.text("ok")
    }

    /// `/readyz`.
    var readiness: Response {
        if streams.isDraining { return WebResponses.text("stopping", .serviceUnavailable) }
        return outage ?? WebResponses.text("ok")
    }

    /// While a database on another machine can't be reached nothing is pushed and nothing is answered.
    private var outage: Response? {
        services.outage.isLong ? WebResponses.text("the database can't be reached", .serviceUnavailable) : nil
    }
}
