/// Rating moves the memory and settles the learning day in which the answer was given; undo takes both back.
extension Decision {
    /// `/rate N`, a bare digit, or a button that names its answer.
    mutating func rate(_ rating: Rating, answer number: Int64?) throws(Pending) -> [Message] {
        guard let id = number ?? person.loop.lastWaiting(in: room)?.answer, !file.isGuest else {
            throw .refused(.noRatingPending)
        }
        guard let answer = try file.answers.get(id, .answer(id)) else { throw .refused(.unknownAnswer(id)) }
        guard answer.rating == nil else { throw .refused(.alreadyRated) }
        let isFollowed = person.loop.waiting.first { $0.answer == id }?.isFollowed ?? true
        let event = log(.rating, day: answer.day, question: answer.question, rating: rating, subject: id)
        let others = try file.answersByQuestion.get(answer.question, .answers(question: answer.question)) ?? []
        file.record(.rated(answer, rating, event: event))
        let card = try review(answer, rating, others)
        file.person.loop.settle(id)
        try unsettle(from: answer.day)
        let standing = try standing()
        let rated = Message.rated(
            RatedFacts(
                answer: id, question: answer.question, rating: rating, due: card.dueDay ?? today, today: today,
                memory: card.memory ?? MemoryState(stability: 0, difficulty: 0), streak: standing.numbers,
                remarks: standing.remarks, given: isFollowed ? answer.day : nil, open: openHere))
        return [rated] + pointsForRoom(answer.question) + (try mockRated(id, rating))
    }

    /// The questions that are open here, as they opened.
    var openHere: [String] { person.loop.open.filter { $0.room == room }.map(\.question) }

    /// A room has not seen the key points before the rating.
    private func pointsForRoom(_ question: String) -> [Message] {
        guard room != nil, let question = catalog.bank.question(question) else { return [] }
        return [.info(.keyPoints(question))]
    }

    /// The question's card after one more rated answer; in the order of the answers, whatever order they are rated in.
    private mutating func review(_ answer: Answer, _ rating: Rating, _ others: [Answer]) throws(Pending) -> Card {
        let before = try card(answer.question)
        let isNewest = before.reviews == 0 || !others.contains { $0.id > answer.id && $0.rating != nil }
        guard isNewest else { return try replay(before) }
        return replace(before, with: before.reviewed(rating, on: answer.day, model: moment.model))
    }

    /// The card as every rated answer that stands gives it.
    private mutating func replay(_ before: Card) throws(Pending) -> Card {
        let answers = try file.answersByQuestion.get(before.question, .answers(question: before.question)) ?? []
        let rated = answers.sorted { $0.id < $1.id }.compactMap { answer in
            answer.rating.map { (rating: $0, day: answer.day) }
        }
        return replace(before, with: before.replayed(rated, model: moment.model))
    }

    private mutating func replace(_ before: Card, with card: Card) -> Card {
        file.person.firstAnswers += (card.reviews > 0 ? 1 : 0) - (before.reviews > 0 ? 1 : 0)
        file.person.firstPasses += (card.passedFirst ? 1 : 0) - (before.passedFirst ? 1 : 0)
        file.record(.card(card))
        return card
    }

    /// `/undo`: takes the last rating, or the last answer, back as if it had not been.
    ///
    /// A button names its answer, and does nothing once another step has come after that answer's rating.
    mutating func undo(_ number: Int64?) throws(Pending) -> [Message] {
        let latest = try file.latest.get(.latestAnswers)
        if let rated = latest.rated, let event = rated.ratingEvent, event > latest.given?.id ?? 0 {
            guard number == nil || number == rated.id else { throw .refused(.nothingToUndo) }
            return try undoRating(rated, event)
        }
        guard number == nil, let answered = latest.given else { throw .refused(.nothingToUndo) }
        return try undoAnswer(answered)
    }

    private mutating func undoRating(_ answer: Answer, _ event: Int64) throws(Pending) -> [Message] {
        _ = try file.answersByQuestion.get(answer.question, .answers(question: answer.question))
        log(.undo, day: answer.day, question: answer.question, subject: event)
        file.record(.rated(answer, nil, event: nil))
        _ = try replay(try card(answer.question))
        try unsettle(from: answer.day)
        file.person.loop.wait(
            WaitingAnswer(answer: answer.id, question: answer.question, until: today.advanced(byDays: 1), room: room))
        mockTakesBack(rating: answer.id)
        let numbers = try standing().numbers
        return [.info(.ratingUndone(answer.question, answer: answer.id, streak: numbers))]
    }

    private mutating func undoAnswer(_ answer: Answer) throws(Pending) -> [Message] {
        let numbers = try standing().numbers
        log(.undo, day: answer.day, question: answer.question, subject: answer.id)
        file.record(.answerRemoved(answer))
        let pick =
            person.loop.waiting.first { $0.answer == answer.id }?.pick
            ?? (person.lastQuestion == answer.question ? person.lastPick : nil)
        file.person.loop.settle(answer.id)
        mockTakesBack(answer: answer.id)
        if catalog.bank.question(answer.question) != nil {
            var open = OpenQuestion(
                question: answer.question, at: moment.at, pick: pick, source: .pushed(subscription: nil), room: room)
            open.revealed = answer.revealed
            file.person.loop.begin(open)
            file.person.lastQuestion = answer.question
        }
        return [.info(.answerUndone(answer.question, answer: answer.id, streak: numbers))]
    }
}

extension Card {
    /// Whether the first rating was a pass.
    package var passedFirst: Bool { firstRating.map { $0 != .again } ?? false }

    /// Whether it has been rated and is due.
    package func isDue(on day: Day) -> Bool { dueDay.map { $0 <= day } ?? false }
}
