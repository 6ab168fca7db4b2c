import YitiCore

/// Banks and cards for tests of the choice.
enum ChoiceExamples {
    static let today = Day(number: 20_600)

    /// A bank from topics and the stars of their questions: `["loss": [5, 3]]` has loss-01 with five and loss-02 with three.
    static func bank(_ topics: [(id: String, stars: [Int])]) -> Bank {
        Bank(
            topics: topics.map { topic in
                let questions = topic.stars.enumerated().map { index, stars in
                    Question(
                        id: BankIds.question(topic.id, index + 1), topic: topic.id, stars: stars,
                        wording: Text(zh: "题", en: "Question"))
                }
                return Topic(id: topic.id, name: Text(zh: topic.id, en: topic.id), questions: questions)
            })
    }

    /// A card of a question that got one rating so many days before ``today``.
    static func card(_ question: String, _ rating: Rating, daysAgo: Int) -> Card {
        Card(question: question).reviewed(rating, on: today.advanced(byDays: -daysAgo), model: .standard)
    }

    static func picked(_ outcome: PickOutcome) -> Pick? {
        if case .picked(let pick) = outcome { pick } else { nil }
    }
}
