extension Card {
    /// The card after one more rated answer of a learning day, with the model in force on that day.
    ///
    /// Elapsed days are counted in learning days; an answer of the same day, or an earlier one, counts as the same day. What was
    /// `revealed` before it was answered says nothing of what the person knew at first sight.
    package func reviewed(_ rating: Rating, on day: Day, model: FSRS6, revealed: Bool = false) -> Card {
        var card = self
        let state: MemoryState
        if let memory, let reviewedDay {
            state = model.after(rating, memory, elapsedDays: day.days(since: reviewedDay), isLasting: isLasting)
        } else {
            state = model.first(rating)
            card.firstRating = revealed ? nil : rating
        }
        card.memory = state
        card.reviewedDay = day
        card.reviews += 1
        card.lapses += rating == .again ? 1 : 0
        card.dueDay = day.advanced(byDays: model.interval(stability: model.stretched(state, card.isLasting)))
        return card
    }

    /// Whether it was passed at first sight and never forgotten since.
    package var isLasting: Bool { lapses == 0 && passedFirst }

    /// The card as a replay of every rated answer gives it, in the order they were given; what was shown and put off stays.
    package func replayed(_ answers: [(rating: Rating, day: Day)], model: FSRS6) -> Card {
        answers.reduce(unrated) { $0.reviewed($1.rating, on: $1.day, model: model) }
    }

    /// The same of answers as they stand, with what was in force on the day of each.
    package func replayed(_ answers: [Answer], _ history: MemoryHistory) -> Card {
        answers.sorted { $0.id < $1.id }.reduce(unrated) { card, answer in
            guard let rating = answer.rating else { return card }
            return card.reviewed(
                rating, on: answer.day, model: history.terms(on: answer.day).model, revealed: answer.revealed)
        }
    }

    private var unrated: Card {
        var card = Card(question: question)
        card.shownDay = shownDay
        card.awayUntil = awayUntil
        return card
    }
}
