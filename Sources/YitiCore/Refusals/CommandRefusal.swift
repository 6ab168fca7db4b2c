/// Why a line or a button is no command. What was typed is quoted, see ``Refusal/quoted(_:)``.
package enum CommandRefusal: Hashable, Sendable {
    /// There is no such command; `near` are commands with their slash that may have been meant.
    case unknown(typed: String, near: [String])
    /// A command's verb was typed without its slash.
    case slashMissing(verb: String)
    /// A rating or a skip and another command in one message.
    case oneAtATime(first: String, second: String)
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
    /// A number alone: as hours or as a time of day?
    case spanOrTime(Int)
    /// A time that is past by now.
    case timePast
    /// A mock interview's minutes.
    case mockOutOfRange
    case noQuestionID(typed: String)
    // Subscriptions and pauses
    case numberFirst
    case topicsAreFixed
    /// A day to begin, where what is changed is changed at once.
    case changesAtOnce
    /// A single day for what comes every day.
    case dateOfSubscription(typed: String)
    case nothingToChange
    /// A day that a subscription would last to, or how long.
    case endOfSubscription(typed: String)
    case onlyOne(SubscriptionPart)
    case noTime(typed: String)
    /// Hour and part of the day don't go together, or two parts of the day.
    case contradictoryTime(typed: String)
    /// A part of the day without its hour.
    case noHour(typed: String)
    /// Earlier or later than what stands, and not when.
    case vagueTime(typed: String)
    /// A number alone: a time of day or a topic, if there is one of that number?
    case timeOrTopic(hour: Int, topic: String?)
    /// A number alone after `/mock`: so many minutes, or the topic by that number?
    case minutesOrTopic(minutes: Int, topic: String)
    /// Two numbers that may be hour and minute (`8 30`), in minutes after midnight.
    case timeApart(minute: Int)
    /// Digits that may be weekdays (`135`), or a time in minutes after midnight where none is said beside them.
    case timeOrWeekdays(minute: Int?, WeekdaySet, typed: String)
    /// A Chinese numeral alone: an hour or a weekday?
    case hourOrWeekday(hour: Int, typed: String)
    case noWeekdays(typed: String)
    /// It can't be told which days or topics are to be left out.
    case unclearExclusion(typed: String)
    /// A question more or less often than once a day.
    case frequency(typed: String)
    /// Two numbers with a dash or a word between them: days, topics, hours?
    case numberRange(Int, Int)
    case date(DateFault)
    case pauseTooEarly
    case pauseEndsTooEarly
    /// A length that doesn't fit the days beside it.
    case contradictoryPause(typed: String)
    // Progress
    case datePast(Day)
    case answersOutOfRange
    // Settings
    case twoZones
    case noLanguage
    case noSpan(typed: String)
    case emptySpan
    /// The hour at one end may be in either half of the day.
    case spanReadings([QuietHours])
    case noRolloverHour
    case nameTooLong
    case neitherOnNorOff
    // Identity and data
    case keyIsOneWord
    case codeIsOneWord
    case noFormat
    case clockTooFar
}

extension ArgumentFault {
    /// Whether what follows the verb can't be read, rather than read and not be had.
    var isMisreading: Bool {
        switch self {
        case .durationOutOfRange, .timePast, .timeOrTopic, .timeOrWeekdays, .timeApart, .hourOrWeekday, .pauseTooEarly,
            .pauseEndsTooEarly,
            .datePast,
            .answersOutOfRange,
            .emptySpan, .spanReadings, .clockTooFar, .spanOrTime:
            false
        case .date(let fault): fault.isMisreading
        default: true
        }
    }
}

extension RefusalReason {
    /// Whether a line can't be read as the command that it begins like.
    var isMisreading: Bool { if case .arguments(let fault, _) = self { fault.isMisreading } else { true } }
}

extension RefusalReason {
    /// Whether one day was asked for of what comes every day.
    var isOneOff: Bool {
        switch self {
        case .arguments(.dateOfSubscription, _), .arguments(.changesAtOnce, _): true
        default: false
        }
    }

    /// Whether a time was meant, and nothing but its hour is missing.
    var lacksHour: Bool {
        guard case .arguments(let fault, _) = self else { return false }
        switch fault {
        case .noHour, .vagueTime: return true
        default: return false
        }
    }
}

/// What a subscription has one of.
package enum SubscriptionPart: Hashable, Sendable {
    case time
    case zone
    /// The day it begins.
    case start
}
