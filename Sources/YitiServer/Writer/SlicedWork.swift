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
    /// How many cards one slice reckons anew, each from its answers.
    static let cards = 16

    /// Finishes what a crash has left half done.
    static func finish(_ batch: WriteBatch) throws {
        let transaction = batch.transaction
        for person in try transaction.peopleForgetting() {
            try batch.holding(person) { try transaction.finishForgetting(person) }
        }
        for (older, younger) in try transaction.peopleUniting() {
            try batch.holding(older) {
                if let one = try transaction.person(older), let other = try transaction.person(younger) {
                    _ = try transaction.about([older, younger]) { try batch.unite(one, with: other) }
                }
                try transaction.endUniting(with: older)
            }
        }
    }
}
