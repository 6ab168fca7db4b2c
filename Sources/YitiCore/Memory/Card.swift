/// What is known of one person and one question: when it was shown, and the memory a replay of the ratings gives.
package struct Card: Hashable, Sendable {
    /// The question's id.
    package var question: String
    /// The learning day it was last opened on; nil when it was only answered by name.
    package var shownDay: Day?
    /// The first learning day it may be chosen again after `/skip`.
    package var awayUntil: Day?
    /// The memory after the last rating; nil until the first.
    package var memory: MemoryState?
    /// The learning day of the last rated answer.
    package var reviewedDay: Day?
    /// The day it is due: ``reviewedDay`` plus the interval.
    package var dueDay: Day?
    /// How many ratings.
    package var reviews: Int
    /// How many of them were `again`.
    package var lapses: Int
    /// The first rating ever given.
    package var firstRating: Rating?

    /// A card of a question that has not been seen.
    package init(question: String) {
        self.question = question
        self.reviews = 0
        self.lapses = 0
    }

    /// Whether the first rating was a pass.
    package var passedFirst: Bool { firstRating.map { $0 != .again } ?? false }

    /// Whether it has been rated and is due.
    package func isDue(on day: Day) -> Bool { dueDay.map { $0 <= day } ?? false }
}
