import YitiCore
import YitiStore

/// What a request comes to for the session, and for whoever else has the same person before them.
extension BrowserVisit {
    /// Notes who the session speaks for after an exchange.
    func settle(_ exchange: Exchange) throws {
        let finally = exchange.becomes ?? exchange.person
        guard finally.id != (person?.id ?? 0) else {
            if finally.id == 0 {
                let file = exchange.file
                turn.room.browsers.keep(session, file.isUntouched ? nil : file, turn)
            }
            return try tell(finally)
        }
        if finally.id == 0 { return try forgotten() }
        try becomes(finally)
    }

    /// The session speaks for a person from now on.
    func becomes(_ person: Person) throws {
        try turn.transaction.saveWebSession(session.hash, person: person.id, at: turn.now)
        turn.room.browsers.drop(session, turn)
        let (room, session) = (turn.room, session)
        turn.afterCommit {
            for stream in room.browsers.streams[session] ?? [] {
                if let open = room.sessions[stream] { room.assign(open, to: person.id) }
            }
        }
        try tell(person)
    }

    /// The person is gone: everybody who spoke for them is a guest.
    private func forgotten() throws {
        turn.room.browsers.keep(session, nil, turn)
        guard let before = person?.id else { return }
        try makeGuests(of: before)
    }

    private func makeGuests(of before: Int64) throws {
        let room = turn.room
        let state = try HumanDesk.state(of: Person.guest(at: turn.now), turn)
        turn.afterCommit {
            for id in room.sessionsOfPerson[before] ?? [] {
                guard let other = room.sessions[id] else { continue }
                room.assign(other, to: 0)
                other.connection.update(state.with(color: other.color))
            }
        }
    }

    /// Signs the session out: its streams end, and what was kept for it goes.
    func end() throws {
        try turn.transaction.removeWebSession(session.hash)
        try turn.transaction.removeEffects(webSession: session.hash)
        turn.room.browsers.drop(session, turn)
        let (room, session) = (turn.room, session)
        turn.afterCommit {
            for stream in room.browsers.streams[session] ?? [] { room.sessions[stream]?.connection.close(saying: "") }
        }
    }

    /// Tells the person's other connections where they stand.
    private func tell(_ person: Person) throws {
        let room = turn.room
        let streams = room.browsers.streams[session] ?? []
        guard person.id == 0 ? !streams.isEmpty : room.sessionsOfPerson[person.id] != nil || !streams.isEmpty else {
            return
        }
        let known = person.id == 0 ? person : try turn.transaction.person(person.id) ?? person
        let state = try HumanDesk.state(of: known, turn)
        turn.afterCommit {
            let others = person.id == 0 ? Set(streams) : (room.sessionsOfPerson[person.id] ?? []).union(streams)
            for id in others {
                guard let other = room.sessions[id] else { continue }
                other.connection.update(state.with(color: other.color))
            }
        }
    }
}
