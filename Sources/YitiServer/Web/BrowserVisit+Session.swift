import YitiCore
import YitiStore

/// What a request comes to for the session, and for whoever else has the same person before them.
extension BrowserVisit {
    /// Notes who the session speaks for after an exchange.
    func settle(_ exchange: Exchange) throws {
        let finally = exchange.becomes ?? exchange.person
        guard finally.account != person?.account else {
            if finally.isGuest {
                let file = exchange.file
                batch.server.browsers.keep(session, file.isUntouched ? nil : file, batch)
            }
            return try tell(finally)
        }
        if finally.isGuest { return try forgotten() }
        try becomes(finally, by: nil)
    }

    /// The session speaks for a person from now on, by a code that is used up if there is one.
    func becomes(_ person: Person, by code: [UInt8]?) throws {
        try sign(in: person, by: code)
        let (state, session) = (batch.state, session)
        batch.afterCommit {
            for stream in state.server.browsers.streams(of: session) {
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
    func end() throws {
        try sign(in: nil, by: nil)
        let (server, session) = (batch.server, session)
        batch.afterCommit {
            for stream in server.browsers.streams(of: session) { server.session(stream)?.connection.close(saying: "") }
        }
    }

    /// Signs the session in as a person, or out as nobody; it is no guest's any more.
    private func sign(in person: Person?, by code: [UInt8]?) throws {
        try batch.transaction.sign(session.hash, in: person?.id, usingUp: code, at: batch.now)
        batch.server.browsers.drop(session, batch)
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
