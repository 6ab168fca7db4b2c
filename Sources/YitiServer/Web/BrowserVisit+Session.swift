import YitiCore
import YitiStore

/// What a request comes to for the session, and for whoever else has the same person before them.
extension BrowserVisit {
    /// Notes who the session speaks for after an exchange.
    func settle(_ exchange: Exchange) throws {
        let finally = exchange.becomes ?? exchange.person
        if exchange.signsIn { return try signIn(as: finally, by: nil) }
        guard finally.account != person?.account else {
            if finally.isGuest {
                let file = exchange.file
                batch.server.browsers.keep(session, file.isUntouched ? nil : file, batch)
            }
            return try tell(finally)
        }
        if finally.isGuest { return try forgotten() }
        // A guest who has an account from now on, or a person who has become one with another.
        try sign(session, in: finally, by: nil)
        batch.server.browsers.drop(session, batch)
        try give(session, to: finally)
    }

    /// The browser speaks for a person from now on, by a key, or by a code that is used up. It gets a secret of its own for that: whoever
    /// has put the cookie there that it had would be in otherwise. Its streams go on.
    func signIn(as person: Person, by code: [UInt8]?) throws {
        try sign(request.fresh, in: person, by: code)
        batch.server.browsers.drop(request.fresh, batch)
        if session != request.fresh { try end(session, .replaced) }
        wantCookie()
        try give(request.fresh, to: person)
    }

    /// Ends a session: nothing is kept for it.
    private func end(_ session: BrowserSession, _ ending: EndedSessions.Ending) throws {
        try sign(session, in: nil, by: nil)
        batch.server.browsers.end(session, ending, batch)
    }

    /// Streams move to another session, or stay where they are, and speak for a person.
    private func give(_ other: BrowserSession, to person: Person) throws {
        let (state, session) = (batch.state, session)
        batch.afterCommit {
            let browsers = state.server.browsers
            if session != other { browsers.moveStreams(of: session, to: other) }
            for stream in browsers.streams(of: other) {
                if let open = state.server.session(stream) { state.assign(open, to: person.account) }
            }
        }
        try tell(person)
    }

    /// The person is gone: everybody who spoke for them is a guest.
    private func forgotten() throws {
        batch.server.browsers.keep(session, nil, batch)
        if let before = person?.id { try batch.moveConnections(of: before) }
    }

    /// Signs the session out: its streams end, and what was kept for it goes.
    func signOut() throws { if isKnown { try signOut(session) } }

    /// Signs the person's other browsers out.
    func signOutElsewhere() throws {
        guard let person else { return }
        for hash in try batch.transaction.webSessions(of: person.id) where hash != session.hash {
            try signOut(BrowserSession(hash: hash))
        }
    }

    private func signOut(_ session: BrowserSession) throws {
        try end(session, .over)
        let server = batch.server
        batch.afterCommit {
            for stream in server.browsers.streams(of: session) { server.session(stream)?.connection.close(saying: "") }
        }
    }

    /// Signs a session in as a person, or out as nobody.
    private func sign(_ session: BrowserSession, in person: Person?, by code: [UInt8]?) throws {
        try batch.transaction.sign(session.hash, in: person?.id, usingUp: code, at: batch.now)
    }

    /// Tells the person's other connections where they stand.
    private func tell(_ person: Person) throws {
        let server = batch.server
        let streams = server.browsers.streams(of: session)
        guard !streams.isEmpty || !person.isGuest && server.isConnected(person.id) else {
            return
        }
        let human = try HumanSessions.humanState(of: batch.latest(person), batch)
        batch.afterCommit {
            let own = person.isGuest ? [] : server.sessions(of: person.id)
            let others = Set(own.map(\.connection.id))
            for other in own + streams.filter({ !others.contains($0) }).compactMap(server.session) {
                other.connection.update(human.with(color: other.color))
            }
        }
    }
}
