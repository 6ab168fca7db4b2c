/// The part of the local day when nothing may be pushed; it may run over midnight (22:00-08:00).
package struct QuietHours: Hashable, Sendable {
    /// Where it begins, in minutes after local midnight.
    package var fromMinute: Int
    /// Where it ends, in minutes after local midnight; this minute is no longer quiet.
    package var untilMinute: Int

    /// Quiet hours between two local times that differ.
    package init(fromMinute: Int, untilMinute: Int) {
        self.fromMinute = fromMinute
        self.untilMinute = untilMinute
    }

    /// `22:00-08:00`.
    package var text: String { "\(Day.clock(fromMinute))-\(Day.clock(untilMinute))" }
}
