/// What is said before or after a message of another kind, as facts; YitiWords has the sentence.
package enum Remark: Hashable, Sendable {
    // The loop
    /// Every question of the selection has been seen; said once.
    case allSeen
    /// `/later` brought it back.
    case isBack
    /// The one nudge of an unanswered push.
    case nudge
    /// A question that stays open, shown again.
    case stillOpen
    /// The first line after a login with so many pushes waiting.
    case waiting(Int)
    /// `/today` after the pushed question: whether it is answered.
    case today(String, isAnswered: Bool, rating: Rating?)

    /// What else arrived today and waits for an answer.
    case alsoToday([String])
    /// A mock interview waits meanwhile.
    case mockRests

    // Topics and subscriptions: what was just done
    /// The selection changed to topics of these names; nil is all topics.
    case selected([Text]?)
    /// A subscription was made.
    case subscribed(Int, next: LocalInstant?)
    /// The same subscription is there already, under this number.
    case subscribedAlready(Int)
    /// The first zone that was named is the person's from now on.
    case zoneAdopted(String)
    /// A subscription was changed.
    case changed(Int, next: LocalInstant?)
    /// What to type to change a subscription.
    case howToChange(Int)
    /// Subscriptions were ended.
    case unsubscribed([Int])
    /// A topic was taken out of subscriptions that have others and go on.
    case topicTakenOut(Text, of: [Int])
    /// A pause was set; `until` is the first day pushes return.
    case paused(from: Day, until: Day?, today: Day)
    /// The days of the pause that has begun are neutral.
    case streakRests
    /// Past days that are paused now have changed the streak to so many.
    case streakBecomes(Int)
    /// A pause was ended, or there was none.
    case resumed(wasPaused: Bool)

    // The streak
    /// A freeze was earned.
    case freezeEarned(held: Int)
    /// A missed day was made good.
    case repaired(Day)
    /// So many more answers today would make a missed day good.
    case repairable(Day, more: Int)

    // The shelf
    /// Key points of a question that are missed again and again.
    case missedAgain(Question, [MissedPoint])
    /// A question was changed in substance since it was answered.
    case questionChanged(String, QuestionChange)
    /// Several were.
    case questionsChanged([String])

    // Settings
    /// A setting was changed. A zone or rollover waits for the end of the learning day: then `from` is when it takes effect.
    case set(Setting, from: LocalInstant? = nil)
    /// A setting was turned off.
    case unset(Setting)
    /// What to type to change a setting, for when it was sent bare.
    case usage(of: Setting)

    /// What the row of a delivery holds: words that were made when it was written.
    case stored(Text)
}
