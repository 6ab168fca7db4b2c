/// What is asked of a subscription and none has: an end, and a time that is told from the one that stands.
extension ArgumentScanner {
    /// `until friday`, `到12月1日`, `for a week`: what it would last to, or how long; nil where nothing of that stands. What is changed may
    /// be moved to a day (`改到周五`), unless a time stands before it.
    mutating func end(afterTime: Bool, isChange: Bool, _ today: Day) -> String? {
        let start = position
        if take(EndWords.until) != nil {
            while !isAtEnd { advance() }
            return Refusal.quoted(typed(from: start))
        }
        let isEnd = attempt { $0.length() } ?? (isChange && !afterTime ? nil : attempt { $0.lastDay(today) })
        return isEnd == nil ? nil : Refusal.quoted(typed(from: start))
    }

    /// `for a week`, `for 3 days`.
    private mutating func length() -> Bool? {
        guard take("for") else { return nil }
        skipSpaces()
        guard take(EndWords.one) != nil || number() != nil else { return nil }
        return takeAfterSpaces(EndWords.periods)
    }

    /// `到周五`, `到12月`.
    private mutating func lastDay(_ today: Day) -> Bool? {
        guard !(previous.map { "改调换挪移推放设更达".contains($0) } ?? false), take("到") else { return nil }
        skipSpaces()
        if day(DateRules(today: today)) != nil || weekdayItems() != nil { return true }
        return number() != nil && take("月") ? true : nil
    }

    /// Whether all that stands here is an end (`直到周五`, `到12月1日`), with a day that can be read.
    func isEndOfSubscription(_ today: Day) -> Bool {
        var ahead = self
        guard ahead.take(EndWords.until) != nil || ahead.take("到") else { return false }
        ahead.skipSpaces()
        guard ahead.day(DateRules(today: today)) != nil || ahead.weekdayItems() != nil else { return false }
        ahead.skipSpaces()
        return ahead.take(EndWords.over) != nil || ahead.isAtEnd
    }

    /// Whether a time is told from the one that stands (`an hour earlier`, `推迟半小时`).
    var isRelative: Bool {
        var ahead = self
        while !ahead.isAtEnd {
            if ahead.take(EndWords.relative) != nil || ahead.attempt({ $0.earlierOrLater() }) != nil { return true }
            ahead.advance()
        }
        return false
    }

    /// `早半小时`, `晚1小时`.
    private mutating func earlierOrLater() -> Bool? {
        guard take(EndWords.earlyOrLate) != nil, span() != nil else { return nil }
        return true
    }
}

private enum EndWords {
    static let until = Lexicon([("until|till|til|through|up to|直到|截止到|截止|截至|持续到", true)])
    static let over = Lexicon([("为止", true)])
    static let one = Lexicon([("a|an|one|the next", true)])
    static let periods = Lexicon([("days|day|weeks|week|months|month|years|year", true)])
    static let relative = Lexicon([("earlier|later|sooner|提前|推迟|延后|推后|延迟", true)])
    static let earlyOrLate = Lexicon([("早|晚|迟", true)])
}
