/// Reads what follows `/subscribe` and `/change`: topics, a time, weekdays and a zone in any order, each at most once but topics and days.
struct SubscriptionReader {
    let arguments: CommandArguments
    var scanner: ArgumentScanner
    /// Whether one that stands is changed: its topics stay, so a number alone is a time.
    private let isChange: Bool
    private var request = SubscriptionRequest()
    var choice = SubscriptionChoice()
    private var numbers = SubscriptionNumbers()
    private var clock = SubscriptionClock()
    /// A time of one day (`明早8点`) that is not said to be the beginning.
    private var oneOff: String?
    /// What may be several zones.
    private var doubtfulZone: (finding: ZoneFinding, typed: String)?

    private init(_ arguments: CommandArguments, _ scanner: ArgumentScanner, isChange: Bool) {
        self.arguments = arguments
        self.scanner = scanner
        self.isChange = isChange
    }

    /// The request that the rest of the arguments makes.
    static func read(
        _ arguments: CommandArguments, from scanner: ArgumentScanner, isChange: Bool = false
    ) throws(Refusal) -> SubscriptionRequest {
        guard arguments.words.count <= TopicMatcher.mostWords else { throw arguments.misread() }
        if scanner.isRelative {
            throw arguments.refusal(.invalidTime, .vagueTime(typed: Refusal.quoted(scanner.restTyped)))
        }
        var reader = SubscriptionReader(arguments, scanner, isChange: isChange)
        while true {
            reader.scanner.skipSeparators()
            if reader.scanner.isAtEnd { break }
            try reader.readNext()
        }
        return try reader.finished()
    }

    /// The topics that are left when some are left out (`all except loss`); nil where nothing is left out.
    static func othersThan(_ arguments: CommandArguments) throws(Refusal) -> [String]? {
        guard arguments.scanner.leavesOut(passName: { arguments.topics.wholeName(&$0) != nil }) else { return nil }
        let request = try read(arguments, from: arguments.scanner)
        guard let topics = request.topics, request == SubscriptionRequest(topics: topics) else {
            throw arguments.misread()
        }
        return topics
    }

    /// Whole names come before zones, and zones before beginnings of names: `la` is a city, `los` the beginning of `loss`.
    private mutating func readNext() throws(Refusal) {
        if scanner.takeMinus() { return try readLeftOut() }
        if scanner.next() == "-", scanner.next(1) == " " { return try readDash() }
        if let topic = arguments.topics.wholeName(&scanner) { return try choose { try $0.name(topic) } }
        if let numeral = scanner.loneNumeral() {
            try endRun()
            return numbers.numerals.append(numeral)
        }
        if let end = scanner.attempt({ $0.end(afterTime: clock.isSet, isChange: isChange, arguments.today) }) {
            throw arguments.refusal(.badRequest, .endOfSubscription(typed: end))
        }
        if try readStart() { return }
        if try readNumberRange() { return }
        if try readFrequency() { return }
        if let days = scanner.shortenedDays() {
            try endRun()
            return numbers.shortenings.append(days)
        }
        if try readNights() { return }
        if try readTime() { return }
        if let days = scanner.weekdayItems() { return try choose { try $0.name(days) } }
        if try readExclusion() { return }
        if let words = scanner.take(SubscriptionWords.selections) { return try select(words) }
        if try readZone(mayBeSeveral: false) { return }
        if try readNumber() { return }
        // `in` is the beginning of a topic's name as well; `推荐` begins with a filler.
        if scanner.next()?.isLatin ?? false, scanner.take(SubscriptionWords.fillers) != nil { return }
        if let topic = beginningOfTopic() { return try choose { try $0.name(topic) } }
        if scanner.take(SubscriptionWords.fillers) != nil { return }
        if try readZone(mayBeSeveral: true) { return }
        throw SubscriptionFaults(arguments: arguments, scanner: scanner).refusal
    }

