/// What the time between two others came to.
enum TimeSpanFinding: Hashable {
    case span(QuietHours)
    case fault(ArgumentFault)
}

/// Two times of day: `22:00-08:00`, `下午1点到3点`, `between 10pm and 8am`.
extension ArgumentScanner {
    /// The span that the whole text is; nil when it is none.
    mutating func timeSpan() -> TimeSpanFinding? {
        passTimeSpanWords()
        guard let first = time(bare: true) else { return nil }
        passTimeSpanWords()
        guard let second = time(bare: true) else { return nil }
        passTimeSpanWords()
        guard isAtEnd else { return nil }
        switch (first, second) {
        case (.fault(let fault), _), (_, .fault(let fault)): return .fault(fault)
        case (.time(let from), .time(let until)): return ClockTime.span(from, until)
        }
    }

    private mutating func passTimeSpanWords() {
        skipSeparators()
        while take(Self.spanWords) != nil || take("-") { skipSeparators() }
    }

    private static let spanWords = Lexicon([
        (
            "from|between|after|since|to|until|till|til|through|and|at|every day|everyday|daily|quiet|hours|do not disturb|dnd|please|the|"
                + "从|自|由|在|到|至|直到|一直到|起|开始|以后|之后|后|以前|之前|前|结束|为止|止|免打扰|勿扰|不要打扰我|不要打扰|打扰我|打扰|我|别打扰我|别打扰|不打扰|"
                + "安静|静音|每天|每日|每|天天|之间|期间|和|跟|与|请|别吵我|不要推送|别推送|不推送|第二天|次日|的|时间|the next day|next day",
            true
        )
    ])
}

extension ClockTime {
    /// The time between two. A part of the day said at one end holds for the other if that makes less than twelve hours; where it doesn't,
    /// both readings are named.
    static func span(_ from: ClockTime, _ until: ClockTime) -> TimeSpanFinding {
        guard let start = from.reckoned?.minute, let end = until.reckoned?.minute else { return .fault(.emptySpan) }
        let plain = TimeSpanFinding(start, end)
        if from.periods.isEmpty == until.periods.isEmpty { return plain }
        let isFirstBare = from.periods.isEmpty
        let bare = isFirstBare ? from : until
        if bare.hour == 0 || bare.hour > 12 { return plain }
        var shared = bare
        shared.periods = isFirstBare ? until.periods : from.periods
        if let other = shared.reckoned?.minute {
            let (first, last) = isFirstBare ? (other, end) : (start, other)
            if first != last, (last - first + 1_440) % 1_440 < 720 { return TimeSpanFinding(first, last) }
        }
        if bare.isUnmistakable { return plain }
        // From noon or midnight on the half of the day is the one that begins there.
        if !isFirstBare, start % 720 == 0 { return TimeSpanFinding(start, start + bare.minuteOnClock % 720) }
        let late = (bare.minuteOnClock + 720) % 1_440
        let readings =
            isFirstBare ? [(bare.minuteOnClock, end), (late, end)] : [(start, bare.minuteOnClock), (start, late)]
        return .fault(.spanReadings(readings.map { QuietHours(fromMinute: $0, untilMinute: $1) }))
    }

    private var minuteOnClock: Int { hour * 60 + minute }
}

extension TimeSpanFinding {
    fileprivate init(_ from: Int, _ until: Int) {
        self = from == until ? .fault(.emptySpan) : .span(QuietHours(fromMinute: from, untilMinute: until))
    }
}
