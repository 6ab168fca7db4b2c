/// Why a setting can't be as asked.
package enum SettingRefusal: Hashable, Sendable {
    /// `typed` is quoted; `near` are zones that are close.
    case unknownZone(typed: String, near: [String])
    case interviewPast(today: Day)
}

extension Refusal {
    /// An interview that is not ahead.
    package static func interviewPast(_ today: Day) -> Refusal {
        Refusal(.invalidDate, .settings(.interviewPast(today: today)))
    }
}