    mutating func beginningOfTopic() -> String? {
        arguments.topics.beginning(&scanner, upTo: scanner.wordsAhead)
            ?? arguments.topics.beginning(&scanner, upTo: scanner.chunk(arguments.zones))
    }

    /// `明天开始`, `from next Monday`: the day it begins. `from Mon to Fri` are weekdays.
    private mutating func readStart() throws(Refusal) -> Bool {
        let rules = DateRules(today: arguments.today)
        guard let found = scanner.attempt({ $0.startingDay(rules) }) else { return false }
        try endRun()
        switch found {
        case .success(let day):
            guard !isChange else { throw arguments.refusal(.badRequest, .changesAtOnce) }
            guard day >= arguments.today else { throw arguments.refusal(.invalidDate, .datePast(day)) }
            try set(\.from, day, .start)
        case .failure(let fault): throw arguments.refusal(.invalidDate, .date(fault))
        }
        return true
    }

    /// `1到5`: days, topics or a date?
    private mutating func readNumberRange() throws(Refusal) -> Bool {
        guard let (first, last) = scanner.attempt({ $0.numberRange() }) else { return false }
        throw arguments.refusal(.badRequest, .numberRange(first, last))
    }

    private mutating func readFrequency() throws(Refusal) -> Bool {
        let start = scanner.position
        guard let frequency = scanner.frequency() else { return false }
        guard case .onceADay = frequency else {
            throw arguments.refusal(.badRequest, .frequency(typed: Refusal.quoted(scanner.typed(from: start))))
        }
        return true
    }

    /// `weeknights at 8`: the hour is one of the evening.
    private mutating func readNights() throws(Refusal) -> Bool {
        let start = scanner.position
        guard let days = scanner.take(SubscriptionWords.nights) else { return false }
        clock.periods.append(DayPeriod.Word(.englishNight))
        clock.lacking = clock.lacking ?? Refusal.quoted(scanner.typed(from: start))
        try choose { try $0.name([days]) }
        return true
    }

    private mutating func readTime() throws(Refusal) -> Bool {
        let bare = scanner.take(SubscriptionWords.at) != nil
        scanner.skipSpaces()
        let start = scanner
        guard let found = scanner.time() ?? (bare || isChange ? scanner.time(bare: true) : nil) else {
            guard clock.isSet, let periods = scanner.lonelyPeriods() else { return bare }
            clock.periods += periods
            noteOneOff(periods.lazy.compactMap(\.dayOffset).first, since: start.position)
            return true
        }
        switch found {
        case .time(let time):
            guard clock.take(time) else { throw arguments.refusal(.badRequest, .onlyOne(.time)) }
            noteOneOff(time.dayOffset, since: start.position)
            try endRun()
        case .fault(.noHour(let typed)):
            scanner = start
            let periods = scanner.lonelyPeriods() ?? []
            clock.periods += periods
            clock.lacking = clock.lacking ?? typed
            noteOneOff(periods.lazy.compactMap(\.dayOffset).first, since: start.position)
        case .fault(let fault): throw arguments.refusal(.invalidTime, fault)
        }
        return true
    }

    /// A part of one day is that day's alone, unless a word makes it the beginning (`明早8点开始`).
    private mutating func noteOneOff(_ dayOffset: Int?, since start: Int) {
        guard dayOffset != nil else { return }
        let typed = Refusal.quoted(scanner.typed(from: start))
        guard !scanner.takeStart(), !scanner.beginsBefore(start) else { return }
        oneOff = oneOff ?? typed
    }

    private mutating func readZone(mayBeSeveral: Bool) throws(Refusal) -> Bool {
        let start = scanner
        guard let finding = scanner.zone(arguments.zones) else { return false }
        if finding.isSeveral, !mayBeSeveral {
            scanner = start
            return false
        }
        let typed = scanner.typed(from: start.position)
        try endRun()
        // The place itself may follow: `New York, USA`.
        if finding.isSeveral {
            doubtfulZone = (finding, typed)
        } else {
            let name = try ZoneWords.name(finding, typed: typed)
            _ = scanner.attempt { scanner in
                scanner.skipSeparators()
                return scanner.take(ZoneWords.states)
            }
            if let before = request.zone, arguments.zones.areAlike(before, name, year: arguments.today.civil.year) {
                return true
            }
            try set(\.zone, name, .zone)
        }
        return true
    }

