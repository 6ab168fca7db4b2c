/// A question that was chosen.
package struct Pick: Hashable, Sendable {
    /// The question.
    package var question: Question
    /// Why, with the numbers. The reason is `best`, `variety` or `telling`; the caller writes `asked` over it where the person
    /// named the topic.
    package var record: PickRecord
    /// Whether every question of the selection has been rated.
    package var allSeen: Bool
}

/// What a choice came to.
package enum PickOutcome: Hashable, Sendable {
    /// A question.
    case picked(Pick)
    /// No question can be chosen.
    case none(NoCandidate)
}
