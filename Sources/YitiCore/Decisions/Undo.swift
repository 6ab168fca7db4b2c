/// `/undo`: takes the last step back as if it had not been. Steps are what the log has and no later `/undo` has taken back.
extension Decision {
    /// Takes back a rating, ticks, a piece of an answer or an answer, whichever came last.
    ///
    /// A button names its answer, and does nothing once another step has come after that answer's rating.
    mutating func undo(_ number: Int64?) throws(Pending) -> [Message] {
        guard let step = try file.lastStep.get(.lastStep), let id = step.answer else { throw .refused(.nothingToUndo) }
        guard number == nil || (number == id && step.kind == .rating) else { throw .refused(.nothingToUndo) }
        guard isOfHere(step, answer: id) else { throw .refused(.nothingToUndo) }
        guard let answer = try file.answers.get(id, .answer(id)) else { throw .refused(.nothingToUndo) }
        _ = try file.answersByQuestion.get(answer.question, .answers(question: answer.question))
        if person.loop.mock?.items.contains(where: { $0.answer == id }) != true { restMock(showing: answer.question) }
        log(.undo, day: answer.day, question: answer.question, subject: step.id)
        switch step.kind {
        case .rating: return try undoRating(answer, step)
        case .tick: return try undoTick(answer, step)
        case .append:
            let wasFollowUp = mockTakesBack(pieceOf: answer)
            return [try undone(.piece, answer)]
                + (wasFollowUp ? try mockAsksAgain(answer.question) : [try prompt(answer, .judged)])
        default: return try undoAnswer(answer, step)
        }
    }

    /// Whether a step may be spoken of here: in a room only what was done there.
    private func isOfHere(_ step: Event, answer: Int64) -> Bool {
        guard let room else { return true }
        if let waiting = person.loop.waiting.first(where: { $0.answer == answer }) { return waiting.room == room }
        let prior = step.prior.flatMap { LoopState(text: $0) }
        return (prior?.waiting.first?.room ?? prior?.open.first?.room) == room
    }

    private func undone(_ step: UndoneStep, _ answer: Answer) throws(Pending) -> Message {
        .info(.undone(step, answer.question, answer: answer.id, streak: room == nil ? try standing().numbers : nil))
    }

    private mutating func undoRating(_ answer: Answer, _ step: Event) throws(Pending) -> [Message] {
        // What the first day with a rating is afterwards follows from the counts.
        if try file.firstAnsweredDay.get(.firstAnsweredDay) == answer.day {
            _ = try file.ratedCounts(from: answer.day)
        }
        file.record(.rated(answer, nil, event: nil))
        _ = try replay(try card(answer.question))
        try unsettle(from: answer.day)
        let prior = step.prior.flatMap { LoopState(text: $0) }
        var waiting = WaitingAnswer(
            answer: answer.id, question: answer.question, until: today.advanced(byDays: 1), room: room,
            pick: prior?.waiting.first?.pick)
        let openedSince = prior.map { $0.steps != person.openings } ?? !openHere.isEmpty
        mockTakesBack(rating: answer.id)
        waiting.isFollowed = openedSince || (prior?.waiting.first?.isFollowed ?? !openHere.isEmpty)
        file.person.loop.wait(waiting)
        return [try undone(.rating, answer)]
    }

    private mutating func undoTick(_ answer: Answer, _ step: Event) throws(Pending) -> [Message] {
        let before = step.prior.map { PointList(text: $0).numbers }
        file.record(.ticked(answer, before))
        var ticked = answer
        ticked.ticked = before
        return [try undone(.tick, answer), try prompt(ticked, .judged)]
    }

    private mutating func undoAnswer(_ answer: Answer, _ step: Event) throws(Pending) -> [Message] {
        file.record(.answerRemoved(answer))
        let waited = person.loop.waiting.first { $0.answer == answer.id }
        file.person.loop.settle(answer.id)
        mockTakesBack(answer: answer.id)
        if catalog.bank.question(answer.question) != nil {
            let question = was(answer, step, pick: waited?.pick)
            file.person.loop.reopen(question, at: moment.at, today: today)
            file.person.lastQuestion = answer.question
            file.person.lastPick = question.pick
        }
        return [try undone(.answer, answer)] + (try mockAsksAgain(answer.question))
    }

    /// The question of an answer as it was open before; one that was not is opened by taking the answer back.
    private func was(_ answer: Answer, _ step: Event, pick: PickRecord?) -> OpenQuestion {
        if var open = step.prior.flatMap({ LoopState(text: $0) })?.open.first {
            open.room = room
            return open
        }
        let last = person.lastQuestion == answer.question ? person.lastPick : nil
        var open = OpenQuestion(
            question: answer.question, at: moment.at, pick: pick ?? last, source: .pushed(subscription: nil), room: room
        )
        open.revealed = answer.revealed
        open.hints = answer.hints
        return open
    }
}
