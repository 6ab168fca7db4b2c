/// Reads what follows `/subscribe` and `/change`: topics, a time, weekdays and a zone in any order, each at most once but topics and days.
struct SubscriptionReader {
    private let arguments: CommandArguments
    private var scanner: ArgumentScanner
    /// Whether one that stands is changed: its topics stay, so a number alone is a time.
    private let isChange: Bool
    private var request = SubscriptionRequest()
    private var numbers = SubscriptionNumbers()
    /// Whether the time is after the midnight that ends the days which were named.
    private var endsDays = false
    private var isExcluding = false
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
        var reader = SubscriptionReader(arguments, scanner, isChange: isChange)
        while true {
            reader.scanner.skipSeparators()
            if reader.scanner.isAtEnd { break }
            try reader.readNext()
        }
        return try reader.finished()
    }

    /// Whole names come before zones, and zones before beginnings of names: `la` is a city, `los` the beginning of `loss`.
    private mutating func readNext() throws(Refusal) {
        if let topic = arguments.topics.wholeName(&scanner) { return request.add(topic) }
        if let numeral = scanner.loneNumeral() { return numbers.numerals.append(numeral) }
        if try readStart() { return }
        if try readTime() { return }
        if let days = scanner.weekdays() { return request.add(days, excluding: isExcluding) }
        if scanner.next() == "-", scanner.next(1) == " " { return scanner.advance() }
        if scanner.take(SubscriptionWords.except) != nil { return isExcluding = true }
        if let words = scanner.take(SubscriptionWords.selections) { return select(words) }
        if try readZone(mayBeSeveral: false) { return }
        if try readNumber() { return }
        // `in` is the beginning of a topic's name as well; `推荐` begins with a filler.
        if scanner.next()?.isLatin ?? false, scanner.take(SubscriptionWords.fillers) != nil { return }
        if let topic = arguments.topics.beginning(&scanner, upTo: scanner.wordsAhead) { return request.add(topic) }
        if let topic = arguments.topics.beginning(&scanner, upTo: scanner.chunk(arguments.zones)) {
            return request.add(topic)
        }
        if scanner.take(SubscriptionWords.fillers) != nil { return }
        if try readZone(mayBeSeveral: true) { return }
        throw SubscriptionFaults(arguments: arguments, scanner: scanner).refusal
    }

    /// `明天开始`, `from next Monday`: the day it begins. `from Mon to Fri` are weekdays.
    private mutating func readStart() throws(Refusal) -> Bool {
        let rules = DateRules(today: arguments.today)
        guard let found = scanner.attempt({ $0.startingDay(rules) }) else { return false }
        switch found {
        case .success(let day):
            guard !isChange else { throw arguments.refusal(.badRequest, .changesAtOnce) }
            guard day >= arguments.today else { throw arguments.refusal(.invalidDate, .datePast(day)) }
            try set(\.from, day, .start)
        case .failure(let fault): throw arguments.refusal(.invalidDate, .date(fault))
        }
        return true
    }

    private mutating func readTime() throws(Refusal) -> Bool {
        let bare = scanner.take(SubscriptionWords.at) != nil
        scanner.skipSpaces()
        guard let found = scanner.time() ?? (bare || isChange ? scanner.time(bare: true) : nil) else {
            return bare
        }
        guard case .time(let time) = found, let reckoned = time.reckoned else {
            if case .fault(let fault) = found { throw arguments.refusal(.invalidTime, fault) }
            throw arguments.misread(.invalidTime)
        }
        try set(\.minuteOfDay, reckoned.minute, .time)
        endsDays = reckoned.endsDay
        if let ahead = time.dayOffset, ahead > 0, !isChange {
            try set(\.from, arguments.today.advanced(byDays: ahead), .start)
        }
        return true
    }

    private mutating func readZone(mayBeSeveral: Bool) throws(Refusal) -> Bool {
        let start = scanner
        guard let finding = scanner.zone(arguments.zones) else { return false }
        if finding.isSeveral, !mayBeSeveral {
            scanner = start
            return false
        }
        let typed = scanner.typed(from: start.position)
        // The place itself may follow: `New York, USA`.
        if finding.isSeveral {
            doubtfulZone = (finding, typed)
        } else {
            try set(\.zone, try ZoneWords.name(finding, typed: typed), .zone)
        }
        return true
    }

    /// A number alone: a topic's, if a time stands there as well.
    private mutating func readNumber() throws(Refusal) -> Bool {
        let start = scanner
        guard let digits = scanner.digits(1...6), let number = Int(digits), scanner.standsApart else {
            scanner = start
            return false
        }
        numbers.numbers.append(number)
        return true
    }

    private mutating func select(_ selection: SubscriptionWords.Selection) {
        if selection == .all { request.topics = [Subscription.allTopics] }
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
        for meaning in try numbers.meanings(arguments, hasTime: request.minuteOfDay != nil) {
            switch meaning {
            case .topic(let topic): request.add(topic)
            case .weekday(let days): request.add(days, excluding: isExcluding)
            case .time(let minute): request.minuteOfDay = minute
            }
        }
        if let doubtfulZone, request.zone == nil {
            request.zone = try ZoneWords.name(doubtfulZone.finding, typed: doubtfulZone.typed)
        }
        if let days = request.weekdays {
            guard !days.isEmpty else {
                throw arguments.refusal(.badRequest, .noWeekdays(typed: Refusal.quoted(arguments.text)))
            }
            // `周五晚上12点` is the midnight that ends Friday.
            if endsDays { request.weekdays = days.dayAfter }
        }
        request.endsDays = endsDays && isChange && request.weekdays == nil
        return request
    }
}
