/// How many answers a day a person gives of late: what `/plan` goes on with.
package enum Pace {
    /// So many learning days are looked at, without those in a pause.
    package static let days = 14

    /// Rated answers a day over the last ``days`` that were not paused, or since the first answer when that is later; 0 without any.
    ///
    /// Today is not over: what it lacks says nothing, and it counts only where the mean is higher with it.
    package static func ofLate(_ answersByDay: [Day: Int], today: Day, isPaused: (Day) -> Bool = { _ in false })
        -> Double
    {
        let yesterday = today.advanced(byDays: -1)
        return max(mean(answersByDay, until: yesterday, isPaused), mean(answersByDay, until: today, isPaused))
    }

    private static func mean(_ answersByDay: [Day: Int], until last: Day, _ isPaused: (Day) -> Bool) -> Double {
        guard let first = answersByDay.keys.min(), first <= last else { return 0 }
        var (answers, counted, day) = (0, 0, last)
        while counted < days, day >= first {
            if !isPaused(day) {
                answers += answersByDay[day] ?? 0
                counted += 1
            }
            day = day.advanced(byDays: -1)
        }
        return counted > 0 ? Double(answers) / Double(counted) : 0
    }
}
