import YitiCore
import YitiStore

/// Much that `/link` moves or `/forget` deletes, a slice a batch. Those whom it concerns wait, and nobody else does.
///
/// It is thrown by a request that finds it to be done first, and the request is carried out again afterwards. What a slice has done
/// stands: a mark in the database says what is under way, and after a crash the next start finishes it (``Startup``).
struct SlicedWork: Error {
    /// Who waits besides the one who asked.
    var others: [Int64] = []
    /// What it is, to the store.
    let slicing: Slicing

    /// Finishes what a crash has left half done.
    static func finish(_ halfDone: [Slicing], _ batch: WriteBatch) throws {
        for work in halfDone {
            try batch.holding(work.person) {
                let union = try batch.transaction.finish(work, at: batch.now, zones: batch.state.services.zones)
                if let union { try batch.moveConnections(of: union.former, to: union.person) }
            }
        }
    }
}