    /// A number alone: a topic's, if a time stands there as well.
    private mutating func readNumber() throws(Refusal) -> Bool {
        let start = scanner
        // `one` is said beside everything else (`send me one at 8`).
        let isFiller = scanner.nextWord.lowercased() == "one" && arguments.words.count > 1
        guard !isFiller, let number = scanner.number(), scanner.standsApart else {
            scanner = start
            return false
        }
        try endRun()
        numbers.numbers.append(number)
        return true
    }

    private mutating func select(_ selection: SubscriptionWords.Selection) throws(Refusal) {
        if selection == .all { try choose { try $0.name(Subscription.allTopics) } }
    }

    private mutating func set<Value: Equatable>(
        _ path: WritableKeyPath<SubscriptionRequest, Value?>, _ value: Value, _ part: SubscriptionPart
    ) throws(Refusal) {
        if let before = request[keyPath: path], before != value {
            throw arguments.refusal(.badRequest, .onlyOne(part))
        }
        request[keyPath: path] = value
    }

    private mutating func finished() throws(Refusal) -> SubscriptionRequest {
        try endRun()
        let endsDays = try settleTime()
        for meaning in try numbers.meanings(arguments, hasTime: request.minuteOfDay != nil) {
            switch meaning {
            case .topic(let topic): try choose { try $0.name(topic) }
            case .weekday(let days): try choose { try $0.name([days]) }
            case .time(let minute): request.minuteOfDay = minute
            }
        }
        try settleChoice()
        if let doubtfulZone, request.zone == nil {
            request.zone = try ZoneWords.name(doubtfulZone.finding, typed: doubtfulZone.typed)
        }
        // `周五晚上12点` is the midnight that ends Friday.
        if endsDays { request.weekdays = request.weekdays?.dayAfter }
        request.endsDays = endsDays && isChange && request.weekdays == nil
        return request
    }

    private mutating func settleChoice() throws(Refusal) {
        try endRun()
        // What days stand is not known here: `/change 1 not on sundays` may be less than the other six.
        if isChange, choice.leavesOutOfNoDays { throw unclear }
        do {
            request.weekdays = try choice.chosenDays()
            request.topics = try choice.chosenTopics(of: arguments.topics.ids)
        } catch {
            throw unclear
        }
    }

    /// The time that hour and part of the day make, wherever they stand; says whether it is after the midnight that ends the days.
    private mutating func settleTime() throws(Refusal) -> Bool {
        if !clock.isSet, !clock.periods.isEmpty, numbers.numbers.count == 1, let hour = numbers.numbers.first {
            numbers.numbers = []
            _ = clock.take(ClockTime(hour: hour, minute: 0))
        }
        if !clock.isSet, let lacking = clock.lacking { throw arguments.refusal(.invalidTime, .noHour(typed: lacking)) }
        if isChange, clock.time?.dayOffset != nil { throw arguments.refusal(.badRequest, .changesAtOnce) }
        if let oneOff { throw arguments.refusal(.badRequest, .dateOfSubscription(typed: oneOff)) }
        guard let time = clock.time else { return false }
        guard let reckoned = time.reckoned else {
            let typed = Refusal.quoted(arguments.text)
            throw arguments.refusal(
                .invalidTime, time.isPossible ? .contradictoryTime(typed: typed) : .noTime(typed: typed))
        }
        request.minuteOfDay = reckoned.minute
        if let ahead = time.dayOffset, ahead > 0, !isChange {
            try set(\.from, arguments.today.advanced(byDays: ahead), .start)
        }
        return reckoned.endsDay
    }
}
