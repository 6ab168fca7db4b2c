/// What a decision lacks that others may change, such as who somebody is: it is asked for with each request anew.
package enum VolatileNeed: Hashable, Sendable {
    case places
    case answerCount
    case belongings
    /// The codes that the person has asked for and that are good at an instant.
    case codes(at: Instant)
    /// The link code of these letters, whosever it is, if it is good at an instant.
    case typedCode(String, at: Instant)
    /// What connections of its own are told of an account, at an instant.
    case account(at: Instant)
    /// Whether a subscription that was on has ended.
    case hasEnded(subscription: Int64)
    /// What the last delivery of a subscription that was taken is.
    case lastTaken(subscription: Int64)
    /// Who answered a question in the room that the file is of.
    case answerers(question: String, since: Instant)
    /// The board of a room, with the days of its members from a day on.
    case board(room: Int64, since: Day)
    /// Answers with their texts, the newest first and so many at most, of one question or of all.
    case written(question: String?, limit: Int)
    /// How many answers have these words, and those of a page of them.
    case found(words: String, page: Int)
    /// What an export holds besides the person's row and the days of their ledger.
    case exportedParts
}

/// What was loaded of it.
package enum VolatileFact: Sendable {
    case places(Places)
    case answerCount(Int)
    case belongings(Belongings)
    case codes(StandingCodes)
    case typedCode(String, LinkCode?)
    case account(AccountFacts)
    case hasEnded(Bool)
    case lastTaken(subscription: Int64, DeliveryKind?)
    /// Nil for each who is not on the board.
    case answerers([String?])
    case board([BoardLine])
    case written([WrittenAnswer])
    case found(count: Int, [WrittenAnswer])
    case exportedParts(ExportedParts)
}

extension PersonFile {
    /// Lets go of what others may change.
    package mutating func forgetVolatile() {
        if !shared.parts.volatile.isEmpty { self.volatile = [] }
    }

    func places() throws(Pending) -> Places {
        for case .places(let places) in self.volatile { return places }
        throw .needs([.volatile(.places)])
    }

    func answerCount() throws(Pending) -> Int {
        for case .answerCount(let count) in self.volatile { return count }
        throw .needs([.volatile(.answerCount)])
    }

    func belongings() throws(Pending) -> Belongings {
        for case .belongings(let belongings) in self.volatile { return belongings }
        throw .needs([.volatile(.belongings)])
    }

    func codes(at now: Instant) throws(Pending) -> StandingCodes {
        for case .codes(let codes) in self.volatile { return codes }
        throw .needs([.volatile(.codes(at: now))])
    }

    func account(at now: Instant) throws(Pending) -> AccountFacts {
        for case .account(let facts) in self.volatile { return facts }
        throw .needs([.volatile(.account(at: now))])
    }

    func typedCode(_ code: String, at now: Instant) throws(Pending) -> LinkCode? {
        for case .typedCode(code, let found) in self.volatile { return found }
        throw .needs([.volatile(.typedCode(code, at: now))])
    }

    func hasEnded(_ subscription: Int64) throws(Pending) -> Bool {
        for case .hasEnded(let hasEnded) in self.volatile { return hasEnded }
        throw .needs([.volatile(.hasEnded(subscription: subscription))])
    }

    func lastTaken(of subscription: Int64) throws(Pending) -> DeliveryKind? {
        for case .lastTaken(subscription: subscription, let kind) in self.volatile { return kind }
        throw .needs([.volatile(.lastTaken(subscription: subscription))])
    }

    func answerers(of question: String, since: Instant) throws(Pending) -> [String?] {
        for case .answerers(let names) in self.volatile { return names }
        throw .needs([.volatile(.answerers(question: question, since: since))])
    }

    func board(of room: Int64, since day: Day) throws(Pending) -> [BoardLine] {
        for case .board(let lines) in self.volatile { return lines }
        throw .needs([.volatile(.board(room: room, since: day))])
    }

    func written(of question: String?, limit: Int) throws(Pending) -> [WrittenAnswer] {
        for case .written(let answers) in self.volatile { return answers }
        throw .needs([.volatile(.written(question: question, limit: limit))])
    }

    func found(_ words: String, page: Int) throws(Pending) -> (count: Int, answers: [WrittenAnswer]) {
        for case .found(let count, let answers) in self.volatile { return (count, answers) }
        throw .needs([.volatile(.found(words: words, page: page))])
    }

    func exportedParts() throws(Pending) -> ExportedParts {
        for case .exportedParts(let parts) in self.volatile { return parts }
        throw .needs([.volatile(.exportedParts)])
    }
}
