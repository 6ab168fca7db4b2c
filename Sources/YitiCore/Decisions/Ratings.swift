/// Rating moves the memory and settles the learning day in which the answer was given.
extension Decision {
    /// Rates an answer: the one that waits, or the one that is named.
    mutating func rate(_ rating: Rating, answer id: Int64) throws(Pending) -> [Message] {
        guard !file.isGuest else { throw .refused(.noRatingPending) }
        guard let answer = try file.answers.get(id, .answer(id)) else {
            throw .refused(room == nil ? .unknownAnswer(id) : .foreignAnswer)
        }
        guard answer.rating == nil else { throw .refused(.alreadyRated) }
        if person.firstAnswers == 0 { file.knowNoRatings() }
        let waiting = person.loop.waiting.first { $0.answer == id }
        let event = log(
            .rating, day: answer.day, question: answer.question, rating: rating, subject: id,
            prior: LoopState(waiting: waiting, openings: person.openings).text)
        let others = try file.answersByQuestion.get(answer.question, .answers(question: answer.question)) ?? []
        file.record(.rated(answer, rating, event: event))
        let card = try review(answer, rating, others)
        file.person.loop.settle(id)
        file.person.loop.noteRating()
        try unsettle(from: answer.day)
        let standing = try standing()
        var rated = RatedFacts(
            answer: id, question: answer.question, rating: rating, due: card.dueDay ?? today, today: today,
            memory: stretched(card), streak: standing.numbers,
            remarks: standing.remarks, given: waiting?.isFollowed ?? true ? answer.day : nil,
            open: openHere, ticked: answer.ticked, isRoom: room != nil,
            isGone: catalog.bank.question(answer.question) == nil)
        let mock = try mockRated(id, rating)
        rated.goesOn = person.loop.mock?.isRating == true && !mock.isEmpty
        return [.rated(rated)] + mock
    }

    /// The memory as it is told: the stability with what is the person's own.
    private func stretched(_ card: Card) -> MemoryState {
        guard var memory = card.memory, let day = card.reviewedDay else {
            return MemoryState(stability: 0, difficulty: 0)
        }
        memory.stability = person.memory.terms(on: day).model.stretched(memory, card.isLasting)
        return memory
    }

    /// The questions that are open here, as they opened.
    var openHere: [String] { person.loop.open.filter { $0.room == room }.map(\.question) }

    /// The question's card after one more rated answer; in the order of the answers, whatever order they are rated in.
    private mutating func review(_ answer: Answer, _ rating: Rating, _ others: [Answer]) throws(Pending) -> Card {
        let before = try card(answer.question)
        let isNewest = before.reviews == 0 || !others.contains { $0.id > answer.id && $0.rating != nil }
        guard isNewest else { return try replay(before) }
        let model = person.memory.terms(on: answer.day).model
        return replace(
            before, with: before.reviewed(rating, on: answer.day, model: model, revealed: answer.revealed))
    }

    /// The card as every rated answer that stands gives it.
    mutating func replay(_ before: Card) throws(Pending) -> Card {
        let answers = try file.answersByQuestion.get(before.question, .answers(question: before.question)) ?? []
        return replace(before, with: before.replayed(answers, person.memory))
    }

    private mutating func replace(_ before: Card, with card: Card) -> Card {
        file.person.firstAnswers += (card.reviews > 0 ? 1 : 0) - (before.reviews > 0 ? 1 : 0)
        file.person.firstPasses += (card.passedFirst ? 1 : 0) - (before.passedFirst ? 1 : 0)
        file.record(.card(card))
        return card
    }
}
