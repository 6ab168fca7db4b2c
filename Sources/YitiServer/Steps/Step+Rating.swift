import YitiCore
import YitiStore

/// Rating moves the memory and settles the learning day in which the answer was given; undo takes both back.
extension Step {
    /// `/rate N`, a bare digit, or a button that names its answer.
    mutating func rate(_ rating: Rating, answer number: Int64?) throws -> [Message] {
        guard let id = number ?? person.pendingAnswer, person.id != 0 else { throw Refusal.noRatingPending }
        guard var answer = try transaction.answer(id, person: person.id) else { throw Refusal.unknownAnswer(id) }
        guard answer.rating == nil else { throw Refusal.alreadyRated }
        let event = try log(.rating, day: answer.day, question: answer.question, rating: rating, subject: id)
        try transaction.setRating(rating, event: event, answer: id)
        answer.rating = rating
        let card = try review(answer, rating)
        if person.pendingAnswer == id { person.pendingAnswer = nil }
        try unsettle(from: answer.day)
        let standing = try standing()
        let rated = Message.rated(
            RatedFacts(
                answer: id, question: answer.question, rating: rating, due: card.dueDay ?? today, today: today,
                memory: card.memory ?? MemoryState(stability: 0, difficulty: 0), streak: standing.numbers,
                remarks: standing.remarks))
        return [rated] + pointsForRoom(answer.question)
    }

    /// A room has not seen the key points before the rating.
    private func pointsForRoom(_ question: String) -> [Message] {
        guard address.chat != nil, let question = catalog.bank.question(question) else { return [] }
        return [.info(.keyPoints(question))]
    }

    /// The question's card after one more rated answer; in the order of the answers, whatever order they are rated in.
    private mutating func review(_ answer: Answer, _ rating: Rating) throws -> Card {
        let before = try transaction.card(of: person.id, question: answer.question) ?? Card(question: answer.question)
        let isNewest =
            try before.reviews == 0
            || !transaction.hasRatedAnswer(of: person.id, question: answer.question, after: answer.id)
        guard isNewest else { return try replay(before) }
        return try replace(before, with: before.reviewed(rating, on: answer.day, model: services.model))
    }

    /// The card as every rated answer that stands gives it.
    private mutating func replay(_ before: Card) throws -> Card {
        let answers = try transaction.ratedAnswers(of: person.id, question: before.question)
        let rated = answers.compactMap { answer in answer.rating.map { (rating: $0, day: answer.day) } }
        return try replace(before, with: before.replayed(rated, model: services.model))
    }

    private mutating func replace(_ before: Card, with card: Card) throws -> Card {
        person.firstAnswers += (card.reviews > 0 ? 1 : 0) - (before.reviews > 0 ? 1 : 0)
        person.firstPasses += (card.passedFirst ? 1 : 0) - (before.passedFirst ? 1 : 0)
        try transaction.save(card, person: person.id)
        return card
    }

    /// `/undo`: takes the last rating, or the last answer, back as if it had not been.
    ///
    /// A button names its answer, and does nothing once another step has come after that answer's rating.
    mutating func undo(_ number: Int64?) throws -> [Message] {
        guard person.id != 0 else { throw Refusal.nothingToUndo }
        let answered = try transaction.lastAnswer(of: person.id)
        let rated = try transaction.lastRatedAnswer(of: person.id)
        if let rated, let event = rated.ratingEvent, event > answered?.id ?? 0 {
            guard number == nil || number == rated.id else { throw Refusal.nothingToUndo }
            return try undoRating(rated, event)
        }
        guard number == nil, let answered else { throw Refusal.nothingToUndo }
        return try undoAnswer(answered)
    }

    private mutating func undoRating(_ answer: Answer, _ event: Int64) throws -> [Message] {
        try log(.undo, day: answer.day, question: answer.question, subject: event)
        try transaction.setRating(nil, event: nil, answer: answer.id)
        let card = try transaction.card(of: person.id, question: answer.question) ?? Card(question: answer.question)
        _ = try replay(card)
        try unsettle(from: answer.day)
        if person.open == nil { person.pendingAnswer = answer.id }
        let numbers = try standing().numbers
        return [.info(.ratingUndone(answer.question, answer: answer.id, streak: numbers))]
    }

    private mutating func undoAnswer(_ answer: Answer) throws -> [Message] {
        try log(.undo, day: answer.day, question: answer.question, subject: answer.id)
        try transaction.removeAnswer(answer.id)
        if person.pendingAnswer == answer.id { person.pendingAnswer = nil }
        let question = catalog.bank.question(answer.question)
        if person.open == nil, question != nil {
            let pick = person.lastQuestion == answer.question ? person.lastPick : nil
            person.open = OpenQuestion(question: answer.question, at: at, pick: pick, revealed: answer.revealed)
            person.lastQuestion = answer.question
        }
        return [.info(.answerUndone(answer.question, answer: answer.id, streak: try standing().numbers))]
    }
}

extension Card {
    /// Whether the first rating was a pass.
    var passedFirst: Bool { firstRating.map { $0 != .again } ?? false }
}
