internal import Synchronization
import YitiCore
import YitiStore
import YitiWire

/// One request of a browser within a batch: who it is of, and what comes of it for the session.
struct BrowserVisit {
    let batch: WriteBatch
    let request: BrowserRequest
    /// The session it is of; the fresh one when the cookie's is not known.
    let session: BrowserSession
    /// Whether there is a session at all.
    let isKnown: Bool
    /// How the cookie's session ended, if that was a moment ago.
    let ending: EndedSessions.Ending?
    /// The account it speaks for; nil for a guest.
    let person: Person?
    private let cookie: CookieToSet

    /// When a session begins for a request whose own is not known.
    enum Beginning {
        case never
        /// The server has forgotten a guest, who goes on.
        case unlessEnded
        /// As soon as the browser can't be about to get another cookie.
        case unlessReplaced
        case always

        fileprivate func holds(after ending: EndedSessions.Ending?) -> Bool {
            switch self {
            case .never: false
            case .unlessEnded: ending == nil
            case .unlessReplaced: ending != .replaced
            case .always: true
            }
        }
    }

    /// Finds the session of a request; where it is not known, the fresh one may begin.
    init(_ request: BrowserRequest, _ batch: WriteBatch, begins: Beginning) throws {
        self.batch = batch
        self.request = request
        let browsers = batch.server.browsers
        if let (known, person) = try request.known(to: batch) {
            session = known
            self.person = person
            (isKnown, ending) = (true, nil)
            // Whose first message comes again has not got the cookie yet.
            cookie = CookieToSet(known == request.fresh)
            return
        }
        person = nil
        session = request.fresh
        ending = request.session.flatMap(browsers.ending)
        isKnown = begins.holds(after: ending)
        cookie = CookieToSet(isKnown)
        if isKnown { browsers.keep(session, nil, batch) }
    }

    /// Whether the fresh session's cookie is to be set; known once the request has been carried out.
    var isFresh: Bool { cookie.isWanted }

    /// Whether it is for whoever is here: not where the page took somebody else to be, nor where the cookie was good until a moment ago.
    var isMeant: Bool { request.namesItsOwn && (isKnown || ending == nil && request.mayBeForgotten) }

    /// Whether the browser has just signed in by the same request, whose answer with the cookie it has not got.
    var hasSignedIn: Bool {
        let before = request.session.flatMap(batch.server.browsers.ending)
        return person != nil && session == request.fresh && before == .replaced
    }

    /// The fresh session takes the place of this one.
    func wantCookie() { cookie.want() }

    /// The file of whoever it speaks for.
    func file() throws -> PersonFile {
        try batch.file(of: person?.account, orGuest: batch.server.browsers.file(of: session))
    }

    /// A refusal in the reader's language.
    func refused(_ refusal: Refusal) -> BrowserReply {
        BrowserReply(refusal, in: person?.reads ?? .both)
    }

    private var edited: ReplyBody { ReplyBody(.editUnsupported, in: person?.reads ?? .both) }

    /// Carries out what was said and hands the reply out once it is durable.
    func answer(
        _ line: BridgeRequest, came: Stopwatch, failed: @escaping @Sendable (JobFailure) -> Void,
        _ reply: @escaping @Sendable (BrowserReply) -> Void
    ) throws {
        let metrics = batch.state.services.metrics
        let answer = { @Sendable [cookie] (body: ReplyBody, isDuplicate: Bool) in
            var answer = BrowserReply(body: body.line(id: line.id, duplicate: isDuplicate), isFresh: cookie.isWanted)
            (answer.code, answer.retryAfter) = (body.refusedWith, body.retryAfter)
            reply(answer)
        }
        let repetition = Repetition(batch, key(of: line)) { body, isDuplicate in
            if isDuplicate { metrics.count(.repeated) }
            answer(body, isDuplicate)
        }
        switch line {
        case .command(let command) where command.isEdit: batch.reply(Draft(edited)) { answer($0, false) }
        case .command(let command):
            try repetition.once(BridgeRequests.fingerprint(of: line), failed: failed, edited: { edited }) {
                try work(command, came)
            }
        case .act(let act):
            try repetition.once(BridgeRequests.fingerprint(of: line), failed: failed, edited: { edited }) {
                try work(.callback(act.callback), hints: BridgeHints(), came)
            }
        default: batch.afterCommit { reply(refused(.internal(incident: "browser"))) }
        }
    }

