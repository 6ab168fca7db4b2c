/// A time of day as somebody said it: hour and minute, and the parts of the day that they were said to be in.
struct ClockTime: Hashable {
    /// 0 to 24 where it is right.
    var hour: Int
    var minute: Int
    var periods: [DayPeriod] = []
    /// Whether it is written as a clock of 24 hours has it, with a naught before it (`08:00`).
    var isOfTwentyFour = false
    /// Whether it is an hour and nothing else: a number that may be something else.
    var isHourAlone = false
    /// Of which day it is said to be: 0 today, 1 tomorrow.
    var dayOffset: Int?

    /// In minutes after midnight, and whether that midnight ends the day that was meant; nil when it is no time or contradicts itself.
    var reckoned: (minute: Int, endsDay: Bool)? {
        guard isPossible else { return nil }
        var found: (minute: Int, endsDay: Bool)?
        if periods.isEmpty { found = hour == 24 ? (0, true) : (hour * 60 + minute, false) }
        for period in periods {
            guard let read = period.hour(hour) else { return nil }
            let here = (minute: read.hour * 60 + minute, endsDay: read.endsDay)
            if let found, found.minute != here.minute { return nil }
            found = (here.minute, here.endsDay || found?.endsDay ?? false)
        }
        return found
    }

    /// Whether hour and minute are those of some clock.
    var isPossible: Bool { (0...24).contains(hour) && (0...59).contains(minute) && (hour < 24 || minute == 0) }

    /// Whether the hour says by itself which half of the day it is in.
    var isUnmistakable: Bool { isOfTwentyFour || hour == 0 || hour > 12 }
}

/// What a reading of a time came to.
enum TimeFinding: Hashable {
    case time(ClockTime)
    /// It was meant as a time and can't be one.
    case fault(ArgumentFault)
}

extension ClockTime {
    /// The only time that a text is, in minutes after midnight; nil for anything else.
    static func minute(_ text: String, bare: Bool = false) -> Int? {
        var scanner = ArgumentScanner(text)
        guard case .time(let time) = scanner.time(bare: bare), scanner.isAtEnd else { return nil }
        return time.reckoned?.minute
    }
}
