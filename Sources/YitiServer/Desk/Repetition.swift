import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What makes a repeated request harmless (protocol, "Idempotency"): the same `mid` gets the stored reply again.
///
/// Hardly any request is a repeat, so none is looked up as long as none has been one lately: keeping the reply of a repeat fails on the
/// unique key, and its batch is rolled back and run again with a look at each (``Turn/looksForRepeats``).
struct Repetition {
    private let turn: Turn
    private let key: EffectKey?
    private let release: Release

    /// Takes the reply once it is durable, and whether it was given before.
    typealias Release = (_ body: ReplyBody, _ isDuplicate: Bool) -> Void

    /// The repetitions of a request; without a key, one without a `mid`, there are none.
    init(_ turn: Turn, _ key: EffectKey?, _ release: @escaping Release) {
        self.turn = turn
        self.key = key
        self.release = release
    }

    /// Gives the stored reply to a request that was answered before, and keeps the reply of one that was not. A request is known by
    /// the fingerprint of its text.
    func once(_ fingerprint: String, _ work: () throws -> Draft) throws {
        guard let key else { return reply(try work(), isDuplicate: false) }
        if let (draft, known) = try before(key) {
            let isSame = known == fingerprint
            return reply(isSame ? draft : Self.edited, isDuplicate: isSame)
        }
        let draft = try work()
        guard draft.isFinal else {
            // What is not kept does not fail.
            if try !turn.looksForRepeats && stored(key) != nil { throw Overlooked() }
            return reply(draft, isDuplicate: false)
        }
        turn.reply(draft, keptAs: KeptReply(key: key, fingerprint: fingerprint)) { [release] in release($0, false) }
    }

    /// A repeat was carried out as if it were none.
    private struct Overlooked: Error {}

    private func reply(_ draft: Draft, isDuplicate: Bool) {
        turn.reply(draft) { [release] in release($0, isDuplicate) }
    }

    /// The reply to an earlier request with the same key, and the fingerprint of its text: of this turn, or stored.
    private func before(_ key: EffectKey) throws -> (Draft, fingerprint: String)? {
        if let (draft, kept) = turn.draft(keptAs: key) { return (draft, kept.fingerprint) }
        guard turn.looksForRepeats, let effect = try stored(key) else { return nil }
        turn.room.repeatedAt = turn.now
        return (Draft(ReplyBody(stored: effect.reply)), effect.fingerprint)
    }

    private func stored(_ key: EffectKey) throws -> Effect? {
        try turn.transaction.effect(key, since: turn.now.advanced(bySeconds: -Scheduler.effectSeconds))
    }

    private static var edited: Draft {
        Draft(.err(.editUnsupported, text: RefusalWords.text(of: Refusal.editUnsupported).en))
    }
}
