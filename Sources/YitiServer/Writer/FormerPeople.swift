import YitiCore
import YitiStore

/// Whom people who are no more became, for servers that have connections of theirs. Kept for an hour: each looks within a second.
enum FormerPeople {
    private static let key = "former."
    private static let keptSeconds: Int64 = 3_600
    /// Who became another may become yet another; more often than this it is not followed.
    private static let maxSteps = 8

    /// Notes that somebody was made one with another.
    static func note(_ former: Int64, became person: Int64, in transaction: Transaction, at now: Instant) throws {
        for kept in try transaction.metaKeys(from: key) {
            let at = try transaction.meta(kept).flatMap(Former.init(text:))?.at
            if at.map({ now.seconds - $0.seconds > keptSeconds }) ?? true { try transaction.removeMeta(kept) }
        }
        try transaction.setMeta(key + String(former), Former(person: person, at: now).text)
    }

    /// Whom somebody who is no more became; nil for who was forgotten.
    static func successor(of former: Int64, _ transaction: Transaction) throws -> Person? {
        var id = former
        for _ in 0..<maxSteps {
            guard let next = try transaction.meta(key + String(id)).flatMap(Former.init(text:)) else { return nil }
            id = next.person
            if let person = try transaction.person(id) { return person }
        }
        return nil
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
}
