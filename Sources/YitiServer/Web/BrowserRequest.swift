import YitiCore
import YitiStore
import YitiWire

/// What a browser asks for, with who it says it is.
struct BrowserRequest: Sendable {
    /// The session of the cookie that came; nil without one.
    var session: BrowserSession?
    /// The session that is begun when that one is not known.
    var fresh: BrowserSession
    /// Where it comes from.
    var address: PeerAddress

    /// The session that it is of, with whom it speaks for, nil for a guest: the cookie's, or the fresh one where the message that began it
    /// comes again.
    func known(to batch: WriteBatch) throws -> (session: BrowserSession, person: Person?)? {
        for session in [session, fresh].compactMap({ $0 }) {
            if let person = try batch.person(by: .session(session.hash)) { return (session, person) }
            if batch.server.browsers.isGuest(session) { return (session, nil) }
        }
        return nil
    }
}

/// What a browser's request comes to.
struct BrowserReply: Sendable {
    /// `ok` or `err`, as a bridge gets it.
    var body: [UInt8]
    /// Why it was refused.
    var code: RefusalCode?
    /// Seconds to wait before it is tried again.
    var retryAfter: Int?
    /// Whether the fresh session was begun, and so its cookie is to be set.
    var isFresh = false
    /// Whether the cookie is to be taken away.
    var endsSession = false

    /// A reply with a body.
    init(body: [UInt8], isFresh: Bool = false) {
        self.body = body
        self.isFresh = isFresh
    }

    /// A refusal, in the words of one language.
    init(_ refusal: Refusal, in language: Language = .en) {
        body = ReplyBody(refusal, in: language).line(id: nil, duplicate: false)
        code = refusal.code
        retryAfter = refusal.retryAfter
    }
}
