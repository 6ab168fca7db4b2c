/// How well a person recalled an answer, worded by outcome because people press "hard" when they forgot.
///
/// `again` is the only lapse; `hard` is a pass (FSRS-6).
package enum Rating: Int, CaseIterable, Sendable {
    /// Forgot, or was wrong.
    case again = 1
    /// Recalled with trouble.
    case hard = 2
    /// Recalled.
    case good = 3
    /// Recalled without effort.
    case easy = 4
}
