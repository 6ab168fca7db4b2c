/// Reads what follows `/subscribe` and `/change`: topics, a time, weekdays and a zone in any order, each at most once but topics and days.
struct SubscriptionReader {
    private let arguments: CommandArguments
    private var scanner: ArgumentScanner
    /// Whether one that stands is changed: its topics stay, so a number alone is a time.
    private let isChange: Bool
    private var request = SubscriptionRequest()
    private var numbers: [Int] = []
    /// Numerals that are days when a time stands there as well.
    private var numerals: [(day: Int, character: Character)] = []
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
        if let topic = arguments.topics.wholeName(&scanner) { return add(topic) }
        if let numeral = scanner.loneNumeral() { return numerals.append(numeral) }
        if try readStart() { return }
        if try readTime() { return }
        if let days = scanner.weekdays() { return add(days) }
        if scanner.next() == "-", scanner.next(1) == " " { return scanner.advance() }
        if scanner.take(SubscriptionWords.except) != nil { return isExcluding = true }
        if let words = scanner.take(SubscriptionWords.selections) { return select(words) }
        if try readZone(mayBeSeveral: false) { return }
        if try readNumber() { return }
        // `in` is the beginning of a topic's name as well; `推荐` begins with a filler.
        if scanner.next()?.isLatin ?? false, scanner.take(SubscriptionWords.fillers) != nil { return }
        if let topic = arguments.topics.beginning(&scanner, upTo: wordsAhead) { return add(topic) }
        if let topic = arguments.topics.beginning(&scanner, upTo: chunk) { return add(topic) }
        if scanner.take(SubscriptionWords.fillers) != nil { return }
        if try readZone(mayBeSeveral: true) { return }
        throw refusal()
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
        numbers.append(number)
        return true
    }

    private mutating func add(_ topic: String) {
        if request.topics == [Subscription.allTopics] { request.topics = nil }
        if request.topics?.contains(topic) != true { request.topics = (request.topics ?? []) + [topic] }
    }

    private mutating func add(_ days: WeekdaySet) {
        if isExcluding {
            request.weekdays = (request.weekdays ?? .everyDay).subtracting(days)
        } else {
            request.weekdays = (request.weekdays ?? []).union(days)
        }
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
        if request.minuteOfDay == nil, numbers.count == 2, numbers[0] < 24, (10..<60).contains(numbers[1]) {
            throw arguments.refusal(.invalidTime, .timeApart(minute: numbers[0] * 60 + numbers[1]))
        }
        for number in numbers { try take(number) }
        for numeral in numerals { try take(numeral) }
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

    /// `六` beside a time is Saturday; alone it may be six o'clock as well.
    private mutating func take(_ numeral: (day: Int, character: Character)) throws(Refusal) {
        guard request.minuteOfDay != nil || numeral.day == 6 else {
            throw arguments.refusal(
                .invalidTime, .hourOrWeekday(hour: numeral.day + 1, typed: String(numeral.character)))
        }
        add(WeekdaySet(rawValue: 1 << UInt8(numeral.day)))
    }

    private mutating func take(_ number: Int) throws(Refusal) {
        let topic: String? = if case .found(let id) = arguments.topics.find(String(number)) { id } else { nil }
        if request.minuteOfDay == nil, topic == nil, number > 99,
            let minute = ClockTime.minute(String(number), bare: true)
        {
            return request.minuteOfDay = minute
        }
        if request.minuteOfDay == nil, number <= 24 {
            throw arguments.refusal(.invalidTime, .timeOrTopic(hour: number, topic: topic))
        }
        guard let topic else { throw arguments.topics.unknown(String(number)) }
        add(topic)
    }

    // MARK: What can't be read

    /// How far it is to what parts one thing from the next, but for spaces.
    private var wordsAhead: Int { scanner.rest.prefix { $0 == " " || !$0.isSeparator }.count }

    /// How far the text goes that nothing else can be read from: to a separator, a number, a time, a day or a zone.
    private var chunk: Int {
        var ahead = scanner
        repeat {
            let before = ahead.next()
            ahead.advance()
            guard let next = ahead.next() else { break }
            if next != " ", next.isSeparator { break }
            let isJoint = next.isNumber || (before?.isASCII != next.isASCII) || !next.isASCII
            if isJoint, ahead.standsAtPart(arguments.zones) { break }
        } while !ahead.isAtEnd
        return ahead.position - scanner.position
    }

    /// What the next word was meant to be decides how it is refused.
    private func refusal() -> Refusal {
        if let typed = dateAhead { return arguments.refusal(.badRequest, .dateOfSubscription(typed: typed)) }
        let word = scanner.wordAround
        guard !word.isEmpty else { return arguments.misread() }
        let isOffset =
            !(scanner.previous?.isNumber ?? false) && word.first.map { "+-−".contains($0) } ?? false
            && word.contains(where: \.isNumber)
        if isOffset || word.contains("/") { return ZoneWords.unknown(word, zones: arguments.zones) }
        if word.contains(where: \.isNumber), word.contains(where: { ":点".contains($0) }) {
            return arguments.refusal(.invalidTime, .noTime(typed: Refusal.quoted(word)))
        }
        if let typed = intervalAhead { return arguments.refusal(.badRequest, .noWeekdays(typed: typed)) }
        if WeekdayWords.isLike(word) || isNearWeekday(word) {
            return arguments.refusal(.badRequest, .noWeekdays(typed: Refusal.quoted(word)))
        }
        if case .ambiguous = arguments.topics.find(word) { return topicRefusal(word) }
        let isNearCity = arguments.topics.suggestions(for: word).isEmpty && ZoneWords.isNear(word, arguments.zones)
        return isNearCity ? ZoneWords.unknown(word, zones: arguments.zones) : topicRefusal(word)
    }

    /// `every other day`, which no set of weekdays is.
    private var intervalAhead: String? {
        var ahead = scanner
        return ahead.take(WeekdayWords.intervals) == nil ? nil : Refusal.quoted(ahead.typed(from: scanner.position))
    }

    /// Whether a word is a misspelt day and nearer to no topic.
    private func isNearWeekday(_ word: String) -> Bool {
        guard word.count > 5, arguments.topics.suggestions(for: word).isEmpty else { return false }
        return WeekdayWords.long.contains { editDistance(word.lowercased(), $0) <= 2 }
    }

    /// The date that stands here without a word that makes it the beginning.
    private var dateAhead: String? {
        var ahead = scanner
        guard ahead.day(DateRules(today: arguments.today)) != nil else { return nil }
        return Refusal.quoted(ahead.typed(from: scanner.position))
    }

    private func topicRefusal(_ word: String) -> Refusal {
        do {
            _ = try arguments.topics.one(word)
            return arguments.misread()
        } catch {
            return error
        }
    }
}

