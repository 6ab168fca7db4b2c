/// What a choice follows from. The same request gives the same question: after a restart, too.
package struct PickRequest: Sendable {
    /// The person's number; ties fall differently for different people.
    package var person: Int64
    /// The learning day it is.
    package var today: Day
    /// The topics to choose from; nil means all. Ids the bank does not have count for nothing.
    package var topics: [String]?
    /// The day to be ready for, past ones included; nil when there is none.
    package var interview: Day?
    /// Every card of the person; those of questions the bank no longer has count for nothing.
    package var cards: [Card]
    /// Ids that may not be chosen: deliveries under way, suspended questions.
    package var excluded: Set<String>
    /// The topic of the question opened before.
    package var previousTopic: String?
    /// How many different questions the person has rated.
    package var firstAnswers: Int
    /// How many of those were passed the first time.
    package var firstPasses: Int

    /// What the chance of recall comes from; nil for the picker's own.
    package var memory: FSRS6?
    /// What gains are expected from; nil for the picker's own.
    package var outlook: FSRS6?
    /// What the person's memory is reckoned with, for what readiness says of its own uncertainty.
    package var terms: MemoryTerms = .standard
    /// Whether a review that tells how people here forget goes before what gains more, now and then (``Telling``).
    package var asksForMore = false

    /// A request from its parts; what is left out is that of somebody new.
    package init(
        person: Int64, today: Day, topics: [String]? = nil, interview: Day? = nil, cards: [Card] = [],
        excluded: Set<String> = [], previousTopic: String? = nil, firstAnswers: Int = 0,
        firstPasses: Int = 0, memory: FSRS6? = nil, outlook: FSRS6? = nil
    ) {
        self.person = person
        self.today = today
        self.topics = topics
        self.interview = interview
        self.cards = cards
        self.excluded = excluded
        self.previousTopic = previousTopic
        self.firstAnswers = firstAnswers
        self.firstPasses = firstPasses
        self.memory = memory
        self.outlook = outlook
    }

    /// The day that gains are reckoned for: the interview's, at least tomorrow; 30 days ahead without one, or when it has passed.
    package var horizon: Day { Horizon.day(interview: interview, today: today) }

    /// The chance that a question never seen is passed at once: what the person's own first answers say, and before there
    /// are any, 3 in 10.
    package var passChance: Double { Horizon.passChance(answers: firstAnswers, passes: firstPasses) }
}

/// What the scores of a person's questions have in common.
enum Horizon {
    static let usualDays = 30

    static func day(interview: Day?, today: Day) -> Day {
        guard let interview, interview >= today else { return today.advanced(byDays: usualDays) }
        return max(interview, today.advanced(byDays: 1))
    }

    static func passChance(answers: Int, passes: Int) -> Double { Double(3 + passes) / Double(10 + answers) }
}

/// What somebody's first answers say of the questions they have not seen; those after `/reveal` say nothing.
package struct FirstAnswers: Hashable, Sendable {
    /// How many there are.
    package private(set) var count = 0
    /// How many of them were rated better than `again`.
    package private(set) var passes = 0

    /// The first answers of these cards.
    package init(_ cards: some Sequence<Card>) {
        for card in cards {
            guard let rating = card.firstRating else { continue }
            count += 1
            passes += rating == .again ? 0 : 1
        }
    }
}
