/// How many new questions a day a person has taken of late: what `/plan` reckons with.
package enum Pace {
    /// How far back it is looked at, in learning days with today.
    package static let days = 14

    /// New questions a day over the last ``days``, or since the first one when that is later; 0 without any. `newByDay` says
    /// how many questions got their first rating on each learning day.
    package static func ofLate(_ newByDay: [Day: Int], today: Day) -> Double {
        guard let first = newByDay.keys.min(), first <= today else { return 0 }
        let days = min(today.days(since: first) + 1, days)
        let start = today.advanced(byDays: 1 - days)
        let new = newByDay.reduce(0) { $0 + ($1.key >= start && $1.key <= today ? $1.value : 0) }
        return Double(new) / Double(days)
    }
}
