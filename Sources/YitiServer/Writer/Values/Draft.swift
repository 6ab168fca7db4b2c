import Synchronization
import YitiWire

/// A reply that is still to be worded.
///
/// In a crowded batch that is done on a thread of its own while the writer carries out the next command: the words cost about as much as
/// the database does. A batch waits for all of them before it reads any (``WriteBatch/finishReplies()``).
final class Draft: @unchecked Sendable {
    /// Whether it is the last word on its request: then it is kept under the request's `mid`.
    let isFinal: Bool
    /// Whether somebody is to word it; only the writer's thread asks.
    var isAssigned = false
    /// Whether it is worded; any thread may ask.
    var isWorded: Bool { hasWords.load(ordering: .acquiring) }
    private let hasWords = Atomic(false)
    private let write: @Sendable () -> ReplyBody
    // Touched by the one who words it, and by the writer once it has waited for that one.
    private var body: ReplyBody?

    /// A draft that `write` words when it is asked to.
    init(isFinal: Bool, _ write: @escaping @Sendable () -> ReplyBody) {
        self.isFinal = isFinal
        self.write = write
    }

    /// A reply whose words are there.
    convenience init(_ body: ReplyBody) {
        self.init(isFinal: false) { body }
    }

    /// The reply, worded now unless it has been.
    @discardableResult
    func finished() -> ReplyBody {
        if let body { return body }
        let written = write()
        body = written
        hasWords.store(true, ordering: .releasing)
        return written
    }
}
