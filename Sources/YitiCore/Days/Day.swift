/// A calendar date of the proleptic Gregorian calendar, without a time or a zone.
///
/// Learning days, occurrences and interview dates are all of this type. Stored as one integer, the number of days
/// since 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
    /// The numbers that something real may have, of the years 1600 to 12900: whatever is computed from these stays a number.
    package static let plausible: ClosedRange<Int> = -135_140...4_000_000

    /// Days since 1970-01-01; negative before.
    package var number: Int

    /// The date that many days after 1970-01-01.
    package init(number: Int) {
        self.number = number
    }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// The date `days` later, or earlier when negative.
    package func advanced(byDays days: Int) -> Day { Day(number: number + days) }

    /// Whole days from `other` to this date; negative when this date is earlier.
    package func days(since other: Day) -> Int { number - other.number }
}
