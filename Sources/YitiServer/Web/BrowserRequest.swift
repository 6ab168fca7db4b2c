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
    /// Whom the page takes itself to be of; nil where it does not say.
    var named: NamedSession?

    /// Whether its page takes itself to be of the session whose cookie came, or does not say.
    var namesItsOwn: Bool { named.map { $0.name == session?.name } ?? true }

    /// Whether the server may have forgotten whose page it is: it forgets guests alone.
    var mayBeForgotten: Bool { !(named?.hasAccount ?? false) }

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

/// Whom a page takes itself to be of, as it says in a header: the name of a session, and behind it `;account` where that has one.
struct NamedSession: Sendable {
    let name: String
    /// Whether it is nobody whom the server forgets.
    let hasAccount: Bool

    /// Reads the header; nil where it names nobody.
    init?(_ header: String) {
        let parts = header.split(separator: ";", maxSplits: 1)
        guard let first = parts.first else { return nil }
        name = String(first)
        hasAccount = parts.count == 2 && parts[1] == "account"
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
