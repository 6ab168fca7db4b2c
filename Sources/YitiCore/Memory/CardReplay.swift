extension Card {
    /// The card after one more rated answer of a learning day.
    ///
    /// Elapsed days are counted in learning days; an answer of the same day, or an earlier one, counts as the same day.
    package func reviewed(_ rating: Rating, on day: Day, model: MemoryModel) -> Card {
        var card = self
        let state: MemoryState
        if let memory, let reviewedDay {
            state = model.after(rating, memory, elapsedDays: day.days(since: reviewedDay))
        } else {
            state = model.first(rating)
        }
        card.memory = state
        card.reviewedDay = day
        card.dueDay = day.advanced(byDays: model.interval(stability: state.stability))
        card.reviews += 1
        card.lapses += rating == .again ? 1 : 0
        card.firstRating = firstRating ?? rating
        return card
    }

    /// The card as a replay of every rated answer gives it, in the order they were given; what was shown and put off stays.
    package func replayed(_ answers: [(rating: Rating, day: Day)], model: MemoryModel) -> Card {
        var card = Card(question: question)
        card.shownDay = shownDay
        card.awayUntil = awayUntil
        return answers.reduce(card) { $0.reviewed($1.rating, on: $1.day, model: model) }
    }
}
