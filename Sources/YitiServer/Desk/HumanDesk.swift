import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What the desk does for people's own connections.
struct HumanDesk: Sendable {
    let desk: Desk

    func opened(_ connection: HumanConnection) {
        desk.add(
            Job { turn in
                // At once: the first line may come in the same batch.
                turn.room.sessions[connection.id] = Session(connection)
            })
    }

    func closed(_ connection: HumanConnection) {
        desk.add(
            Job { turn in
                let room = turn.room
                turn.afterCommit {
                    if let session = room.sessions.removeValue(forKey: connection.id) { room.leave(session) }
                }
            })
    }

    func request(
        _ connection: HumanConnection, _ request: HumanRequest, _ reply: @escaping @Sendable (HumanReply) -> Void
    ) {
        let saying: Saying =
            switch request {
            case .line(let text): .text(text)
            case .draft(let text, let question): .draft(text, question: question)
            }
        desk.add(
            Job(
                failed: { reply(Self.failure($0)) },
                work: { turn in
                    let session = turn.room.sessions[connection.id] ?? Session(connection)
                    try Self.respond(to: saying, session, turn, reply)
                }))
    }

    private static func respond(
        to saying: Saying, _ session: Session, _ turn: Turn, _ reply: @escaping @Sendable (HumanReply) -> Void
    ) throws {
        var step = Step(turn: turn, origin: .human(session), person: try person(of: session, turn), at: turn.now)
        let outcome = try step.respond(to: saying)
        try step.save()
        let finally = try step.becomes.map { $0.id == 0 ? $0 : try turn.transaction.person($0.id) ?? $0 } ?? step.person
        let state = try state(of: finally, turn)
        let color = session.color
        let answer = render(outcome, for: finally, state: state.with(color: color), step)
        let room = turn.room
        let before = session.personID
        turn.afterCommit {
            settle(session, as: finally, before: before, state: state, room)
            reply(answer)
        }
    }

    private static func person(of session: Session, _ turn: Turn) throws -> Person {
        guard session.personID != 0 else { return session.person ?? Newcomer.guest(at: turn.now) }
        return try turn.transaction.person(session.personID) ?? Newcomer.guest(at: turn.now)
    }

    /// Notes who the connection speaks for, and tells the person's other connections where they stand.
    private static func settle(_ session: Session, as person: Person, before: Int64, state: HumanState, _ room: Room) {
        if person.id != session.personID {
            room.assign(session, to: person)
        } else if person.id == 0 {
            session.person = person == Newcomer.guest(at: person.createdAt) ? nil : person
        }
        let wasForgotten = before != 0 && person.id == 0
        for id in room.sessionsOfPerson[wasForgotten ? before : person.id] ?? [] where id != session.connection.id {
            guard let other = room.sessions[id] else { continue }
            if wasForgotten { room.assign(other, to: person) }
            other.connection.update(state.with(color: other.color))
        }
    }

    /// Where a person stands, as a connection has to know it.
    static func state(of person: Person, _ turn: Turn) throws -> HumanState {
        let isSubscribed = person.id == 0 ? false : try !turn.transaction.subscriptions(of: person.id).isEmpty
        return HumanState(
            openQuestion: person.open?.question, isRatingPending: person.pendingAnswer != nil,
            hasSubscription: isSubscribed, language: person.reads)
    }

    private static func render(_ reply: Reply, for person: Person, state: HumanState, _ step: Step) -> HumanReply {
        switch reply {
        case .refused(let refusal):
            return HumanReply(
                ending: .refused(refusal.code, RefusalWords.text(of: refusal).wording(in: person.reads)), state: state,
                isFailedLogin: step.isFailedLogin)
        case .messages(let messages):
            let writer = MessageWriter(language: person.reads)
            var lines = messages.flatMap { writer.write($0).lines() }
            let last = lines.popLast() ?? ""
            return HumanReply(lines: lines, ending: .done(last), state: state, closes: step.closes)
        }
    }

    private static func failure(_ failure: JobFailure) -> HumanReply {
        let refusal = failure.refusal
        return HumanReply(ending: .refused(refusal.code, RefusalWords.text(of: refusal).en), state: HumanState())
    }
}

extension HumanState {
    /// The same with colours on or off.
    func with(color: Bool) -> HumanState {
        var state = self
        state.color = color
        return state
    }
}
