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

    /// A date that a word makes the beginning of what follows. Weekdays are none.
    mutating func startingDay(_ rules: DateRules) -> Result<Day, DateFault>? {
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
    private func standsAtPart(_ zones: ZoneBook) -> Bool {
        var ahead = self
        if ahead.time() != nil || ahead.weekdays() != nil || ahead.take(SubscriptionWords.fillers) != nil {
            return true
        }
        if case .found = ahead.zone(zones) { return true }
        return false
    }
}
