import YitiTestKit

@testable import YitiCore

/// Somebody who goes on at a pace and recalls as the model expects, by a chance of their own; their forgetting is fitted as the product
/// does it, with the first answer of a day.
struct SteadyPerson {
    /// So many questions are passed at first sight.
    private static let passChance = 0.3
    private let picker: Picker
    private let defaults: MemoryTerms
    private(set) var request: PickRequest
    private var memory = MemoryHistory()
    private var cards: [String: Card] = [:]
    private var answers: [Answer] = []
    private var random = SeededRandom(seed: 0)

    init(_ picker: Picker, interview: Day, terms: MemoryTerms) {
        self.picker = picker
        defaults = terms
        request = PickRequest(person: 7, today: ChoiceExamples.today, interview: interview)
        request.terms = terms
        memory.adopt(terms, from: Day(number: 0))
        request.follow(terms)
    }

    /// How many questions have been seen.
    var seen: Int { cards.count }

    /// Rates an answer of some days ago.
    mutating func answered(_ question: String, _ rating: Rating, daysAgo: Int) {
        rate(question, rating, on: request.today.advanced(byDays: -daysAgo))
        remember()
    }

    /// Goes on until a day, with another chance from now on.
    mutating func goOn(until day: Day, pace: Int, seed: UInt64) {
        random = SeededRandom(stream: seed)
        while request.today < day {
            for number in 0..<pace {
                guard case .picked(let pick) = picker.pick(request) else { break }
                rate(pick.question.id, rating(pick), on: request.today)
                request.previousTopic = pick.question.topic
                remember()
                if number == 0 { fit() }
            }
            request.today = request.today.advanced(byDays: 1)
            request.terms = memory.terms(on: request.today)
            request.follow(request.terms)
        }
    }

    private mutating func fit() {
        guard let terms = MemoryTerms.fitted(to: answers, memory, defaults: defaults) else { return }
        memory.adopt(terms, from: request.today.advanced(byDays: 1))
    }

    private mutating func remember() {
        request.cards = Array(cards.values)
        let first = FirstAnswers(request.cards)
        (request.firstAnswers, request.firstPasses) = (first.count, first.passes)
    }

    private mutating func rating(_ pick: Pick) -> Rating {
        guard random.part() < pick.record.recall ?? Self.passChance else { return .again }
        let grade = random.part()
        return grade < 0.224 ? .hard : grade < 0.855 ? .good : .easy
    }

    private mutating func rate(_ question: String, _ rating: Rating, on day: Day) {
        var card = cards[question] ?? Card(question: question)
        card = card.reviewed(rating, on: day, model: memory.terms(on: day).model)
        card.shownDay = day
        cards[question] = card
        answers.append(
            Answer(
                id: Int64(answers.count + 1), question: question, at: Instant(seconds: 0), day: day, rating: rating,
                ratingEvent: 1, revealed: false))
    }
}
