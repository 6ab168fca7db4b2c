import YitiCore
import YitiStore

/// What happened to a person somewhere else is told to their connections and to the pages they have open.
extension WriteBatch {
    /// The file of whoever a connection or a page speaks for: an account, the guest whom it keeps, or a guest who has just come.
    func file(of account: Int64?, orGuest guest: @autoclosure () -> PersonFile?) throws -> PersonFile {
        let known = try account.map { try Decider(self, address: nil).file(of: $0) } ?? guest()
        return known ?? PersonFile.guest(at: now)
    }

    /// Somebody as they are by now.
    func latest(_ person: Person) throws -> Person {
        person.isGuest ? person : try file(of: person.id)?.person ?? person
    }

    /// Tells all of a person's connections where they stand, once that is durable.
    func tellConnections(of id: Int64) throws {
        guard server.isConnected(id), let person = try file(of: id)?.person else { return }
        let human = try HumanSessions.humanState(of: person, self)
        afterCommit { [server] in
            for session in server.sessions(of: id) { session.connection.update(human.with(color: session.color)) }
        }
    }

    /// Every connection of somebody who is no more speaks for `person` from now on, or for a guest.
    func moveConnections(of id: Int64, to person: Person? = nil) throws {
        guard server.isConnected(id) else { return }
        let person = person ?? Person.guest(at: now)
        let human = try HumanSessions.humanState(of: person, self)
        afterCommit { [state] in
            for session in state.server.sessions(of: id) {
                state.assign(session, to: person.account)
                session.connection.update(human.with(color: session.color))
            }
        }
    }

    /// The same at once, when another server has made it so: what this batch is asked over them is for `person` already.
    func handOverConnections(of id: Int64, to person: Person?) throws {
        let person = person ?? Person.guest(at: now)
        let human = try HumanSessions.humanState(of: person, self)
        for session in server.sessions(of: id) {
            state.assign(session, to: person.account)
            onRollback { [state] in state.assign(session, to: id) }
            afterCommit { session.connection.update(human.with(color: session.color)) }
        }
    }
}
