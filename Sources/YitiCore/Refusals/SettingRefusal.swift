/// Why a setting can't be as asked.
package enum SettingRefusal: Hashable, Sendable {
    /// `typed` is quoted; `near` are zones that are close.
    case unknownZone(typed: String, near: [String])
    /// It may be several places, or is right for half of the year; `places` are what people mean by it.
    case severalZones(typed: String, places: [String])
    /// An offset that no place on Earth keeps.
    case unusedOffset(typed: String)
    case interviewPast(today: Day)
}

extension Refusal {
    /// An interview that is not ahead.
    package static func interviewPast(_ today: Day) -> Refusal {
        Refusal(.invalidDate, .settings(.interviewPast(today: today)))
    }
}
