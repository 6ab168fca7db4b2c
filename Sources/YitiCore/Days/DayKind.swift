/// What a learning day was, for the streak (docs/protocol.md, section 6).
package enum DayKind: String, CaseIterable, Sendable {
    /// At least one answer given that day is rated.
    case answered
    /// Missed, and a freeze was spent on it.
    case frozen
    /// Missed, and made good by two rated answers soon after.
    case repaired
    /// In a pause, or suspended because the platform could not reach the person.
    case paused
    /// There are subscriptions, and none had an occurrence that day.
    case rest
    /// A change of zone or rollover left the day without any occurrence.
    case travel
    /// There was an occurrence and nothing of it arrived: not the person's failure.
    case notAsked = "not_asked"
    /// The rest: it breaks the streak.
    case missed
    /// Today, while nothing is rated: at risk, never broken.
    case open
}
