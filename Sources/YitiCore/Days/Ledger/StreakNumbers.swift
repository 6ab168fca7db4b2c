/// The four numbers of a streak.
package struct StreakNumbers: Hashable, Sendable {
    /// Answered and repaired days in the run up to today.
    package var current: Int
    /// The longest such run ever.
    package var longest: Int
    /// Whether today has a rated answer.
    package var today: Bool
    /// Freezes held, 0 to 2.
    package var freezes: Int

    /// Numbers of a streak; all zero for somebody new.
    package init(current: Int = 0, longest: Int = 0, today: Bool = false, freezes: Int = 0) {
        self.current = current
        self.longest = longest
        self.today = today
        self.freezes = freezes
    }
}
