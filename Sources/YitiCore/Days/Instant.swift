/// A point in time, in whole seconds since 1970-01-01T00:00:00Z (leap seconds not counted, as in POSIX).
///
/// Whole seconds are what the wire, the schedule and the store use; nothing in Yiti orders events by
/// fractions of a second (row numbers do that).
package struct Instant: Hashable, Comparable, Sendable {
    /// The numbers that something real may have: those of the days that are ``Day/plausible``.
    package static let plausible =
        Int64(Day.plausible.lowerBound) * 86_400...Int64(Day.plausible.upperBound) * 86_400

    /// Seconds since the epoch; negative before 1970.
    package var seconds: Int64

    /// An instant that many seconds after the epoch.
    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    /// The instant that many seconds later (earlier when negative), held at the ends of the range.
    package func advanced(bySeconds delta: Int64) -> Instant {
        let (sum, overflow) = seconds.addingReportingOverflow(delta)
        return Instant(seconds: overflow ? (delta < 0 ? .min : .max) : sum)
    }
}
