import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What the writer does for people's own connections.
struct HumanSessions: Sendable {
    let writer: Writer

    func opened(_ connection: HumanConnection) {
        writer.add(
            Job(.lifecycle) { batch in
                // At once: the first line may come in the same batch.
                batch.server.add(Session(connection))
            })
    }

    func closed(_ connection: HumanConnection) {
        writer.add(
            Job(.lifecycle) { batch in
                let state = batch.state
                batch.afterCommit { state.close(connection.id) }
            })
    }

    func request(
        _ connection: HumanConnection, _ request: HumanRequest, _ reply: @escaping @Sendable (HumanReply) -> Void
    ) {
        let saying: SpokenInput =
            switch request {
            case .line(let text): .text(text)
            case .draft(let text, let question): .draft(text, question: question)
            }
        let metrics = writer.metrics
        let came = Stopwatch.started
        let failed: @Sendable (JobFailure) -> Void = {
            metrics.count(.failed)
            reply(Self.failure($0))
        }
        writer.add(
            .inOrder(
                of: { batch in batch.server.session(connection.id)?.account },
                failed: failed,
                work: { batch in try Self.respond(to: saying, connection, batch, came: came, failed: failed, reply) }))
    }

    private static func respond(
        to saying: SpokenInput, _ connection: HumanConnection, _ batch: WriteBatch, came: Stopwatch,
        failed: @escaping @Sendable (JobFailure) -> Void, _ reply: @escaping @Sendable (HumanReply) -> Void
    ) throws {
        let session = Self.session(of: connection, batch)
        var exchange = Exchange(
            batch: batch, origin: .human(session), file: try batch.file(of: session.account, orGuest: session.guest))
        switch try exchange.respond(to: saying) {
        case .reply(let outcome):
            batch.note(exchange.verb, outcome, came: came)
            try answer(outcome, session, exchange, reply)
        case .read(let read):
            let verb = exchange.verb
            batch.reads.begin(read, in: batch, failed: failed) { batch, outcome in
                let session = Self.session(of: connection, batch)
                // Meanwhile the connection may have come to speak for somebody else.
                var exchange = Exchange(
                    batch: batch, origin: .human(session),
                    file: try batch.file(of: session.account, orGuest: session.guest))
                let answer = try exchange.reply(to: outcome)
                batch.note(verb, answer, came: came)
                try Self.answer(answer, session, exchange, reply)
            }
        }
    }

    private static func session(of connection: HumanConnection, _ batch: WriteBatch) -> Session {
        batch.server.session(connection.id) ?? Session(connection)
    }

    private static func answer(
        _ outcome: Reply, _ session: Session, _ exchange: Exchange, _ reply: @escaping @Sendable (HumanReply) -> Void
    ) throws {
        let batch = exchange.batch
        let finally = exchange.becomes ?? exchange.person
        let isKnown = !finally.isGuest
        let person = try batch.latest(finally)
        let human = try humanState(of: person, batch)
        let color = session.color
        let answer = render(outcome, for: person, state: human.with(color: color), exchange)
        let state = batch.state
        let before = session.account
        let guest = isKnown ? nil : exchange.file
        batch.afterCommit {
            settle(session, as: person, guest: guest, before: before, human, state)
            reply(answer)
        }
    }

    /// Notes who the connection speaks for, and tells the person's other connections where they stand.
    private static func settle(
        _ session: Session, as person: Person, guest: PersonFile?, before: Int64?, _ human: HumanState,
        _ state: LaneState
    ) {
        if person.account != session.account { state.assign(session, to: person.account) }
        session.guest = guest.flatMap { $0.isUntouched ? nil : $0 }
        guard let shared = person.account ?? before else { return }
        for other in state.server.sessions(of: shared) where other.connection.id != session.connection.id {
            if person.isGuest { state.assign(other, to: nil) }
            other.connection.update(human.with(color: other.color))
        }
    }

    /// Where a person stands, as a connection has to know it.
    static func humanState(of person: Person, _ batch: WriteBatch) throws -> HumanState {
        let isSubscribed = try !person.isGuest && !batch.transaction.subscriptions(of: person.id).isEmpty
        let judged = person.loop.lastWaiting()?.question ?? person.lastQuestion
        let question = judged.flatMap { batch.state.services.catalog.bank.question($0) }
        return HumanState(
            openQuestion: person.loop.appendable() == nil ? person.loop.current()?.question : nil,
            isRatingPending: person.loop.lastWaiting() != nil || person.loop.isJustRated(),
            points: question?.pointCount(in: person.reads) ?? 0,
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
            let writer = MessageWriter(language: exchange.lastLanguage ?? person.reads)
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