extension ArgumentScanner {
    /// Whether nothing that belongs to a number follows.
    fileprivate var standsApart: Bool { next().map { $0.isSeparator || ",.)".contains($0) } ?? true }

    /// A date that a word makes the beginning of what follows. Weekdays are none.
    fileprivate mutating func startingDay(_ rules: DateRules) -> Result<Day, DateFault>? {
        let isNamed = take(Self.startsBefore) != nil
        skipSpaces()
        guard attempt({ $0.weekdays() }) == nil, let day = day(rules) else { return nil }
        var ahead = self
        guard !ahead.takeRange() else { return nil }
        return takeAfterSpaces(Self.startsBehind) != nil || isNamed ? day : nil
    }

    private static let startsBefore = Lexicon([
        ("from|starting from|starting on|starting|start|start on|start from|beginning|as of|从|自从|自", true)
    ])
    private static let startsBehind = Lexicon([("开始|起|onwards|onward|on|以后", true)])

    /// Whether a time, days or a zone begin here.
    fileprivate func standsAtPart(_ zones: ZoneBook) -> Bool {
        var ahead = self
        if ahead.time() != nil || ahead.weekdays() != nil || ahead.take(SubscriptionWords.fillers) != nil {
            return true
        }
        if case .found = ahead.zone(zones) { return true }
        return false
    }
}
