/// An answer as it stands now: what its events amount to.
package struct Answer: Hashable, Sendable {
    /// The number of the event that gave it; the wire calls it `answer`.
    package var id: Int64
    /// The question answered.
    package var question: String
    /// When.
    package var at: Instant
    /// The learning day it counts for.
    package var day: Day
    /// The rating that stands; nil while it is pending.
    package var rating: Rating?
    /// The number of the rating's event.
    package var ratingEvent: Int64?
    /// Whether the reference answer had been revealed before.
    package var revealed: Bool
    /// How many key points `/hint` had shown before.
    package var hints: Int
    /// The numbers of the key points that it covered, ascending; nil while none were ticked.
    package var ticked: [Int]?

    /// An answer that has no rating yet.
    package init(
        id: Int64, question: String, at: Instant, day: Day, rating: Rating? = nil, ratingEvent: Int64? = nil,
        revealed: Bool, hints: Int = 0, ticked: [Int]? = nil
    ) {
        self.id = id
        self.question = question
        self.at = at
        self.day = day
        self.rating = rating
        self.ratingEvent = ratingEvent
        self.revealed = revealed
        self.hints = hints
        self.ticked = ticked
    }

    /// Whether something of the reference answer had been seen before it.
    package var wasHelped: Bool { revealed || hints > 0 }
}
