package import YitiCore

/// Much that is done by slices (`/link`, `/forget`), and marked until it is done.
package enum Slicing: Hashable, Sendable {
    /// Two people become one.
    case uniting(older: Int64, younger: Int64)
    case forgetting(Int64)

    /// Whom the mark is kept with.
    package var person: Int64 {
        switch self {
        case .uniting(let older, _): older
        case .forgetting(let person): person
        }
    }

    /// How many rows of a kind one slice takes: some milliseconds' worth.
    static let rows = 128
    /// How many cards one slice reckons anew, each from its answers.
    static let cards = 16
}

/// What is done by slices, and whom people who are no more became.
extension Transaction {
    private static let unitingKey = "uniting."
    private static let forgettingKey = "forgetting."

    /// Whether something of a person's is under way, or was left half done.
    package func isUnderWay(_ person: Int64) throws -> Bool {
        try meta(Self.forgettingKey + String(person)) != nil || uniting(person) != nil
    }

    /// Makes one person of two, and says what has become of them, with the file of the one; nil when that is to be done by slices first: it is marked then.
    package func unite(_ link: ConfirmedLink, at now: Instant, zones: ZoneBook) throws -> (
        union: Union, file: PersonFile
    )? {
        if try beginUniting(link.older.id, with: link.younger.id, holding: link.code) { return nil }
        let union = try unite(link.older, with: link.younger, at: now, zones: zones)
        return (union, try file(of: union.person))
    }

    /// Deletes a person, and says how much there was of them when it began; nil when that is to be done by slices first: it is marked then.
    package func forget(_ person: Int64, holding code: String, until end: Instant, at now: Instant) throws
        -> Belongings?
    {
        if try beginForgetting(person, holding: code, until: end, at: now) { return nil }
        return try endForgetting(person)
    }

    /// Marks that two people are becoming one, whose code holds for as long as that takes; false when it was marked, or is to be done in
    /// one go: other servers on the same database would carry out what the two ask for meanwhile.
    private func beginUniting(_ older: Int64, with younger: Int64, holding code: LinkCode) throws -> Bool {
        guard try !isShared && uniting(older) != younger else { return false }
        try setMeta(Self.unitingKey + String(older), String(younger))
        try save(code)
        return true
    }

    /// Two people are becoming one no more.
    func endUniting(with older: Int64) throws { try removeMeta(Self.unitingKey + String(older)) }

    private func uniting(_ older: Int64) throws -> Int64? {
        try meta(Self.unitingKey + String(older)).flatMap { Int64($0) }
    }

    /// Marks that a person is being forgotten, and what belongs to them by now; the code holds for as long as that takes. False as for two
    /// who become one.
    private func beginForgetting(_ person: Int64, holding code: String, until end: Instant, at now: Instant) throws
        -> Bool
    {
        guard try !isShared && forgetting(person) == nil else { return false }
        try setMeta(
            Self.forgettingKey + String(person), Forgetting(belongings: try belongings(of: person), at: now).text)
        try saveForgetCode(code, person: person, expiresAt: end)
        return true
    }

    /// Deletes what is left of a person, and says how much there was when it began.
    private func endForgetting(_ person: Int64) throws -> Belongings {
        let began = try forgetting(person)
        let left = try forget(person)
        guard let began else { return left }
        try removeMeta(Self.forgettingKey + String(person))
        return began.belongings
    }

    /// Does one slice; false when nothing was left to do.
    package func slice(of work: Slicing) throws -> Bool {
        switch work {
        case .uniting(let older, let younger):
            guard let one = try person(older), let other = try person(younger) else { return false }
            return try about([older, younger]) {
                try uniteSome(one, with: other, rows: Slicing.rows, cards: Slicing.cards)
            }
        case .forgetting(let person): return try about([person]) { try forgetSome(of: person, rows: Slicing.rows) }
        }
    }

    /// What was begun and is not done.
    func halfDone() throws -> [Slicing] {
        try numbers(marked: Self.forgettingKey).map { .forgetting($0) }
            + numbers(marked: Self.unitingKey).compactMap { older in
                try uniting(older).map { .uniting(older: older, younger: $0) }
            }
    }

    /// Does in one go what is left of it; says what has become of two people who are one.
    package func finish(_ work: Slicing, at now: Instant, zones: ZoneBook) throws -> Union? {
        switch work {
        case .forgetting(let person):
            try finishForgetting(person)
            return nil
        case .uniting(let older, let younger):
            guard let one = try person(older), let other = try person(younger) else {
                try endUniting(with: older)
                return nil
            }
            return try about([older, younger]) { try unite(one, with: other, at: now, zones: zones) }
        }
    }

    /// Who has gone on meanwhile, since the last step of their `/forget` failed, is not forgotten.
    private func finishForgetting(_ person: Int64) throws {
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

    /// Whom somebody is by now: themselves, or whom they became; nil for who was forgotten.
    func successor(orSelf former: Int64) throws -> Person? {
        var id = former
        for _ in 0...Self.maxSteps {
            if let person = try person(id) { return person }
            guard let next = try meta(Self.formerKey + String(id)).flatMap(Former.init(text:)) else { return nil }
            id = next.person
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
