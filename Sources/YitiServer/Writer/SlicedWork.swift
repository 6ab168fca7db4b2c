import YitiCore
import YitiStore

/// Much that `/link` moves or `/forget` deletes, a slice a batch. Those whom it concerns wait, and nobody else does.
///
/// It is thrown by a request that finds it to be done first, and the request is carried out again afterwards. What a slice has done
/// stands: a mark in the database says what is under way, and after a crash the next start finishes it (``Startup``).
struct SlicedWork: Error {
    /// Who waits besides the one who asked.
    var others: [Int64] = []
    /// Does one slice; false when nothing was left to do.
    let slice: @Sendable (WriteBatch) throws -> Bool

    /// How many rows of a kind one slice takes: some milliseconds' worth.
    static let rows = 128
}

/// What is under way by slices, as it is marked in the database.
enum UnderWay {
    private static let unitingKey = "uniting."
    private static let forgettingKey = "forgetting."

    /// Who is becoming one with an older person; nil while nobody is.
    static func uniting(_ older: Int64, _ transaction: Transaction) throws -> Int64? {
        try transaction.meta(unitingKey + String(older)).flatMap { Int64($0) }
    }

    static func mark(_ younger: Int64, becomes older: Int64, _ transaction: Transaction) throws {
        try transaction.setMeta(unitingKey + String(older), String(younger))
    }

    static func endUniting(with older: Int64, _ transaction: Transaction) throws {
        try transaction.removeMeta(unitingKey + String(older))
    }

    /// What belonged to a person when they began to be forgotten, and when that was.
    struct Forgetting {
        var belongings: Belongings
        var at: Instant
    }

    /// How far the forgetting of a person has come; nil of anybody else.
    static func forgetting(_ person: Int64, _ transaction: Transaction) throws -> Forgetting? {
        try transaction.meta(forgettingKey + String(person)).flatMap(Forgetting.init(text:))
    }

    static func mark(_ forgetting: Forgetting, of person: Int64, _ transaction: Transaction) throws {
        try transaction.setMeta(forgettingKey + String(person), forgetting.text)
    }

    /// Whether something of a person's is under way, or was left half done.
    static func concerns(_ person: Int64, _ transaction: Transaction) throws -> Bool {
        try forgetting(person, transaction) != nil || uniting(person, transaction) != nil
    }

    static func endForgetting(_ person: Int64, _ transaction: Transaction) throws {
        try transaction.removeMeta(forgettingKey + String(person))
    }

    /// Finishes what a crash has left half done. Who has gone on meanwhile, since the last step of their `/forget` failed, is not forgotten.
    static func finish(_ batch: WriteBatch) throws {
        let transaction = batch.transaction
        for person in try numbers(forgettingKey, transaction) {
            try batch.holding(person) {
                let mark = try forgetting(person, transaction)
                let last = try transaction.lastEventAt(of: person)
                if let mark, last.map({ $0 <= mark.at }) ?? true { _ = try transaction.forget(person) }
                try endForgetting(person, transaction)
            }
        }
        for number in try numbers(unitingKey, transaction) {
            try batch.holding(number) {
                if let other = try uniting(number, transaction), let older = try transaction.person(number),
                    let younger = try transaction.person(other)
                {
                    _ = try transaction.about([number, other]) { try Linking(batch).unite(older, with: younger) }
                }
                try endUniting(with: number, transaction)
            }
        }
    }

    private static func numbers(_ key: String, _ transaction: Transaction) throws -> [Int64] {
        try transaction.metaKeys(from: key).compactMap { Int64($0.dropFirst(key.count)) }
    }
}

extension UnderWay.Forgetting {
    fileprivate init?(text: String) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 6 else { return nil }
        let counts = numbers.dropFirst().map { Int(clamping: $0) }
        at = Instant(seconds: numbers[0])
        belongings = Belongings(
            answers: counts[0], notes: counts[1], bookmarks: counts[2], subscriptions: counts[3], identities: counts[4])
    }

    fileprivate var text: String {
        let counts = [
            belongings.answers, belongings.notes, belongings.bookmarks, belongings.subscriptions, belongings.identities,
        ]
        return ([String(at.seconds)] + counts.map(String.init)).joined(separator: " ")
    }
}
