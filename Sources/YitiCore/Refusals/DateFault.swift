/// Why what was meant as a date is none that can be taken. What was typed is quoted, see ``Refusal/quoted(_:)``.
package enum DateFault: Error, Hashable, Sendable {
    /// Empty where a date is missing.
    case noDate(typed: String)
    /// Two parts of it name different days.
    case contradictory(typed: String)
    /// More than ten years away.
    case tooFar
    /// It is past; the next such is another.
    case past(Day, orNext: Day)
    /// It is to come after another day and does not; the next such is another.
    case notAfter(Day, beginning: Day, orNext: Day)
    /// Month and day may each be the other.
    case either(Day, Day)

    /// Whether it is no date on any day, rather than a date that today is too late or too early for.
    var isMisreading: Bool {
        switch self {
        case .noDate: true
        case .contradictory, .tooFar, .past, .notAfter, .either: false
        }
    }
}
