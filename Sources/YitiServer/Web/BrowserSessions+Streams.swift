import YitiCore
import YitiStore

/// What the writer does for the streams over which pages hear that something has changed.
extension BrowserSessions {
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
        writer.add(
            Job(
                failed: { _ in reply(.busy, session) },
                work: { batch in
                    let visit = try BrowserVisit(request, batch, begins: .never)
                    guard visit.isKnown else { return batch.afterCommit { reply(.unknown, session) } }
                    let state = batch.state
                    batch.afterCommit {
                        // Those that were asked for in the same batch have begun by now.
                        guard visit.streamCount < Self.maxStreams else { return reply(.tooMany, session) }
                        visit.begin(connection, in: state)
                        reply(.begins, session)
                    }
                }))
    }

    /// A stream is gone.
    func closed(_ connection: HumanConnection) {
        writer.add(
            Job(.lifecycle) { batch in
                let state = batch.state
                batch.afterCommit {
                    guard state.close(connection.id) != nil else { return }
                    state.server.browsers.end(connection.id)
                }
            })
    }
}

extension BrowserVisit {
    /// How many streams the person, or the guest's session, has.
    fileprivate var streamCount: Int {
        guard let person else { return batch.server.browsers.streams(of: session).count }
        return batch.server.sessions(of: person.id).count(where: \.isBrowser)
    }

    fileprivate func begin(_ connection: HumanConnection, in state: LaneState) {
        let open = Session(connection)
        open.isBrowser = true
        state.server.add(open)
        state.server.browsers.begin(connection.id, of: session)
        state.assign(open, to: person?.account)
    }
}
