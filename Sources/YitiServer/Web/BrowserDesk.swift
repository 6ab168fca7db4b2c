import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What the desk does for pages in browsers. A page is a person's connection whose replies are a bridge's: the same commands, guests who
/// live with the session, pushes to whoever has the page open.
struct BrowserDesk: Sendable {
    let desk: Desk

    /// Somebody said or pressed something: a `cmd` or an `act` as bridges send them.
    func say(
        _ request: BrowserRequest, _ line: BridgeRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void
    ) {
        let failed: @Sendable (JobFailure) -> Void = { reply(Self.failure($0)) }
        desk.add(
            .inOrder(
                of: { turn in try request.session.flatMap { try turn.transaction.person(webSession: $0.hash) } },
                failed: failed,
                work: { turn in
                    let visit = try BrowserVisit(request, turn, begins: true)
                    try visit.answer(line, failed: failed) { reply($0) }
                }))
    }

    /// Where the person of a session stands; nothing is begun or changed. Nil when the session is not known.
    func state(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply?) -> Void) {
        ask(request, begins: false, { reply($0) }) { visit, turn in
            guard visit.isKnown else { return nil }
            return BrowserReply(body: try BrowserState(turn).line(of: visit))
        }
    }

    /// A session for whoever has none.
    func begin(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: true, { reply($0 ?? Self.internalReply) }) { visit, _ in
            BrowserReply(body: BrowserLine.done(), isFresh: visit.isFresh)
        }
    }

    /// Another key for the person of a session: the one before is void. It is in this reply and nowhere else.
    func key(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: false, { reply($0 ?? Self.internalReply) }) { visit, turn in
            guard let person = visit.person else { return visit.refused(.noAccountForKey) }
            let key = Secrets.token()
            try turn.transaction.replaceLoginKeys(of: person.id, with: Secrets.hash(key), at: turn.now)
            return BrowserReply(body: BrowserLine.done([Datum.Member("key", .string(key))]))
        }
    }

    /// Whose page a link opens, and who is signed in now; the code stays good.
    func lookUp(_ code: String, _ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: false, { reply($0 ?? Self.internalReply) }) { visit, turn in
            guard let person = try Self.person(of: code, turn) else { return visit.refused(.wrongWebCode) }
            return BrowserReply(
                body: BrowserLine.done([
                    Datum.Member("name", person.name.map { .string($0) } ?? .null),
                    Datum.Member("account", .bool(visit.person != nil)),
                    Datum.Member("current", visit.person?.name.map { .string($0) } ?? .null),
                    Datum.Member("same", .bool(visit.person?.id == person.id)),
                ]))
        }
    }

    /// Opens the page of a link's person in this browser; the code is used up.
    func open(_ code: String, _ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: true, { reply($0 ?? Self.internalReply) }) { visit, turn in
            guard let person = try Self.person(of: code, turn) else { return visit.refused(.wrongWebCode) }
            try turn.transaction.removeWebCode(Secrets.hash(code))
            try visit.becomes(person)
            return BrowserReply(body: BrowserLine.done(), isFresh: visit.isFresh)
        }
    }

    /// Ends a session; the person stays.
    func signOut(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: false, { reply($0 ?? Self.internalReply) }) { visit, turn in
            try visit.end()
            var reply = BrowserReply(body: BrowserLine.done())
            reply.endsSession = true
            return reply
        }
    }

    private static func person(of code: String, _ turn: Turn) throws -> Person? {
        try turn.transaction.person(webCode: Secrets.hash(code), at: turn.now).flatMap(turn.transaction.person)
    }

    private func ask(
        _ request: BrowserRequest, begins: Bool, _ reply: @escaping @Sendable (BrowserReply?) -> Void,
        _ work: @escaping @Sendable (BrowserVisit, Turn) throws -> BrowserReply?
    ) {
        desk.add(
            Job(
                failed: { reply(Self.failure($0)) },
                work: { turn in
                    let answer = try work(try BrowserVisit(request, turn, begins: begins), turn)
                    turn.afterCommit { reply(answer) }
                }))
    }

    private static func failure(_ failure: JobFailure) -> BrowserReply {
        BrowserReply(failure.refusal, text: RefusalWords.text(of: failure.refusal).en)
    }

    private static var internalReply: BrowserReply { BrowserReply(.busy, text: RefusalWords.text(of: .busy).en) }
}
