/// How far the parts of what is asked of a subscription go, and where it begins.
extension ArgumentScanner {
    /// How far it is to what parts one thing from the next, but for spaces.
    var wordsAhead: Int { rest.prefix { $0 == " " || !$0.isSeparator }.count }

    /// How far the text goes that nothing else can be read from: to a separator, a number, a time, a day or a zone.
    func chunk(_ zones: ZoneBook) -> Int {
        var ahead = self
        repeat {
            let before = ahead.next()
            ahead.advance()
            guard let next = ahead.next() else { break }
            if next != " ", next.isSeparator { break }
            let isJoint = next.isNumber || (before?.isASCII != next.isASCII) || !next.isASCII
            if isJoint, ahead.standsAtPart(zones) { break }
        } while !ahead.isAtEnd
        return ahead.position - position
    }

    /// Whether nothing that belongs to a number follows.
    var standsApart: Bool { next().map { $0.isSeparator || ",.)".contains($0) } ?? true }

    /// `1到5`, `1-5`: two numbers in digits with nothing that says of what.
    mutating func numberRange() -> (first: Int, last: Int)? {
        guard !(previous.map { "周期拜".contains($0) || $0.isNumber } ?? false),
            let first = digits(1...2).flatMap({ Int($0) })
        else { return nil }
        let isDashed = next() == "-" || (next() == " " && next(1) == "-")
        guard takeRange(), let last = digits(1...2).flatMap({ Int($0) }), standsApart, first < last,
            last <= (isDashed ? 7 : 99)
        else { return nil }
        return (first, last)
    }

    /// A date that a word makes the beginning of what follows, a weekday among them (`from monday`). Several days, and ranges of them, are
    /// the days of every week.
    mutating func startingDay(_ rules: DateRules) -> Result<Day, DateFault>? {
        let isNamed = take(Self.startsBefore) != nil
        skipSpaces()
        var ahead = self
        let days = ahead.weekdayItems()
        if let days { guard standsAtOneDay, days.count == 1, days[0].weekdays.count == 1 else { return nil } }
        guard let day = day(rules) else { return nil }
        ahead = self
        guard !ahead.takeRange(), days == nil || !ahead.standsAtFurtherDay else { return nil }
        let isMarked = takeAfterSpaces(days == nil ? Self.startsBehind : Self.startsBehindWeekday) != nil
        return isMarked || isNamed ? day : nil
    }

    /// `every monday` and `mondays` are no day to begin.
    private var standsAtOneDay: Bool {
        var ahead = self
        if ahead.take(WeekdayWords.each) != nil { return false }
        return ahead.weekday() != nil && ahead.previous != "s"
    }

    /// `and wednesday` behind a day.
    private var standsAtFurtherDay: Bool {
        var ahead = self
        ahead.skipSpaces()
        guard ahead.take(Self.furtherDays) != nil else { return false }
        ahead.skipSpaces()
        return ahead.weekdayItems() != nil
    }

    private static let furtherDays = Lexicon([("and|&|和|与|跟|及|、", true)])
    private static let startsBefore = Lexicon([
        ("from|starting from|starting on|starting|start|start on|start from|beginning|as of|从|自从|自", true)
    ])
    private static let startsBehindWeekday = Lexicon([("开始|起|onwards|onward|以后", true)])
    private static let startsBehind = Lexicon([("开始|起|onwards|onward|on|以后", true)])

    /// Whether a word before a place makes what stands there the beginning (`从`, `from`).
    func beginsBefore(_ place: Int) -> Bool {
        let said = String(passed(since: 0).prefix(place)).trimmingSpaces()
        return Self.wordsBefore.contains { said.hasSuffix($0) }
    }

    /// Passes over a word that makes what was read the beginning (`起`, `onwards`).
    mutating func takeStart() -> Bool { takeAfterSpaces(Self.startsBehindWeekday) != nil }

    private static let wordsBefore = [
        "从", "自", "from", "starting", "starting on", "start", "start on", "beginning", "as of",
    ]

    /// Whether a time, days or a zone begin here.
    private func standsAtPart(_ zones: ZoneBook) -> Bool {
        var ahead = self
        if ahead.time() != nil || ahead.weekdays() != nil || ahead.take(SubscriptionWords.fillers) != nil {
            return true
        }
        if case .found = ahead.zone(zones) { return true }
        return false
    }
}
