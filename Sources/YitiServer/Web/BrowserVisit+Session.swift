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
        try becomes(finally)
    }

    /// The session speaks for a person from now on.
    func becomes(_ person: Person) throws {
        try batch.transaction.saveWebSession(session.hash, person: person.id, at: batch.now)
        batch.server.browsers.drop(session, batch)
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
        try batch.transaction.endWebSession(session.hash)
        batch.server.browsers.drop(session, batch)
        let (server, session) = (batch.server, session)
        batch.afterCommit {
            for stream in server.browsers.streams(of: session) { server.session(stream)?.connection.close(saying: "") }
        }
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
