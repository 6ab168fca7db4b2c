/// What it takes to have seen every question of five stars, and what the pace of late leads to.
package struct PlanFacts: Hashable, Sendable {
    package var today: Day
    /// The interview's date, until it has passed.
    package var interview: Day?
    /// The interview's date once it has passed.
    package var pastInterview: Day?
    /// The questions of five stars in the selection, and those of them seen so far.
    package var fiveStars: Int
    package var seen: Int
    /// Rated answers a day of late.
    package var pace: Double
    /// How many of five stars, and of all, will have been seen by the interview at that pace, as the choice goes on; without an
    /// interview in 30 days.
    package var seenByThen: Int
    package var allSeenByThen: Int
    /// The answers a day with which every question of five stars is seen by then; nil without an interview, or when no pace will do.
    package var neededPace: Int?

    package init(
        today: Day, interview: Day?, pastInterview: Day? = nil, fiveStars: Int, seen: Int, pace: Double,
        seenByThen: Int, allSeenByThen: Int,
        neededPace: Int?
    ) {
        self.today = today
        self.interview = interview
        self.pastInterview = pastInterview
        self.fiveStars = fiveStars
        self.seen = seen
        self.pace = pace
        self.seenByThen = seenByThen
        self.allSeenByThen = allSeenByThen
        self.neededPace = neededPace
    }
}
