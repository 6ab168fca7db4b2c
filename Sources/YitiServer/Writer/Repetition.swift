import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What makes a repeated request harmless (docs/protocol.md, section 5): the same `mid` gets the stored reply again.
///
/// Hardly any request is a repeat, so none is looked up as long as none has been one lately: keeping the reply of a repeat fails on the
/// unique key, and its batch is rolled back and run again with a look at each (``WriteBatch/looksForRepeats``).
struct Repetition {
    private let batch: WriteBatch
    private let key: RequestKey?
    private let release: Release

    /// Takes the reply once it is durable, and whether it was given before.
    typealias Release = @Sendable (_ body: ReplyBody, _ isDuplicate: Bool) -> Void

    /// The repetitions of a request; without a key, one without a `mid`, there are none.
    init(_ batch: WriteBatch, _ key: RequestKey?, _ release: @escaping Release) {
        self.batch = batch
        self.key = key
        self.release = release
    }

    /// What a request comes to: the draft of its reply, or something to be read first, and how a draft is made of what was read.
    enum Work {
        case draft(Draft)
        case read(LongRead, finish: @Sendable (WriteBatch, ReadQueue.Outcome) throws -> Draft)
    }

    /// Gives the stored reply to a request that was answered before, and keeps the reply of one that was not. A request is known by
    /// the fingerprint of its text. `failed` is told when what has to be read first comes to nothing; `edited` is the reply to the same key with another text.
    func once(
        _ fingerprint: String, failed: @escaping @Sendable (JobFailure) -> Void, edited: () throws -> ReplyBody,
        _ work: () throws -> Work
    ) throws {
        if let key, let (draft, known) = try before(key) {
            let isSame = known == fingerprint
            return reply(isSame ? draft : Draft(try edited()), isDuplicate: isSame)
        }
        switch try work() {
        case .draft(let draft):
            // What is not kept does not fail.
            if !draft.isFinal { try refuseOverlooked() }
            keep(draft, fingerprint)
        case .read(let read, let finish):
            try refuseOverlooked()
            batch.reads.begin(read, in: batch, failed: failed) { [key, release] batch, outcome in
                Repetition(batch, key, release).keep(try finish(batch, outcome), fingerprint)
            }
        }
    }

    /// Hands a reply out, and keeps it when it is the last word on a request with a key.
    private func keep(_ draft: Draft, _ fingerprint: String) {
        guard let key, draft.isFinal else { return reply(draft, isDuplicate: false) }
        batch.reply(draft, keptAs: ReplySlot(key: key, fingerprint: fingerprint)) { [release] in release($0, false) }
    }

    private func refuseOverlooked() throws {
        if let key, try !batch.looksForRepeats && stored(key) != nil { throw Overlooked() }
    }

    /// A repeat was carried out as if it were none.
    private struct Overlooked: Error {}

    private func reply(_ draft: Draft, isDuplicate: Bool) {
        batch.reply(draft) { [release] in release($0, isDuplicate) }
    }

    /// The reply to an earlier request with the same key, and the fingerprint of its text: of this batch, or stored.
    private func before(_ key: RequestKey) throws -> (Draft, fingerprint: String)? {
        if let (draft, kept) = batch.draft(keptAs: key) { return (draft, kept.fingerprint) }
        guard batch.looksForRepeats, let effect = try stored(key) else { return nil }
        batch.state.repeatedAt = batch.now
        return (Draft(ReplyBody(stored: effect.reply)), effect.fingerprint)
    }

    private func stored(_ key: RequestKey) throws -> StoredReply? {
        try batch.transaction.effect(key, at: batch.now)
    }
}
