import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What the desk does for people's own connections.
struct HumanDesk: Sendable {
    let desk: Desk

    func opened(_ connection: HumanConnection) {
        desk.add(
            Job(.lifecycle) { turn in
                // At once: the first line may come in the same batch.
                turn.room.sessions[connection.id] = Session(connection)
            })
    }

    func closed(_ connection: HumanConnection) {
        desk.add(
            Job(.lifecycle) { turn in
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
        let metrics = desk.metrics
        let came = Stopwatch.started
        let failed: @Sendable (JobFailure) -> Void = {
            metrics.count(.failed)
            reply(Self.failure($0))
        }
        desk.add(
            .inOrder(
                of: { turn in turn.room.sessions[connection.id].flatMap { $0.personID == 0 ? nil : $0.personID } },
                failed: failed,
                work: { turn in try Self.respond(to: saying, connection, turn, came: came, failed: failed, reply) }))
    }

    private static func respond(
        to saying: Saying, _ connection: HumanConnection, _ turn: Turn, came: Stopwatch,
        failed: @escaping @Sendable (JobFailure) -> Void, _ reply: @escaping @Sendable (HumanReply) -> Void
    ) throws {
        let session = Self.session(of: connection, turn)
        var exchange = Exchange(turn: turn, origin: .human(session), file: try file(of: session, turn))
        switch try exchange.respond(to: saying) {
        case .reply(let outcome):
            turn.note(exchange.verb, outcome, came: came)
            try answer(outcome, session, exchange, reply)
        case .read(let read):
            let verb = exchange.verb
            turn.reads.begin(read, in: turn, failed: failed) { turn, outcome in
                let session = Self.session(of: connection, turn)
                // Meanwhile the connection may have come to speak for somebody else.
                var exchange = Exchange(turn: turn, origin: .human(session), file: try file(of: session, turn))
                let answer = try exchange.reply(to: outcome)
                turn.note(verb, answer, came: came)
                try Self.answer(answer, session, exchange, reply)
            }
        }
    }

    private static func session(of connection: HumanConnection, _ turn: Turn) -> Session {
        turn.room.sessions[connection.id] ?? Session(connection)
    }

    private static func answer(
        _ outcome: Reply, _ session: Session, _ exchange: Exchange, _ reply: @escaping @Sendable (HumanReply) -> Void
    ) throws {
        let turn = exchange.turn
        let finally = exchange.becomes ?? exchange.person
        let isKnown = finally.id != 0
        let person = isKnown ? try turn.transaction.person(finally.id) ?? finally : finally
        let state = try state(of: person, turn)
        let color = session.color
        let answer = render(outcome, for: person, state: state.with(color: color), exchange)
        let room = turn.room
        let before = session.personID
        let guest = isKnown ? nil : exchange.file
        turn.afterCommit {
            settle(session, as: person, guest: guest, before: before, state: state, room)
            reply(answer)
        }
    }

    /// The file of whoever a connection speaks for.
    private static func file(of session: Session, _ turn: Turn) throws -> PersonFile {
        let decider = Decider(turn, address: nil)
        if session.personID != 0, let file = try decider.file(of: session.personID) { return file }
        if session.personID == 0, let guest = session.guest { return guest }
        return PersonFile.blank(Person.guest(at: turn.now), numbers: try turn.transaction.numbers())
    }

    /// Notes who the connection speaks for, and tells the person's other connections where they stand.
    private static func settle(
        _ session: Session, as person: Person, guest: PersonFile?, before: Int64, state: HumanState, _ room: Room
    ) {
        if person.id != session.personID { room.assign(session, to: person.id) }
        session.guest = guest.flatMap { $0.isUntouched ? nil : $0 }
        let wasForgotten = before != 0 && person.id == 0
        for id in room.sessionsOfPerson[wasForgotten ? before : person.id] ?? [] where id != session.connection.id {
            guard let other = room.sessions[id] else { continue }
            if wasForgotten { room.assign(other, to: person.id) }
            other.connection.update(state.with(color: other.color))
        }
    }

    /// Where a person stands, as a connection has to know it.
    static func state(of person: Person, _ turn: Turn) throws -> HumanState {
        let isSubscribed = try !turn.transaction.subscriptions(of: person.id).isEmpty
        let waiting = person.loop.lastWaiting().flatMap { turn.room.services.catalog.bank.question($0.question) }
        return HumanState(
            openQuestion: person.loop.appendable() == nil ? person.loop.current()?.question : nil,
            isRatingPending: person.loop.lastWaiting() != nil, points: waiting?.pointCount(in: person.reads) ?? 0,
            hasSubscription: isSubscribed, language: person.reads)
    }

    private static func render(
        _ reply: Reply, for person: Person, state: HumanState, _ exchange: Exchange
    ) -> HumanReply {
        switch reply {
        case .refused(let refusal):
            return HumanReply(
                ending: .refused(refusal.code, RefusalWords.text(of: refusal).wording(in: person.reads)), state: state,
                isFailedLogin: exchange.isFailedLogin)
        case .messages(let messages):
            let writer = MessageWriter(language: person.reads)
            var lines = messages.flatMap { writer.write($0).lines() }
            let last = lines.popLast() ?? ""
            return HumanReply(lines: lines, ending: .done(last), state: state, closes: exchange.closes)
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
