/// Reads what follows `/later`: a span first (`2h`, `一个半小时`), then a day, a time of day, or both (`tomorrow`, `晚上8点`, `周五 9:00`).
struct LaterReader {
    private let arguments: CommandArguments
    private var scanner: ArgumentScanner
    private var day: Day?
    /// Whether the day is said without a number.
    private var isNamed = false
    /// Whether the day is said to be the one that it is.
    private var isToday = false
    private var time: ClockTime?
    /// A date that can be read and not be had.
    private var dateFault: DateFault?

    /// The shortest and the longest that a question may be put off, in seconds.
    static let seconds: ClosedRange<Int64> = 60...2_592_000

    private init(_ arguments: CommandArguments) {
        self.arguments = arguments
        scanner = arguments.scanner
    }

    static func read(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard arguments.words.count <= 16 else { throw arguments.noDuration }
        if isBitLater(arguments) { throw arguments.noDuration }
        if let span = span(arguments.scanner) { return try command(span, arguments) }
        if let instant = arguments.onlyWord.flatMap({ Instant(text: $0) }) { return .laterUntil(instant) }
        var reader = LaterReader(arguments)
        while true {
            reader.scanner.skipSeparators()
            if reader.scanner.isAtEnd { break }
            try reader.readNext()
        }
        return try reader.finished()
    }

    /// `稍后一点`, `推迟一点` is a bit later, and not one o'clock.
    private static func isBitLater(_ arguments: CommandArguments) -> Bool {
        guard !arguments.hasSlash else { return false }
        var scanner = arguments.scanner
        pass(&scanner)
        return ["一点", "一点儿", "一点点", "一些"].contains(scanner.restTyped)
    }

    /// The span that the whole text is.
    private static func span(_ scanner: ArgumentScanner) -> SpanOfTime? {
        var scanner = scanner
        pass(&scanner)
        guard let span = scanner.span() else { return nil }
        pass(&scanner)
        return scanner.isAtEnd ? span : nil
    }

    private static func pass(_ scanner: inout ArgumentScanner) {
        scanner.skipSeparators()
        while scanner.take(fillers) != nil { scanner.skipSeparators() }
    }

    private static let fillers = Lexicon([
        (
            "in|after|for|at|on|later|from now|please|again|until|till|about|around|me|ask|remind|by|再|过|再过|等|再等|后|以后|之后|过后|在|到|"
                + "请|提醒|提醒我|叫我|问我|来|再来|再问|再问我|再叫我|再提醒我|再说|再答|推送|推|推迟|延后|推后|稍后|晚点|吧|左右|的|时候|那天",
            true
        )
    ])

    private static func command(_ span: SpanOfTime, _ arguments: CommandArguments) throws(Refusal) -> Command {
        guard Self.seconds.contains(span.seconds) else { throw arguments.refusal(.invalidTime, .durationOutOfRange) }
        return span.days.map { .laterDays($0) } ?? .later(seconds: span.seconds)
    }

    private mutating func readNext() throws(Refusal) {
        let start = scanner.position
        let bare = scanner.take(SubscriptionWords.at) != nil || standsBehindDay
        scanner.skipSpaces()
        if let found = scanner.time(bare: bare && !scanner.standsAtDate(arguments.today)) {
            guard case .time(let read) = found, time == nil else {
                if case .fault(let fault) = found { throw arguments.refusal(.invalidTime, fault) }
                throw arguments.noDuration
            }
            return time = read
        }
        let saysToday = standsAtToday
        if let found = scanner.day(DateRules(today: arguments.today)) {
            guard day == nil else { throw arguments.noDuration }
            switch found {
            case .success(let read):
                day = read
                isToday = saysToday && read == arguments.today
                isNamed = !scanner.passed(since: start).contains(where: \.isNumber)
                scanner.passTimeMark()
            case .failure(let fault):
                if fault.isMisreading { throw arguments.refusal(.invalidTime, .date(fault)) }
                dateFault = dateFault ?? fault
                day = arguments.today
            }
            return
        }
        guard scanner.position > start || scanner.take(Self.fillers) != nil else { throw misread() }
    }

    private var standsAtToday: Bool {
        var ahead = scanner
        return ahead.take(Self.todays) != nil
    }

    private static let todays = Lexicon([("today|今天|今日|今儿", true)])

    /// Whether a number that stands here is an hour: behind a day that is named (`tomorrow 8`), unless it is the day of that month, too.
    private var standsBehindDay: Bool {
        var ahead = scanner
        ahead.skipSpaces()
        guard let day, isNamed, time == nil, let hour = ahead.number(), ahead.isAtEnd else { return false }
        return hour != day.civil.day
    }

    private func misread() -> Refusal {
        var ahead = scanner
        if let number = ahead.number(), number > 0, ahead.isAtEnd, day == nil, time == nil {
            return arguments.refusal(.invalidTime, .spanOrTime(number))
        }
        return arguments.noDuration
    }

    private func finished() throws(Refusal) -> Command {
        if let dateFault { throw arguments.refusal(.invalidTime, .date(dateFault)) }
        let named = day ?? time?.dayOffset.map { arguments.today.advanced(byDays: $0) }
        guard let time else {
            guard let named else { throw arguments.noDuration }
            guard named > arguments.today else { throw arguments.refusal(.invalidTime, .timePast) }
            guard Int64(named.days(since: arguments.today)) * 86_400 <= Self.seconds.upperBound else {
                throw arguments.refusal(.invalidTime, .durationOutOfRange)
            }
            return .laterOn(named)
        }
        guard let reckoned = time.reckoned else { throw arguments.noDuration }
        if day == nil ? time.dayOffset == 0 : isToday {
            return .laterToday(minute: reckoned.minute, endsDay: reckoned.endsDay)
        }
        let day = reckoned.endsDay ? named?.advanced(byDays: 1) : named
        return .laterAt(day: day, minute: reckoned.minute)
    }
}

extension CommandArguments {
    fileprivate var noDuration: Refusal { refusal(.invalidTime, .noDuration(typed: Refusal.quoted(text))) }
}

extension ArgumentScanner {
    /// The `T` in `2026-03-10T09:00`.
    mutating func passTimeMark() {
        if next() == "t", next(1)?.isNumber ?? false { advance() }
    }

    fileprivate func standsAtDate(_ today: Day) -> Bool {
        var ahead = self
        return ahead.day(DateRules(today: today)) != nil
    }
}
