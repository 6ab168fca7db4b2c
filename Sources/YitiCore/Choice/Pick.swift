/// A question that was chosen.
package struct Pick: Hashable, Sendable {
    /// The question.
    package var question: Question
    /// Why, with the numbers. The reason is `best` or `variety`; the caller writes `asked` over it where the person
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

/// Why there is no candidate: what `err not_found` says.
package enum NoCandidate: Hashable, Sendable {
    /// The selection has no questions at all.
    case emptySelection
    /// Each of so many questions was shown today, is put off, or is on its way.
    case noneLeft(of: Int, shownToday: Int, putOff: Int, underWay: Int)

    /// The refusal that says so.
    package var refusal: Refusal { Refusal(.notFound, .loop(.noCandidate(self))) }
}
