/// Why a line or a button is no command. What was typed is quoted, see ``Refusal/quoted(_:)``.
package enum CommandRefusal: Hashable, Sendable {
    /// There is no such command; `near` are commands with their slash that may have been meant.
    case unknown(typed: String, near: [String])
    /// A command's verb was typed without its slash.
    case slashMissing(verb: String)
    /// No button sends that any more.
    case staleButton
    /// Something follows a command that stands alone.
    case takesNothing(typed: String, verb: String)
    /// More than so many characters.
    case textTooLong(limit: Int)
}

/// Why what follows a verb can't be read. What was typed is quoted, see ``Refusal/quoted(_:)``.
package enum ArgumentFault: Hashable, Sendable {
    case misread(typed: String)
    // The loop
    case noRating
    case noPoints
    case noDuration(typed: String)
    case durationOutOfRange
    /// A mock interview's minutes.
    case mockOutOfRange
    case noQuestionID(typed: String)
    // Subscriptions and pauses
    case numberFirst
    case topicsAreFixed
    case nothingToChange
    case onlyOne(SubscriptionPart)
    case noTime(typed: String)
    case noWeekdays(typed: String)
    /// Empty where a date is missing.
    case noDate(typed: String)
    case pauseTooEarly
    case pauseEndsTooEarly
    // Progress
    case datePast
    case answersOutOfRange
    // Settings
    case noLanguage
    case noSpan(typed: String)
    case emptySpan
    case noRolloverHour
    case nameTooLong
    case neitherOnNorOff
    // Identity and data
    case keyIsOneWord
    case codeIsOneWord
    case noFormat
    case clockTooFar
}

/// What a subscription has one of.
package enum SubscriptionPart: Hashable, Sendable {
    case time
    case zone
}
