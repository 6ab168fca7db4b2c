/// Reads what follows `/subscribe`: topics, a time, weekdays and a zone in any order, each at most once but topics.
struct SubscriptionReader {
    private let arguments: CommandArguments
    private var rest: ArraySlice<String>
    private var request = SubscriptionRequest()

    private init(_ arguments: CommandArguments, _ words: ArraySlice<String>) {
        self.arguments = arguments
        self.rest = words
    }

    /// The request that `words` make; they may be separated by commas too.
    static func read(_ words: [String], _ arguments: CommandArguments) throws(Refusal) -> SubscriptionRequest {
        let parts = TopicMatcher.parts(of: words)
        guard parts.count <= TopicMatcher.mostWords else { throw arguments.misread() }
        var reader = SubscriptionReader(arguments, parts[...])
        while !reader.rest.isEmpty { try reader.readNext() }
        return reader.request
    }

    private static let fillers: Set<String> = ["at", "on", "in", "from", "and", "在", "和", "的"]

    /// Whole names come before zones, and zones before beginnings of names: `la` is a city, `los` the beginning of `loss`.
    private mutating func readNext() throws(Refusal) {
        if let time = ClockTime.read(rest) {
            try set(\.minuteOfDay, time.minute, .time, time.count)
        } else if let days = WeekdayWords.read(rest) {
            request.weekdays = (request.weekdays ?? []).union(days.days)
            rest = rest.dropFirst(days.count)
        } else if let topic = arguments.topics.longestName(rest) {
            add(topic)
        } else if let zone = zone() {
            try set(\.zone, zone.name, .zone, zone.count)
        } else if let topic = arguments.topics.longestBeginning(rest) ?? firstTopic() {
            add(topic)
        } else if let word = rest.first, TopicMatcher.all.contains(word.lowercased()) {
            request.topics = [Subscription.allTopics]
            rest = rest.dropFirst()
        } else if let word = rest.first, Self.fillers.contains(word.lowercased()) {
            rest = rest.dropFirst()
        } else {
            throw refusal()
        }
    }

    private mutating func add(_ topic: (id: String, count: Int)) {
        if request.topics?.contains(topic.id) != true { request.topics = (request.topics ?? []) + [topic.id] }
        rest = rest.dropFirst(topic.count)
    }

    private mutating func set<Value: Equatable>(
        _ path: WritableKeyPath<SubscriptionRequest, Value?>, _ value: Value, _ part: SubscriptionPart, _ count: Int
    ) throws(Refusal) {
        if let before = request[keyPath: path], before != value {
            throw arguments.refusal(.badRequest, .onlyOne(part))
        }
        request[keyPath: path] = value
        rest = rest.dropFirst(count)
    }

    private func firstTopic() -> (id: String, count: Int)? {
        guard let word = rest.first, case .found(let id) = arguments.topics.find(word) else { return nil }
        return (id, 1)
    }

    private func zone() -> (name: String, count: Int)? {
        guard let first = rest.first, first.first?.isNumber == false else { return nil }
        for count in stride(from: min(3, rest.count), through: 1, by: -1) {
            if let name = arguments.zones.named(rest.prefix(count).joined(separator: " ")) { return (name, count) }
        }
        return nil
    }

    /// What the next word was meant to be decides how it is refused.
    private func refusal() -> Refusal {
        guard let word = rest.first else { return arguments.misread() }
        let isOffset = word.first.map { "+-".contains($0) } ?? false
        if isOffset || word.contains("/") { return ZoneWords.unknown(word, zones: arguments.zones) }
        if ClockTime.isLike(word) { return arguments.refusal(.invalidTime, .noTime(typed: Refusal.quoted(word))) }
        if WeekdayWords.isLike(word) { return arguments.refusal(.badRequest, .noWeekdays(typed: Refusal.quoted(word))) }
        if case .ambiguous = arguments.topics.find(word) { return topicRefusal(word) }
        let isNearCity = arguments.topics.suggestions(for: word).isEmpty && ZoneWords.isNear(word, arguments.zones)
        return isNearCity ? ZoneWords.unknown(word, zones: arguments.zones) : topicRefusal(word)
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

/// Words about zones.
enum ZoneWords {
    /// The refusal of a zone that isn't there, with what is close.
    static func unknown(_ typed: String, zones: ZoneBook) -> Refusal {
        let reason = SettingRefusal.unknownZone(typed: Refusal.quoted(typed), near: suggestions(typed, zones))
        return Refusal(.unknownTimezone, .settings(reason))
    }

    /// Whether something close to it is a zone.
    static func isNear(_ typed: String, _ zones: ZoneBook) -> Bool { !suggestions(typed, zones).isEmpty }

    private static func suggestions(_ typed: String, _ zones: ZoneBook) -> [String] {
        let city = typed.split(separator: "/").last.map(String.init) ?? typed
        for spelling in [typed, city] {
            switch zones.find(spelling) {
            case .found(let name): return [name]
            case .unknown(let near): if !near.isEmpty { return near }
            }
        }
        return []
    }
}