    private func key(of line: BridgeRequest) -> RequestKey? {
        let catalog = batch.state.services.catalog
        switch line {
        case .command(let command):
            // What shows or takes a secret is not kept.
            guard let mid = command.mid, !catalog.parser.isSecret(command.text) else { return nil }
            return key("cmd", mid, "")
        case .act(let act): return act.mid.map { key("act", $0, act.callback) }
        default: return nil
        }
    }

    private func key(_ op: String, _ mid: String, _ callback: String) -> RequestKey {
        RequestKey(
            bridge: WebSessionName.bridge, user: session.name, chat: "", op: op, mid: mid, callback: callback)
    }

    private func work(_ command: BridgeCommand, _ came: Stopwatch) throws -> Repetition.Work {
        let exchange = Exchange(batch: batch, origin: origin, file: try file())
        let reference = command.re.map { exchange.knows(question: $0) ? Reference.question($0) : .unknown } ?? .nothing
        return try work(.text(command.text, replyingTo: reference), hints: command.hints, came)
    }

    private func work(_ saying: SpokenInput, hints: BridgeHints, _ came: Stopwatch) throws -> Repetition.Work {
        var exchange = Exchange(batch: batch, origin: origin, file: try file())
        let unread = try exchange.decide { (decision) throws(Pending) in
            try decision.fill(name: nil, locale: hints.locale, zone: hints.tz)
        }
        let warn = hints.warn + unread
        switch try exchange.respond(to: saying) {
        case .reply(let reply):
            batch.note(exchange.verb, reply, came: came)
            try settle(exchange)
            return .draft(BridgeRequests.draft(reply, exchange, warn: warn))
        case .read(let read):
            let request = BrowserRequest(session: session, fresh: session, address: request.address)
            let verb = exchange.verb
            return .read(read) { batch, outcome in
                let visit = try BrowserVisit(request, batch, begins: .never)
                var exchange = Exchange(batch: batch, origin: visit.origin, file: read.file)
                let reply = try exchange.reply(to: outcome)
                batch.note(verb, reply, came: came)
                return BridgeRequests.draft(reply, exchange, warn: warn)
            }
        }
    }

    /// Where it is said: on a person's connection that is a page.
    private var origin: Origin {
        let speaker = Session(HumanConnection(id: ConnectionID(number: 0), address: request.address, wake: {}))
        speaker.isBrowser = true
        speaker.account = person?.account
        return .human(speaker)
    }
}

extension BrowserRequest {
    /// When a session begins for what is said under a cookie that is not known.
    var beginning: BrowserVisit.Beginning { namesItsOwn && mayBeForgotten ? .unlessEnded : .never }
}

/// Whether a cookie is to be set, as it is known when a reply leaves.
private final class CookieToSet: Sendable {
    private let state: Atomic<Bool>

    init(_ isWanted: Bool) { state = Atomic(isWanted) }

    var isWanted: Bool { state.load(ordering: .relaxed) }

    func want() { state.store(true, ordering: .relaxed) }
}

extension CommandParser {
    /// Whether a line is a `/login`.
    func signsIn(_ line: BridgeRequest) -> Bool {
        guard case .command(let command) = line, case .command(.login) = parse(command.text, today: Day(number: 0))
        else { return false }
        return true
    }

    /// Whether a line takes a secret or is answered with one.
    fileprivate func isSecret(_ text: String) -> Bool {
        guard case .command(let command) = parse(text, today: Day(number: 0)) else { return false }
        switch command {
        case .login, .link, .forget, .web: return true
        default: return false
        }
    }
}
