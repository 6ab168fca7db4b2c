/// A part of a person's file that a decision lacks.
package enum Need: Hashable, Sendable {
    /// The subscriptions that are on, and the last occurrence of each that has had a delivery.
    case subscriptions
    case pauses
    /// Every generation of every subscription there ever was, and the times in which nobody could reach the person.
    case schedules
    case card(question: String)
    case allCards
    /// The questions of deliveries that are still under way; none is of an earlier day than the one named.
    case underWay(since: Day)
    /// The deliveries of a learning day.
    case deliveries(Day)
    /// An answer by its number.
    case answer(Int64)
    /// Every answer to a question that stands.
    case answers(question: String)
    /// The text of an answer.
    case text(answer: Int64)
    /// The last answer, piece of one, ticks or rating that was not taken back.
    case lastStep
    /// The questions that `/later` has put off.
    case laters
    /// Whether there is any answer.
    case hasAnswers
    /// The first learning day with a rated answer.
    case firstAnsweredDay
    /// The last settled day before a day.
    case settled(before: Day)
    /// How many rated answers each learning day from a day on has.
    case ratedAnswers(from: Day)
    /// The questions of subscriptions by the learning days from a day on that they count for.
    case asked(from: Day)
    /// How many changes of subscriptions a learning day has had.
    case changes(on: Day, since: Instant)
    case notes(question: String)
    /// The bookmarked questions, newest first.
    case bookmarks
    /// Every answer that stands and has key points ticked, the first given first.
    case tickedAnswers
    case volatile(VolatileNeed)
}

extension Need {
    /// Whether it is lacked anew with every request, since what others do changes it.
    package var isVolatile: Bool { if case .volatile = self { true } else { false } }
}

/// Why a decision ends without changes: it lacks something, or the person can't have it.
package enum Pending: Error, Sendable {
    case needs(Set<Need>)
    case refused(Refusal)
}
