import YitiCore
import YitiStore

/// What the desk does for the streams over which pages hear that something has changed.
extension BrowserDesk {
    /// Whether a stream begins.
    enum Admission: Sendable {
        case begins
        /// There is no such session: nothing would ever come.
        case unknown
        /// The person has as many as they may.
        case tooMany
        case busy
    }

    /// The most streams of one person, or of one guest's session.
    static let maxStreams = 8

    /// A stream begins: pushes to the person go over it, as to a person's connection.
    func opened(
        _ connection: HumanConnection, _ request: BrowserRequest,
        _ reply: @escaping @Sendable (Admission, BrowserSession) -> Void
    ) {
        let session = request.session ?? request.fresh
        desk.add(
            Job(
                failed: { _ in reply(.busy, session) },
                work: { turn in
                    let visit = try BrowserVisit(request, turn, begins: false)
                    guard visit.isKnown else { return turn.afterCommit { reply(.unknown, session) } }
                    guard visit.streamCount < Self.maxStreams else {
                        return turn.afterCommit { reply(.tooMany, session) }
                    }
                    let room = turn.room
                    turn.afterCommit {
                        visit.begin(connection, in: room)
                        reply(.begins, session)
                    }
                }))
    }

    /// A stream is gone.
    func closed(_ connection: HumanConnection, _ session: BrowserSession) {
        desk.add(
            Job(.lifecycle) { turn in
                let room = turn.room
                turn.afterCommit {
                    guard let open = room.sessions.removeValue(forKey: connection.id) else { return }
                    room.leave(open)
                    room.browsers.end(connection.id, of: session)
                }
            })
    }
}

extension BrowserVisit {
    /// How many streams the person, or the guest's session, has.
    fileprivate var streamCount: Int {
        let room = turn.room
        guard let person else { return room.browsers.streams[session]?.count ?? 0 }
        return (room.sessionsOfPerson[person.id] ?? []).count { room.sessions[$0]?.isBrowser ?? false }
    }

    fileprivate func begin(_ connection: HumanConnection, in room: Room) {
        let open = Session(connection)
        open.isBrowser = true
        room.sessions[connection.id] = open
        room.browsers.begin(connection.id, of: session)
        room.assign(open, to: person?.id ?? 0)
    }
}
