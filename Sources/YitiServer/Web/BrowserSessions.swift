import YitiCore
import YitiStore
import YitiWire

/// What the writer does for pages in browsers. A page is a person's connection whose replies are a bridge's: the same commands, guests who
/// live with the session, pushes to whoever has the page open.
struct BrowserSessions: Sendable {
    let writer: Writer

    /// Somebody said or pressed something: a `cmd` or an `act` as bridges send them.
    func say(
        _ request: BrowserRequest, _ line: BridgeRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void
    ) {
        let metrics = writer.metrics
        let came = Stopwatch.started
        let failed: @Sendable (JobFailure) -> Void = {
            metrics.count(.failed)
            reply(Self.failure($0))
        }
        writer.add(
            .inOrder(
                of: { batch in try request.known(to: batch)?.person?.id },
                failed: failed,
                work: { batch in
                    let signsIn = batch.state.services.catalog.parser.signsIn(line)
                    let visit = try BrowserVisit(request, batch, begins: signsIn ? .always : request.beginning)
                    guard signsIn || visit.isMeant else {
                        return batch.afterCommit { reply(visit.refused(.forSomebodyElse)) }
                    }
                    try visit.answer(line, came: came, failed: failed) { reply($0) }
                }))
    }

    /// Where the person of a session stands; nothing is begun or changed. Nil when the session is not known.
    func state(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply?) -> Void) {
        ask(request, begins: .never, { reply($0) }) { visit, batch in
            guard visit.isKnown else { return nil }
            return BrowserReply(body: try BrowserState(batch).line(of: visit))
        }
    }

    /// A session for whoever has none.
    func begin(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: .unlessReplaced, { reply($0 ?? Self.internalReply) }) { visit, _ in
            // The cookie of whoever has signed in here is on its way: this one would take its place.
            guard visit.isKnown else { return BrowserReply(.busy) }
            return BrowserReply(body: BrowserLine.done(), isFresh: visit.isFresh)
        }
    }

    /// Another key for the person of a session: the one before is void, and so are the person's other sessions. It is in this reply and
    /// nowhere else.
    func key(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: .never, { reply($0 ?? Self.internalReply) }) { visit, batch in
            guard visit.isMeant else { return visit.refused(.forSomebodyElse) }
            guard visit.person != nil else { return visit.refused(.noAccountForKey) }
            let key = Secrets.token()
            var file = try visit.file()
            let account = try Decider(batch, address: nil).decide(&file) { (decision) throws(Pending) in
                let before = try decision.account()
                decision.replaceKey(with: Secrets.hash(key))
                return before
            }
            // Nobody can have come by a key that there was not.
            if account?.hasKey ?? false { try visit.signOutElsewhere() }
            return BrowserReply(body: BrowserLine.done([Datum.Member("key", .string(key))]))
        }
    }

    /// Whose page a link opens, and who is signed in now; the code stays good.
    func lookUp(_ code: String, _ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: .never, { reply($0 ?? Self.internalReply) }) { visit, batch in
            let hash = Secrets.hash(code)
            guard let person = try batch.person(by: .webCode(hash)) else { return visit.refused(.wrongWebCode) }
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
        ask(request, begins: .always, { reply($0 ?? Self.internalReply) }) { visit, batch in
            let hash = Secrets.hash(code)
            if let person = try batch.person(by: .webCode(hash)) {
                try visit.signIn(as: person, by: hash)
            } else if !visit.hasSignedIn {
                return visit.refused(.wrongWebCode)
            }
            return BrowserReply(body: BrowserLine.done(), isFresh: visit.isFresh)
        }
    }

    /// Ends a session; the person stays.
    func signOut(_ request: BrowserRequest, _ reply: @escaping @Sendable (BrowserReply) -> Void) {
        ask(request, begins: .never, { reply($0 ?? Self.internalReply) }) { visit, batch in
            guard visit.isMeant else { return visit.refused(.forSomebodyElse) }
            try visit.signOut()
            var reply = BrowserReply(body: BrowserLine.done())
            reply.endsSession = true
            return reply
        }
    }

    private func ask(
        _ request: BrowserRequest, begins: BrowserVisit.Beginning, _ reply: @escaping @Sendable (BrowserReply?) -> Void,
        _ work: @escaping @Sendable (BrowserVisit, WriteBatch) throws -> BrowserReply?
    ) {
        writer.add(
            Job(
                failed: { reply(Self.failure($0)) },
                work: { batch in
                    let answer = try work(try BrowserVisit(request, batch, begins: begins), batch)
                    batch.afterCommit { reply(answer) }
                }))
    }

    private static func failure(_ failure: JobFailure) -> BrowserReply { BrowserReply(failure.refusal) }

    private static var internalReply: BrowserReply { BrowserReply(.busy) }
}
