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

    /// Two people who become one, and the question up to whose card theirs are united; `isDone` when only the last step is left.
    struct Uniting {
        var younger: Int64
        var question = ""
        var isDone = false
    }

    /// Who is becoming one with an older person.
    static func uniting(_ older: Int64, _ transaction: Transaction) throws -> Uniting? {
        try transaction.meta(unitingKey + String(older)).flatMap(Uniting.init(text:))
    }

    static func mark(_ uniting: Uniting, with older: Int64, _ transaction: Transaction) throws {
        try transaction.setMeta(unitingKey + String(older), uniting.text)
    }

    static func endUniting(with older: Int64, _ transaction: Transaction) throws {
        try transaction.removeMeta(unitingKey + String(older))
    }

    /// What belonged to a person when they began to be forgotten; nil of anybody else.
    static func forgetting(_ person: Int64, _ transaction: Transaction) throws -> Belongings? {
        try transaction.meta(forgettingKey + String(person)).flatMap(Belongings.init(text:))
    }

    static func markForgotten(_ person: Int64, _ belongings: Belongings, _ transaction: Transaction) throws {
        try transaction.setMeta(forgettingKey + String(person), belongings.text)
    }

    static func endForgetting(_ person: Int64, _ transaction: Transaction) throws {
        try transaction.removeMeta(forgettingKey + String(person))
    }

    /// Finishes what a crash has left half done.
    static func finish(_ batch: WriteBatch) throws {
        let transaction = batch.transaction
        for key in try transaction.metaKeys(from: forgettingKey) {
            guard let person = Int64(key.dropFirst(forgettingKey.count)) else { continue }
            _ = try transaction.forget(person)
            try endForgetting(person, transaction)
        }
        for key in try transaction.metaKeys(from: unitingKey) {
            guard let number = Int64(key.dropFirst(unitingKey.count)) else { continue }
            if let mark = try uniting(number, transaction), let older = try transaction.person(number),
                let younger = try transaction.person(mark.younger)
            {
                _ = try Linking(batch).unite(older, with: younger)
            }
            try endUniting(with: number, transaction)
        }
    }
}

extension UnderWay.Uniting {
    fileprivate init?(text: String) {
        let fields = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 3, let younger = Int64(fields[0]) else { return nil }
        self.init(younger: younger, question: fields[1], isDone: fields[2] == "done")
    }

    fileprivate var text: String { "\(younger) \(question) \(isDone ? "done" : "")" }
}

extension Belongings {
    fileprivate init?(text: String) {
        let counts = text.split(separator: " ").compactMap { Int($0) }
        guard counts.count == 5 else { return nil }
        self.init(
            answers: counts[0], notes: counts[1], bookmarks: counts[2], subscriptions: counts[3], identities: counts[4])
    }

    fileprivate var text: String { "\(answers) \(notes) \(bookmarks) \(subscriptions) \(identities)" }
}
