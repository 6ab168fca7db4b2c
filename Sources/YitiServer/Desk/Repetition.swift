import YitiCore
import YitiStore
import YitiWire

/// What makes a repeated request harmless (protocol, "Idempotency"): the same `mid` gets the stored reply again.
struct Repetition {
    private let turn: Turn
    private let key: EffectKey?

    /// The repetitions of a request; without a key, one without a `mid`, there are none.
    init(_ turn: Turn, _ key: EffectKey?) {
        self.turn = turn
        self.key = key
    }

    /// A reply, and whether it is the last word on its request: then it is kept under the request's `mid`.
    struct Answer {
        var body: ReplyBody
        var isFinal: Bool
    }

    /// Gives the stored reply to a request that was answered before, and keeps the reply of one that was not.
    func once(_ text: String, _ work: () throws -> Answer) throws -> (ReplyBody, isDuplicate: Bool) {
        guard let key else { return (try work().body, false) }
        let fingerprint = Secrets.fingerprint(text)
        let oldest = turn.now.advanced(bySeconds: -Scheduler.effectSeconds)
        if let effect = try turn.transaction.effect(key, since: oldest) {
            guard effect.fingerprint == fingerprint else {
                return (.err(.editUnsupported, text: Refusal.editUnsupported.text.en), false)
            }
            return (ReplyBody(stored: effect.reply), true)
        }
        let answer = try work()
        if answer.isFinal {
            try turn.transaction.save(
                Effect(fingerprint: fingerprint, reply: answer.body.bytes, at: turn.now), key: key)
        }
        return (answer.body, false)
    }
}
