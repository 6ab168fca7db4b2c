import YitiCore
import YitiStore
import YitiWire

/// What makes a repeated request harmless (protocol, "Idempotency"): the same `mid` gets the stored reply again.
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
        turn.reply(draft, keptAs: draft.isFinal ? KeptReply(key: key, fingerprint: fingerprint) : nil) { [release] in
            release($0, false)
        }
    }

    private func reply(_ draft: Draft, isDuplicate: Bool) {
        turn.reply(draft) { [release] in release($0, isDuplicate) }
    }

    /// The reply to an earlier request with the same key, and the fingerprint of its text: of this turn, or kept.
    private func before(_ key: EffectKey) throws -> (Draft, fingerprint: String)? {
        if let (draft, kept) = turn.draft(keptAs: key) { return (draft, kept.fingerprint) }
        let oldest = turn.now.advanced(bySeconds: -Scheduler.effectSeconds)
        return try turn.transaction.effect(key, since: oldest).map { effect in
            (Draft(ReplyBody(stored: effect.reply)), effect.fingerprint)
        }
    }

    private static var edited: Draft { Draft(.err(.editUnsupported, text: Refusal.editUnsupported.text.en)) }
}
