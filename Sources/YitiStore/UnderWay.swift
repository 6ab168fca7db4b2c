package import YitiCore

/// What is done by slices (`/link`, `/forget`), as it is marked until it is done, and whom people who are no more became.
extension Transaction {
    private static let unitingKey = "uniting."
    private static let forgettingKey = "forgetting."

    /// Whether something of a person's is under way, or was left half done.
    package func isUnderWay(_ person: Int64) throws -> Bool {
        try meta(Self.forgettingKey + String(person)) != nil || uniting(person) != nil
    }

    /// Marks that two people are becoming one, whose code holds for as long as that takes; false when it was marked.
    package func beginUniting(_ older: Int64, with younger: Int64, holding code: LinkCode) throws -> Bool {
        guard try uniting(older) != younger else { return false }
        try setMeta(Self.unitingKey + String(older), String(younger))
        try save(code)
        return true
    }

    /// Two people are becoming one no more.
    package func endUniting(with older: Int64) throws { try removeMeta(Self.unitingKey + String(older)) }

    private func uniting(_ older: Int64) throws -> Int64? {
        try meta(Self.unitingKey + String(older)).flatMap { Int64($0) }
    }

    /// The people who were becoming one with others.
    package func peopleUniting() throws -> [(older: Int64, younger: Int64)] {
        try numbers(marked: Self.unitingKey).compactMap { older in try uniting(older).map { (older, $0) } }
    }

    /// Marks that a person is being forgotten, and what belongs to them by now; the code holds for as long as that takes. False when it was
    /// marked.
    package func beginForgetting(_ person: Int64, holding code: String, until end: Instant, at now: Instant) throws
        -> Bool
    {
        guard try forgetting(person) == nil else { return false }
        try setMeta(
            Self.forgettingKey + String(person), Forgetting(belongings: try belongings(of: person), at: now).text)
        try saveForgetCode(code, person: person, expiresAt: end)
        return true
    }

    /// Deletes what is left of a person, and says how much there was when it began.
    package func endForgetting(_ person: Int64) throws -> Belongings {
        let began = try forgetting(person)
        let left = try forget(person)
        guard let began else { return left }
        try removeMeta(Self.forgettingKey + String(person))
        return began.belongings
    }

    /// The people who were being forgotten.
    package func peopleForgetting() throws -> [Int64] { try numbers(marked: Self.forgettingKey) }

    /// Finishes what was begun. Who has gone on meanwhile, since the last step of their `/forget` failed, is not forgotten.
    package func finishForgetting(_ person: Int64) throws {
        let (mark, last) = (try forgetting(person), try lastEventAt(of: person))
        if let mark, last.map({ $0 <= mark.at }) ?? true { _ = try forget(person) }
        try removeMeta(Self.forgettingKey + String(person))
    }

    private func forgetting(_ person: Int64) throws -> Forgetting? {
        try meta(Self.forgettingKey + String(person)).flatMap(Forgetting.init(text:))
    }

    private func numbers(marked key: String) throws -> [Int64] {
        try metaKeys(from: key).compactMap { Int64($0.dropFirst(key.count)) }
    }
}

/// What belonged to a person when they began to be forgotten, and when that was.
private struct Forgetting {
    var belongings: Belongings
    var at: Instant

    init(belongings: Belongings, at: Instant) {
        self.belongings = belongings
        self.at = at
    }

    init?(text: String) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 6 else { return nil }
        let counts = numbers.dropFirst().map { Int(clamping: $0) }
        at = Instant(seconds: numbers[0])
        belongings = Belongings(
            answers: counts[0], notes: counts[1], bookmarks: counts[2], subscriptions: counts[3], identities: counts[4])
    }

    var text: String {
        let counts = [
            belongings.answers, belongings.notes, belongings.bookmarks, belongings.subscriptions, belongings.identities,
        ]
        return ([String(at.seconds)] + counts.map(String.init)).joined(separator: " ")
    }
}

/// Whom people who are no more became, for servers that have connections of theirs. Kept for an hour: each looks within a second.
extension Transaction {
    private static let formerKey = "former."
    private static let formerSeconds: Int64 = 3_600
    /// Who became another may become yet another; more often than this it is not followed.
    private static let maxSteps = 8

    /// Notes that somebody was made one with another.
    func noteFormer(_ former: Int64, became person: Int64, at now: Instant) throws {
        for kept in try metaKeys(from: Self.formerKey) {
            let at = try meta(kept).flatMap(Former.init(text:))?.at
            if at.map({ now.seconds - $0.seconds > Self.formerSeconds }) ?? true { try removeMeta(kept) }
        }
        try setMeta(Self.formerKey + String(former), Former(person: person, at: now).text)
    }

    /// Whom somebody who is no more became; nil for who was forgotten.
    package func successor(of former: Int64) throws -> Person? {
        var id = former
        for _ in 0..<Self.maxSteps {
            guard let next = try meta(Self.formerKey + String(id)).flatMap(Former.init(text:)) else { return nil }
            id = next.person
            if let person = try person(id) { return person }
        }
        return nil
    }
}

private struct Former {
    var person: Int64
    var at: Instant

    init(person: Int64, at: Instant) {
        self.person = person
        self.at = at
    }

    init?(text: String) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 2 else { return nil }
        self.init(person: numbers[0], at: Instant(seconds: numbers[1]))
    }

    var text: String { "\(person) \(at.seconds)" }
}
